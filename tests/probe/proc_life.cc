// Verbs about how processes begin, live on and end: arguments, exit statuses, signals that arrive, orphans,
// daemons. Not about what one process may do to another.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "probe.h"

namespace probe {
namespace {

/// Prints every argument, each followed by a NUL byte: nothing about them is changed or lost.
int print_arguments(Arguments arguments) {
  for (const std::string& argument : arguments) std::fwrite(argument.c_str(), 1, argument.size() + 1, stdout);
  return 0;
}

/// Ends with that exit status.
int end_with(Arguments arguments) { _exit(static_cast<int>(number(arguments, 0))); }

/// Is killed by that signal, whatever its disposition was.
int die_of(Arguments arguments) {
  const auto signal = static_cast<int>(number(arguments, 0));
  ::signal(signal, SIG_DFL);
  raise(signal);
  return 2;
}

/// Says "ready", then the name of each signal when it arrives, until none has come for so many milliseconds.
int catch_signals(Arguments arguments) {
  const long patience = number(arguments, 0);
  const timespec wait{patience / 1000, patience % 1000 * 1'000'000};
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, nullptr);
  say("ready");
  std::fflush(stdout);
  for (;;) {
    const int signal = sigtimedwait(&all, nullptr, &wait);
    if (signal < 0 && errno == EAGAIN) return 0;
    if (signal <= 0) continue;
    say(sigabbrev_np(signal));
    std::fflush(stdout);
  }
}

/// Makes so many processes whose parents end before them, and ends itself only when all of those are gone.
int make_orphans(Arguments arguments) {
  int alive[2];
  if (pipe(alive) < 0) return refused(errno);
  for (long i = number(arguments, 0); i > 0; --i) {
    const pid_t parent = fork();
    if (parent < 0) return refused(errno);
    if (parent == 0) {
      if (fork() == 0) usleep(10'000);
      _exit(0);
    }
    waitpid(parent, nullptr, 0);
  }
  close(alive[1]);
  // End of file: the last of them has closed its copy of the other end.
  char byte = 0;
  return answer(read(alive[0], &byte, 1));
}

/// A chain of so many processes, each in a session of its own and none waiting for another; then says "ready"
/// and stays. Further arguments are there to be seen in a list of processes.
int make_daemons(Arguments arguments) {
  int ready[2];
  if (pipe(ready) < 0) return refused(errno);
  for (long i = number(arguments, 0); i > 0; --i) {
    const pid_t child = fork();
    if (child < 0) return refused(errno);
    if (child == 0) {
      setsid();
      continue;
    }
    close(ready[1]);
    char byte = 0;
    // The first process waits until the last is there; those between go on being daemons.
    if (i == number(arguments, 0) && read(ready[0], &byte, 1) >= 0) {
      say("ready");
      std::fflush(stdout);
    }
    for (;;) pause();
  }
  for (int fd = 0; fd < 3; ++fd) close(fd);
  if (write(ready[1], "r", 1) != 1) _exit(2);
  for (;;) pause();
}

constexpr Verb verbs[] = {
    {"arguments", "[ARGUMENT…]", print_arguments},
    {"end-with", "STATUS", end_with},
    {"die-of", "SIGNAL", die_of},
    {"catch-signals", "MILLISECONDS", catch_signals},
    {"make-orphans", "COUNT", make_orphans},
    {"make-daemons", "COUNT [MARK…]", make_daemons},
};
const Register here{verbs};

}  // namespace
}  // namespace probe
