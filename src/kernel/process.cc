// See process.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "kernel/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "kernel/raw.h"

namespace sandbox::kernel {
namespace {

// glibc's clone and not clone3: it runs the entry on the given stack, and an outer filter that answers ENOSYS to
// clone3, as most do, does not stop it.
Failure start(int flags, Entry entry, void* argument, char* stack, std::size_t size, pid_t& pid) noexcept {
  const int result = ::clone(entry, stack + size, flags | SIGCHLD, argument);
  if (result < 0) return {Call::clone, errno};
  pid = result;
  return {};
}

int bits_of(NamespaceFlags flags) noexcept {
  int bits = 0;
  if (flags.cgroup) bits |= CLONE_NEWCGROUP;
  if (flags.ipc) bits |= CLONE_NEWIPC;
  if (flags.mount) bits |= CLONE_NEWNS;
  if (flags.network) bits |= CLONE_NEWNET;
  if (flags.pid) bits |= CLONE_NEWPID;
  if (flags.user) bits |= CLONE_NEWUSER;
  if (flags.uts) bits |= CLONE_NEWUTS;
  return bits;
}

}  // namespace

Failure clone_into_namespaces(NamespaceFlags flags, Entry entry, void* argument, char* stack, std::size_t size,
                              pid_t& pid) noexcept {
  return start(CLONE_VM | bits_of(flags), entry, argument, stack, size, pid);
}

Failure clone_until_exec(NamespaceFlags flags, Entry entry, void* argument, char* stack, std::size_t size,
                         pid_t& pid) noexcept {
  return start(CLONE_VM | CLONE_FILES | CLONE_VFORK | bits_of(flags), entry, argument, stack, size, pid);
}

Failure execute(const char* path, const char* const* argv, const char* const* envp) noexcept {
  return checked(Call::execve, raw(SYS_execve, path, argv, envp));
}

Failure execute_open(int program, const char* const* argv, const char* const* envp) noexcept {
  return checked(Call::execveat, raw(SYS_execveat, program, "", argv, envp, AT_EMPTY_PATH));
}

Failure new_time_namespace() noexcept { return checked(Call::unshare, raw(SYS_unshare, CLONE_NEWTIME)); }

void end(int status) noexcept {
  for (;;) raw(SYS_exit_group, status);
}

Failure wait_for(pid_t which, bool block, pid_t& pid, int& status, Usage* usage) noexcept {
  const auto microseconds = [](const timeval& time) {
    constexpr std::uint64_t a_second = 1'000'000;
    return static_cast<std::uint64_t>(time.tv_sec) * a_second + static_cast<std::uint64_t>(time.tv_usec);
  };
  for (;;) {
    rusage used{};
    const long result = raw(SYS_wait4, which, &status, block ? 0 : WNOHANG, &used);
    if (result == -EINTR) continue;
    pid = result < 0 ? -1 : static_cast<pid_t>(result);
    if (usage != nullptr && result > 0)
      *usage = {.user = microseconds(used.ru_utime),
                .system = microseconds(used.ru_stime),
                .largest = static_cast<std::uint64_t>(used.ru_maxrss)};
    return checked(Call::wait, result);
  }
}

Failure wait_for_change(pid_t& pid, int& status) noexcept {
  const long result = raw(SYS_wait4, -1, &status, WNOHANG | WUNTRACED, nullptr);
  pid = result < 0 ? -1 : static_cast<pid_t>(result);
  return checked(Call::wait, result);
}

Failure die_with_parent(int signal) noexcept {
  return checked(Call::prctl, raw(SYS_prctl, PR_SET_PDEATHSIG, signal, 0, 0, 0));
}

bool lost_its_reader(int pipe_write_end) noexcept {
  pollfd watched{.fd = pipe_write_end, .events = 0, .revents = 0};
  const timespec now{};
  return raw(SYS_ppoll, &watched, 1, &now, nullptr, 0) == 1 && (watched.revents & POLLERR) != 0;
}

Failure new_session() noexcept { return checked(Call::setsid, raw(SYS_setsid)); }

Failure new_process_group() noexcept { return checked(Call::setpgid, raw(SYS_setpgid, 0, 0)); }

Failure set_limit(int resource, std::uint64_t soft, std::uint64_t hard) noexcept {
  const rlimit limit{.rlim_cur = soft, .rlim_max = hard};
  return checked(Call::prlimit, raw(SYS_prlimit64, 0, resource, &limit, nullptr));
}

Failure set_nice(int nice) noexcept { return checked(Call::setpriority, raw(SYS_setpriority, PRIO_PROCESS, 0, nice)); }

Failure set_umask(std::uint32_t mask) noexcept { return checked(Call::umask, raw(SYS_umask, mask)); }

Failure set_name(const char* name) noexcept { return checked(Call::prctl, raw(SYS_prctl, PR_SET_NAME, name, 0, 0, 0)); }

Failure make_undumpable() noexcept { return checked(Call::prctl, raw(SYS_prctl, PR_SET_DUMPABLE, 0, 0, 0, 0)); }

}  // namespace sandbox::kernel
