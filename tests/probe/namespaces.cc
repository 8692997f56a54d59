// Verbs about namespaces: attempts to make new ones by each of the three calls, and to enter others.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <linux/sched.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "probe.h"

// <sched.h> repeats the names of <linux/sched.h>; these two functions are all that is needed of it.
extern "C" {
int unshare(int flags) noexcept;
int setns(int fd, int type) noexcept;
}

namespace probe {
namespace {

struct Kind {
  std::string_view name;
  unsigned long flag;
};

constexpr Kind kinds[] = {
    {"user", CLONE_NEWUSER}, {"mount", CLONE_NEWNS}, {"pid", CLONE_NEWPID},       {"net", CLONE_NEWNET},
    {"ipc", CLONE_NEWIPC},   {"uts", CLONE_NEWUTS},  {"cgroup", CLONE_NEWCGROUP}, {"none", 0},
};

unsigned long flag_of(const std::string& name) {
  for (const Kind& kind : kinds)
    if (kind.name == name) return kind.flag;
  throw Misuse{"no such namespace: " + name};
}

/// What a parent sees of a clone: done when the child ended by itself.
int after_clone(long child) {
  if (child < 0) return refused(errno);
  if (child == 0) _exit(0);
  waitpid(static_cast<pid_t>(child), nullptr, 0);
  return done();
}

int try_unshare(Arguments arguments) { return answer(unshare(static_cast<int>(flag_of(argument(arguments, 0))))); }

/// A second argument is or-ed to the flags, for bits that a filter may forget to mask.
int try_clone(Arguments arguments) {
  unsigned long flags = flag_of(argument(arguments, 0)) | SIGCHLD;
  if (arguments.size() > 1) flags |= static_cast<unsigned long>(number(arguments, 1));
  return after_clone(syscall(SYS_clone, flags, nullptr, nullptr, nullptr, nullptr));
}

int try_clone3(Arguments arguments) {
  clone_args wanted{};
  wanted.flags = flag_of(argument(arguments, 0));
  wanted.exit_signal = SIGCHLD;
  return after_clone(syscall(SYS_clone3, &wanted, sizeof wanted));
}

int try_setns(Arguments arguments) {
  const int file = open(argument(arguments, 0).c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return refused(errno);
  return answer(setns(file, 0));
}

constexpr Verb verbs[] = {
    {"unshare", "user|mount|pid|net|ipc|uts|cgroup|none", try_unshare},
    {"clone", "NAMESPACE [MORE-FLAGS]", try_clone},
    {"clone3", "NAMESPACE", try_clone3},
    {"setns", "FILE", try_setns},
};
const Register here{verbs};

}  // namespace
}  // namespace probe
