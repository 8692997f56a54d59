// See interactive_shell.h. A prompt is set by the environment as far as a shell takes it from there, so that no file of
// the caller's is touched or kept from being read.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/interactive_shell.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>
#include <string_view>
#include <variant>

#include "policy/values.h"
#include "program_names.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {
namespace {

bool is_terminal(const Host& host, int number) { return host.descriptor(number) == Descriptor::terminal; }

void refuse_without_terminal(const policy::Policy& policy, const Host& host) {
  if (!is_terminal(host, 0) || !is_terminal(host, 1))
    throw UsageError({.sentence = "there is no command",
                      .wanted_by = {},
                      .refused_by = {},
                      .hint =
                          SANDBOX_PROGRAM " [OPTION]... COMMAND [ARG]...; without one there is a shell where standard "
                                          "input and output are a terminal; " SANDBOX_PROGRAM " --help says more"});
  if (policy.terminal.tty.value == policy::Tty::none)
    throw PolicyError("there is no command, and a shell would have no terminal", policy.terminal.tty.origin,
                      "name a command, or leave terminal.tty as it is");
}

// A file of the host where it is, or where links lead from there, if that is the same file inside and may be executed.
std::optional<std::string> shown_program(const std::string& path, const FilesystemPlan& filesystem, const Host& host) {
  const std::optional<HostPath> wanted = HostPath::parse(path);
  if (!wanted) return std::nullopt;
  const Answer answer = host.find(*wanted);
  const auto* const found = std::get_if<Found>(&answer);
  if (found == nullptr || found->kind != Kind::file) return std::nullopt;
  const std::optional<InnerPath> inside = InnerPath::parse(found->real.text());
  if (!inside || !filesystem.shows(*inside) || !filesystem.layout.lets_execute(*inside)) return std::nullopt;
  return inside->text();
}

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// What accounts have that nobody is to log in to.
bool is_no_shell(std::string_view path) {
  return name_of(path) == "nologin" || name_of(path) == "false" || name_of(path) == "true";
}

struct Program {
  std::string called;  ///< as it was named
  std::string path;
};

Program program_of(const policy::User& user, const FilesystemPlan& filesystem, const Identity& identity,
                   const Host& host) {
  for (const std::string& called : {identity.shell, std::string("/bin/bash"), std::string("/bin/sh")}) {
    if (is_no_shell(called)) continue;
    if (const std::optional<std::string> path = shown_program(called, filesystem, host))
      return {.called = called, .path = *path};
    if (user.shell.given() && called == identity.shell)
      throw PolicyError(fmt::format("cannot start {}: it is no program that is shown inside", shell_word(called)),
                        user.shell.origin, "name another shell, show this one, or name a command");
  }
  throw PolicyError(fmt::format("there is no command, and no shell: {}, /bin/bash and /bin/sh are not shown inside",
                                shell_word(identity.shell)),
                    {}, "name a command, or show the system with filesystem.system");
}

std::optional<std::string> value_in(const std::vector<std::string>& environment, std::string_view assignment) {
  for (const std::string& entry : environment)
    if (entry.starts_with(assignment)) return entry.substr(assignment.size());
  return std::nullopt;
}

// As no-color.org has it, and terminals that can do no more than print.
bool is_coloured(const std::vector<std::string>& envp, const Host& host) {
  if (!variable(host, "NO_COLOR").value_or("").empty()) return false;
  return value_in(envp, "TERM=").value_or("dumb") != "dumb";
}

// What stands in front of the prompt. A profile in a file of an odd name could give a prompt a meaning.
std::string mark_of(const policy::Policy& policy) {
  const bool is_plain = !policy.name.value.empty() && !policy::check_profile_name(policy.name.value);
  return is_plain ? "[sandbox " + policy.name.value + "]" : "[sandbox]";
}

// Whether zsh would find settings of a person's, and not ask how it is to be set up.
bool has_settings_of_zsh(const FilesystemPlan& filesystem, const Identity& identity, const Host& host) {
  constexpr auto names = std::to_array<std::string_view>({"/.zshenv", "/.zprofile", "/.zshrc", "/.zlogin"});
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    const std::optional<InnerPath> path = InnerPath::parse(identity.home + std::string(name));
    const std::optional<HostPath> source = path ? filesystem.layout.source_of(*path) : std::nullopt;
    return source && std::holds_alternative<Found>(host.find(*source));
  });
}

