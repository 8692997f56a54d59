// The command's process, between its clone and execve. It shares init's memory and runs while init waits.
//
// SPDX-License-Identifier: Apache-2.0
#include <errno.h>

#include "child/work.h"
#include "kernel/files.h"
#include "kernel/process.h"
#include "kernel/signals.h"

namespace sandbox::child {
namespace {

using kernel::Call;
using kernel::Failure;

constexpr int refused = 125;

// Everything above 2 goes at execve, the report pipe among it, but for what the profile passes on.
Failure keep_only(const std::vector<int>& pass_fds) noexcept {
  if (const Failure failure = kernel::close_on_exec(3, ~0U)) return failure;
  for (const int fd : pass_fds)
    if (const Failure failure = kernel::keep_on_exec(fd)) return failure;
  return {};
}

// The kernel tells the receiver who has written, by the number that the receiver has for him.
Failure show_self(const Work& work) noexcept {
  return work.shows_command ? kernel::write_all(work.channel, "", 1) : Failure{};
}

// The caller's ignored signals would pass through execve, and a program started with SIGPIPE ignored fails in ways
// that nobody expects.
Failure prepare(const Work& work) noexcept {
  if (const Failure failure = show_self(work)) return failure;
  // The first process leads a session already, and with it a group.
  if (!work.plan->execute.as_first_process)
    if (const Failure failure = kernel::new_process_group()) return failure;
  if (const Failure failure = keep_only(work.plan->execute.pass_fds)) return failure;
  kernel::reset_all_actions();
  return kernel::set_mask({});
}

Failure try_candidate(const Work& work, const char* path) noexcept {
  if (work.plan->execute.ending == steps::Ending::check) {
    const Failure failure = kernel::may_execute(path);
    if (!failure) kernel::end(0);
    return failure;
  }
  const Failure failure = kernel::execute(path, work.argv, work.envp);
  if (failure.error != ENOEXEC) return failure;
  // A script without "#!" is run by the shell, as execvp(3) does.
  work.shell_argv[1] = path;
  return kernel::execute(work.shell_argv[0], work.shell_argv, work.envp);
}

// As execvp(3): what does not exist is passed over; the first that exists and is refused is what is told, unless a
// later one runs.
void execute(const Work& work) noexcept {
  if (const int program = work.plan->execute.program; program >= 0)
    return tell(work, Stage::execute, 0, kernel::execute_open(program, work.argv, work.envp));
  const std::vector<std::string>& candidates = work.plan->execute.candidates;
  Failure told{Call::execve, ENOENT};
  std::size_t which = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Failure failure = try_candidate(work, candidates[i].c_str());
    const bool absent = failure.error == ENOENT || failure.error == ENOTDIR;
    if (!absent && told.error == ENOENT) {
      told = failure;
      which = i;
    }
    if (!absent && failure.error != EACCES) break;
  }
  tell(work, Stage::execute, which, told);
}

}  // namespace

int first_command(void* argument) {
  const auto& [given, bench] = *static_cast<const CommandWork*>(argument);
  const Work& work = *given;
  if (const Failure failure = kernel::new_session())
    tell(work, Stage::begin, 0, failure);
  else if (carry_out(work, *bench, Stage::world, work.plan->world) &&
           carry_out(work, *bench, Stage::ruleset, work.plan->ruleset) &&
           carry_out(work, *bench, Stage::lockdown, work.plan->lockdown)) {
    const Failure unheard = pass_listener(work, *bench, false);
    if (!unheard) return command(argument);
    tell(work, Stage::begin, 0, unheard);
  }
  kernel::end(refused);
}

int command(void* argument) {
  const auto& [given, bench] = *static_cast<const CommandWork*>(argument);
  const Work& work = *given;
  if (const Failure failure = prepare(work))
    tell(work, Stage::begin, 0, failure);
  else if (carry_out(work, *bench, Stage::start, work.plan->start))
    execute(work);
  kernel::end(refused);
}

}  // namespace sandbox::child
