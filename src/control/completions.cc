// See completions.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "control/completions.h"

#include <vector>

#include "control/verb.h"
#include "frontend/shell_text.h"
#include "policy/syscall_groups.h"
#include "program_names.h"
#include "syscalls/table.h"

namespace sandbox::control {
namespace {

using frontend::described_for_zsh;
using frontend::in_fish_quotes;
using frontend::in_single_quotes;

std::string short_form(const ControlOption& option) { return {'-', option.short_name}; }
std::string long_form(const ControlOption& option) { return "--" + std::string(option.name); }

// Both of its spellings, or the one that it has.
std::vector<std::string> forms(const ControlOption& option) {
  if (option.short_name == 0) return {long_form(option)};
  return {short_form(option), long_form(option)};
}

std::string listed(const std::vector<std::string>& forms) {
  std::string text;
  for (const std::string& form : forms) text.append(text.empty() ? "" : " ").append(form);
  return text;
}

// The options of a verb, each with a space in front.
std::string options_of(const Verb& verb) {
  std::string text;
  for (const ControlOption& option : control_options)
    if (takes(verb, option)) text.append(" ").append(listed(forms(option)));
  return text;
}

std::string all_options() {
  std::string text;
  for (const ControlOption& option : control_options) text.append(" ").append(listed(forms(option)));
  return text;
}

std::string all_verbs() {
  std::string text;
  for (const Verb& verb : verbs()) text.append(" ").append(verb.name);
  return text;
}

// Names of groups and of calls; no shell gives any of their characters a meaning.
std::string all_syscalls() {
  std::string text;
  for (const policy::SyscallGroup& group : policy::syscall_groups()) text.append(" ").append(group.name);
  for (const syscalls::Syscall& call : syscalls::all()) text.append(" ").append(call.text());
  return text;
}

std::string_view words_for_bash(Words words) {
  switch (words) {
    case Words::none: return ":";
    case Words::profiles: return "_sandbox_profiles \"$word\"";
    case Words::files: return "_sandbox_files \"$word\"";
    case Words::syscalls: return "_sandbox_syscalls \"$word\"";
    case Words::shells: return "_sandbox_shells \"$word\"";
  }
  return {};
}

std::string_view words_for_zsh(Words words) {
  switch (words) {
    case Words::none: return "_message 'no more words'";
    case Words::profiles: return "_sandbox_profiles";
    case Words::files: return "_files";
    case Words::syscalls: return "_sandbox_syscalls";
    case Words::shells: return "_sandbox_shells";
  }
  return {};
}

// Where an option of some verbs only is offered.
std::string condition_for_fish(const ControlOption& option) {
  std::string text;
  bool always = true;
  for (const Verb& verb : verbs()) {
    always = always && takes(verb, option);
    if (takes(verb, option)) text.append(text.empty() ? "" : "; or ").append("__sandboxctl_has ").append(verb.name);
  }
  return always || !option.value.empty() ? "" : " -n " + in_single_quotes(text);
}

std::string_view words_for_fish(Words words) {
  switch (words) {
    case Words::none: return {};
    case Words::profiles: return " -F -a '(__sandbox_profiles)'";
    case Words::files: return " -F";
    case Words::syscalls: return " -a '(__sandbox_syscalls)'";
    case Words::shells: return " -a '(__sandbox_shells)'";
  }
  return {};
}

constexpr std::string_view bash_head = R"(_sandbox_files() {
  _sandbox_offer "$1" < <(compgen -f -- "$1")
  compopt -o filenames
}
_sandboxctl() {
  local i=1 verb='' option='' word=${COMP_WORDS[COMP_CWORD]}
  while ((i < COMP_CWORD)); do
    option=${COMP_WORDS[i++]}
    case $option in
)";

constexpr std::string_view bash_middle = R"()
        # To readline "=" is a word: --profile=build is three.
        [[ ${COMP_WORDS[i]} != = ]] || ((i++))
        ((i < COMP_CWORD)) || { [[ $word != = ]] || word=''; _sandbox_profiles "$word"; return; }
        ((i++))
        ;;
      -*) ;;
      *) verb=${verb:-$option} ;;
    esac
  done
  case $verb:$word in
)";

constexpr std::string_view fish_verb_head = R"(# Whether the words so far have that verb, or without one, none.
function __sandboxctl_has
    set -l verb
    set -l value_follows 0
    for word in (commandline -opc)[2..]
        if test $value_follows = 1
            set value_follows 0
        else if contains -- $word )";

