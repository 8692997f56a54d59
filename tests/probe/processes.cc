// Verbs about other processes: seeing, signalling, tracing and reading them.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "probe.h"

namespace probe {
namespace {

/// The numbers of all processes that /proc shows.
int processes(Arguments) {
  DIR* proc = opendir("/proc");
  if (proc == nullptr) return refused(errno);
  std::vector<long> pids;
  while (const dirent* entry = readdir(proc)) {
    const long pid = std::atol(entry->d_name);
    if (pid > 0) pids.push_back(pid);
  }
  closedir(proc);
  std::sort(pids.begin(), pids.end());
  for (const long pid : pids) say(std::to_string(pid));
  return 0;
}

/// "PID PARENT GROUP SESSION".
int own_numbers(Arguments) {
  say(std::to_string(getpid()) + " " + std::to_string(getppid()) + " " + std::to_string(getpgrp()) + " " +
      std::to_string(getsid(0)));
  return 0;
}

int signal_process(Arguments arguments) {
  return answer(kill(static_cast<pid_t>(number(arguments, 0)), static_cast<int>(number(arguments, 1))));
}

int seize(Arguments arguments) {
  const auto pid = static_cast<pid_t>(number(arguments, 0));
  const long result = ptrace(PTRACE_SEIZE, pid, nullptr, nullptr);
  if (result == 0) ptrace(PTRACE_DETACH, pid, nullptr, nullptr);
  return answer(result);
}

pid_t sleeping_child() {
  const pid_t child = fork();
  if (child != 0) return child;
  for (;;) pause();
}

/// Attaches to a child of its own, as a debugger does, and reads the child's memory.
int trace_child(Arguments) {
  const pid_t child = sleeping_child();
  if (child < 0) return refused(errno);
  long result = ptrace(PTRACE_ATTACH, child, nullptr, nullptr);
  if (result == 0) {
    waitpid(child, nullptr, 0);
    static const long known = 0x5eed;
    errno = 0;
    const long seen = ptrace(PTRACE_PEEKDATA, child, &known, nullptr);
    result = errno == 0 && seen == known ? 0 : -1;
  }
  const int error = errno;
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  errno = error;
  return answer(result);
}

int read_memory(Arguments arguments) {
  char byte = 0;
  iovec here{&byte, 1};
  // The first page of a program that is not position-independent; whether it is mapped does not matter: a
  // refusal for lack of permission comes first.
  iovec there{reinterpret_cast<void*>(0x400000), 1};
  return answer(process_vm_readv(static_cast<pid_t>(number(arguments, 0)), &here, 1, &there, 1, 0));
}

int take_descriptor(Arguments arguments) {
  const long process = syscall(SYS_pidfd_open, number(arguments, 0), 0);
  if (process < 0) return refused(errno);
  return answer(syscall(SYS_pidfd_getfd, process, number(arguments, 1), 0));
}

/// Waits until somebody ends the probe; says so first.
int wait_for_ever(Arguments) {
  say("waiting");
  std::fflush(stdout);
  for (;;) pause();
}

constexpr Verb verbs[] = {
    {"processes", "", processes},
    {"numbers", "", own_numbers},
    {"kill", "PID SIGNAL", signal_process},
    {"trace", "PID", seize},
    {"trace-child", "", trace_child},
    {"read-memory", "PID", read_memory},
    {"take-descriptor", "PID NUMBER", take_descriptor},
    {"wait", "", wait_for_ever},
};
const Register here{verbs};

}  // namespace
}  // namespace probe
