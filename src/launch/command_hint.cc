// What to say when the command could not be executed: mostly, that the host has it and the profile does not show it.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <climits>
#include <cstdlib>
#include <errno.h>
#include <fmt/format.h>
#include <string_view>
#include <variant>

#include "launch/hints.h"
#include "support/quote.h"

namespace sandbox::launch {
namespace {

// Where the file really is on the host; the name itself when that cannot be told.
std::string real_path_of(const std::string& path) {
  char* const resolved = ::realpath(path.c_str(), nullptr);
  if (resolved == nullptr) return path;
  std::string real = resolved;
  std::free(resolved);
  return real;
}

// Whether a file of the host appears at its own path inside.
bool is_shown(const steps::Plan& plan, const std::string& path) {
  const std::optional<InnerPath> inner = InnerPath::parse(path);
  if (!inner) return false;
  return std::any_of(plan.world.begin(), plan.world.end(), [&](const steps::Step& step) {
    const auto* tree = std::get_if<steps::AttachTree>(&step.action);
    return tree != nullptr && tree->from.text() == tree->at.text() && inner->is_within(tree->at);
  });
}

// The program that a script's first line names; empty when it is no script.
std::string interpreter_in(std::string_view beginning) {
  if (!beginning.starts_with("#!")) return {};
  beginning.remove_prefix(2);
  beginning = beginning.substr(0, beginning.find('\n'));
  beginning.remove_prefix(std::min(beginning.find_first_not_of(" \t"), beginning.size()));
  return std::string(beginning.substr(0, beginning.find_first_of(" \t\r")));
}

Hint hint_for_missing_interpreter(const std::string& path, const Look& look) {
  const std::string interpreter = interpreter_in(look.text_of(path).value_or(""));
  if (!interpreter.empty())
    return {fmt::format("it is there, but the interpreter of its first line, {}, is not", shell_word(interpreter))};
  return {
      "it is there, but the loader that it names is not: the profile needs system = \"minimal\", or the file is of "
      "another architecture"};
}

Hint hint_for_absent(const steps::Plan& plan, const Look& look) {
  const std::string shown = shown_command(plan, look);
  if (!shown.empty()) return hint_for_missing_interpreter(shown, look);
  for (const std::string& candidate : plan.execute.candidates) {
    if (!look.may_execute(candidate)) continue;
    return {fmt::format("it exists on the host at {0}, which this profile does not show; show it with --ro {0}",
                        shell_word(candidate.starts_with('/') ? candidate : real_path_of(candidate)))};
  }
  return {};
}

// Programs that the launcher brings along are executed open.
Hint hint_for_open_program(int error) {
  switch (error) {
    case ENOENT:
      return {
          "the profile does not show the libraries that it is linked with; a static build needs none "
          "(meson setup -Dstatic=true)"};
    case EPERM:
    case ENOSYS: return {"the profile's filter refuses execveat(2), by which it is started; add it to seccomp.allow"};
    default: return hint_for_call({kernel::Call::execveat, error});
  }
}

}  // namespace

std::string shown_command(const steps::Plan& plan, const Look& look) {
  for (const std::string& candidate : plan.execute.candidates) {
    if (!look.may_execute(candidate)) continue;
    // The first one that the host has is the one that was meant.
    const std::string real = real_path_of(candidate);
    return is_shown(plan, real) ? real : "";
  }
  return {};
}

Hint hint_for_command(const steps::Plan& plan, const child::Report& report, const Look& look) {
  if (report.call == kernel::Call::execveat) return hint_for_open_program(report.error);
  switch (report.error) {
    case ENOENT:
    case ENOTDIR: return hint_for_absent(plan, look);
    case EACCES:
      return {"the file is not executable (chmod +x), is a directory, or lies where the profile forbids execution"};
    case ENOEXEC:
      return {"it is neither a program for this machine nor a script, and the sandbox has no /bin/sh that could try"};
    case E2BIG: return {"arguments and environment are too long together"};
    case ETXTBSY: return {"somebody is writing to the file"};
    default: return hint_for_call({report.call, report.error});
  }
}

}  // namespace sandbox::launch