constexpr std::string_view fish_verb_tail = R"(
            set value_follows 1
        else if not string match -q -- '-*' $word
            set verb $word
            break
        end
    end
    test "$verb" = "$argv[1]"
end
complete -c )" SANDBOXCTL_PROGRAM " -f\n";

}  // namespace

std::string bash_completion() {
  std::string text = "# bash completion for " SANDBOXCTL_PROGRAM "\n" + frontend::profiles_for_bash();
  text.append("_sandbox_syscalls() {\n  _sandbox_offer \"$1\" < <(printf '%s\\n'")
      .append(all_syscalls())
      .append(")\n}\n");
  text.append("_sandbox_shells() {\n  _sandbox_offer \"$1\" < <(printf '%s\\n' ").append(alias_shells).append(")\n}\n");
  text.append(bash_head)
      .append("      ")
      .append(short_form(profile_option))
      .append("|")
      .append(long_form(profile_option));
  text.append(bash_middle);
  const auto add = [&](std::string_view pattern, std::string_view command) {
    text.append("    ").append(pattern).append(") ").append(command).append(" ;;\n");
  };
  const auto offer = [](const std::string& words) {
    return "_sandbox_offer \"$word\" < <(printf '%s\\n'" + words + ")";
  };
  for (const Verb& verb : verbs()) {
    const std::string name(verb.name);
    add(name + ":-*", offer(options_of(verb)));
    add(name + ":*", words_for_bash(verb.words));
  }
  add(":-*", offer(all_options()));
  add(":*", offer(all_verbs()));
  return text + "  esac\n}\ncomplete -F _sandboxctl " SANDBOXCTL_PROGRAM "\n";
}

std::string zsh_completion() {
  std::string text = "#compdef " SANDBOXCTL_PROGRAM "\n" + frontend::profiles_for_zsh();
  text.append("_sandbox_syscalls() {\n  compadd --").append(all_syscalls()).append("\n}\n");
  text.append("_sandbox_shells() {\n  compadd -- ").append(alias_shells).append("\n}\n");
  text += "local curcontext=$curcontext state line\nlocal -a verbs\nverbs=(";
  for (const Verb& verb : verbs()) text.append(" ").append(described_for_zsh(verb.name, verb.help));
  text += " )\n_arguments -C \\\n";
  for (const ControlOption& option : control_options) {
    const bool valued = !option.value.empty();
    const std::string exclusion = valued ? "*" : "(" + listed(forms(option)) + ")";
    const std::string after = "[" + std::string(option.help) + "]" + (valued ? ":profile:_sandbox_profiles" : "");
    for (const std::string& form : forms(option)) {
      const char* const joint = form.starts_with("--") ? "=" : "+";
      text.append("  ").append(in_single_quotes(exclusion + form + (valued ? joint : "") + after)).append(" \\\n");
    }
  }
  text += "  '1:verb:->verb' '*:word:->word' && return\ncase $state:$line[1] in\n  verb:*) _describe verb verbs ;;\n";
  for (const Verb& verb : verbs())
    text.append("  word:").append(verb.name).append(") ").append(words_for_zsh(verb.words)).append(" ;;\n");
  return text + "esac\n";
}

std::string fish_completion() {
  std::string text = frontend::profiles_for_fish();
  text.append("function __sandbox_syscalls\n    printf '%s\\n'").append(all_syscalls()).append("\nend\n");
  text.append("function __sandbox_shells\n    printf '%s\\n' ").append(alias_shells).append("\nend\n");
  text.append(fish_verb_head).append(short_form(profile_option)).append(" ").append(long_form(profile_option));
  text.append(fish_verb_tail);
  for (const ControlOption& option : control_options) {
    text.append("complete -c " SANDBOXCTL_PROGRAM).append(condition_for_fish(option));
    if (option.short_name != 0) text.append(" -s ").append(1, option.short_name);
    text.append(" -l ").append(option.name);
    if (!option.value.empty()) text += " -r -F -a '(__sandbox_profiles)'";
    text.append(" -d ").append(in_fish_quotes(option.help)).append("\n");
  }
  for (const Verb& verb : verbs()) {
    text.append("complete -c " SANDBOXCTL_PROGRAM " -n __sandboxctl_has -a ").append(verb.name);
    text.append(" -d ").append(in_fish_quotes(verb.help)).append("\n");
    const std::string_view words = words_for_fish(verb.words);
    if (words.empty()) continue;
    text.append("complete -c " SANDBOXCTL_PROGRAM " -n '__sandboxctl_has ")
        .append(verb.name)
        .append("'")
        .append(words)
        .append("\n");
  }
  return text;
}

}  // namespace sandbox::control