struct Prompt {
  std::string mark;
  bool coloured = false;
  std::optional<std::string> given;  ///< what the person or the profile wants PS1 to be
};

std::string in_single_quotes(const std::string& text) {
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

// The first prompt of bash comes after its settings have been read, which are also the system's and would hide what the
// environment says: then the mark is put in front of what they say.
void dress_bash(InteractiveShell& shell, const Prompt& prompt) {
  shell.argv.emplace_back("-i");
  if (prompt.given) {
    shell.variables = {"PROMPT_COMMAND=PS1=" + in_single_quotes(*prompt.given) + "; unset PROMPT_COMMAND"};
    return;
  }
  const std::string text = prompt.coloured ? R"(\[\e[1;36m\])" + prompt.mark + R"(\[\e[0m\])" : prompt.mark;
  shell.variables = {R"(PS1=\w\$ )", "PROMPT_COMMAND=PS1=\"" + text + " $PS1\"; unset PROMPT_COMMAND; export -n PS1"};
}

// The settings of a person's say how the prompt looks; at the right of the line there is mostly room.
void dress_zsh(InteractiveShell& shell, const Prompt& prompt, bool with_settings) {
  if (!with_settings) shell.argv.emplace_back("-f");
  shell.argv.emplace_back("-i");
  if (prompt.given) return;
  const std::string text = prompt.coloured ? "%B%F{cyan}" + prompt.mark + "%f%b" : prompt.mark;
  shell.variables = {with_settings ? "RPS1=" + text : "PS1=" + text + " %~%# "};
}

// Its prompt is a function.
void dress_fish(InteractiveShell& shell, const Prompt& prompt) {
  const std::string colour = prompt.coloured ? "set_color -o cyan; " : "";
  const std::string plain = prompt.coloured ? "set_color normal; " : "";
  shell.argv.insert(shell.argv.end(), {"-i", "-C",
                                       "functions -c fish_prompt __sandbox_prompt; function fish_prompt; " + colour +
                                           "echo -n '" + prompt.mark + " '; " + plain + "__sandbox_prompt; end"});
}

// Only of dash is it known that it counts no columns, which the bytes for colours would spoil.
void dress_other(InteractiveShell& shell, const Prompt& prompt, bool counts_columns) {
  shell.argv.emplace_back("-i");
  if (prompt.given) return;
  const bool coloured = prompt.coloured && !counts_columns;
  shell.variables = {"PS1=" + (coloured ? "\x1b[1;36m" + prompt.mark + "\x1b[0m" : prompt.mark) + " $ "};
}

void dress(InteractiveShell& shell, const Prompt& prompt, bool has_settings_of_zsh) {
  const std::string_view name = name_of(shell.path);
  if (name.starts_with("bash")) return dress_bash(shell, prompt);
  if (name.starts_with("zsh")) return dress_zsh(shell, prompt, has_settings_of_zsh);
  if (name.starts_with("fish")) return dress_fish(shell, prompt);
  dress_other(shell, prompt, name != "dash");
}

}  // namespace

InteractiveShell interactive_shell(const policy::Policy& policy, const FilesystemPlan& filesystem,
                                   const Identity& identity, const std::vector<std::string>& envp, const Host& host) {
  refuse_without_terminal(policy, host);
  const Program program = program_of(policy.user, filesystem, identity, host);
  InteractiveShell shell{.path = program.path, .argv = {std::string(name_of(program.called))}, .variables = {}};
  const Prompt prompt{.mark = mark_of(policy), .coloured = is_coloured(envp, host), .given = value_in(envp, "PS1=")};
  dress(shell, prompt, has_settings_of_zsh(filesystem, identity, host));
  std::erase_if(shell.variables, [&](const std::string& variable) {
    return value_in(envp, variable.substr(0, variable.find('=') + 1)).has_value();
  });
  return shell;
}

}  // namespace sandbox::planner
