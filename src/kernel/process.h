// Processes: clone, wait, sessions, signals, resource limits.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <sys/types.h>

#include "kernel/failure.h"

namespace sandbox::kernel {

/// Namespaces to leave; clone(2)'s flags.
struct NamespaceFlags {
  bool cgroup = false;
  bool ipc = false;
  bool mount = false;
  bool network = false;
  bool pid = false;
  bool user = false;
  bool uts = false;
};

/// A function that runs in a new process that shares the caller's memory, on a stack of its own.
using Entry = int (*)(void*);

/// Starts `entry` in new namespaces. It shares the caller's memory (not its descriptors), which spares the copy of the
/// page tables, and runs beside the caller. `stack` is 16-byte aligned and outlives the process.
Failure clone_into_namespaces(NamespaceFlags flags, Entry entry, void* argument, char* stack, std::size_t size,
                              pid_t& pid) noexcept;

/// Starts `entry` with the caller's memory and descriptors, in new namespaces or the caller's own, while the caller
/// waits until it has called execve, which gives it descriptors of its own, or ended: vfork(2), but on a stack of its
/// own.
Failure clone_until_exec(NamespaceFlags flags, Entry entry, void* argument, char* stack, std::size_t size,
                         pid_t& pid) noexcept;

/// Replaces the program; returns only when refused.
Failure execute(const char* path, const char* const* argv, const char* const* envp) noexcept;

/// The same with an open file, which no path needs to lead to.
Failure execute_open(int program, const char* const* argv, const char* const* envp) noexcept;

/// Makes a time namespace, which the caller's children enter with their next execve.
Failure new_time_namespace() noexcept;

/// Ends the process at once.
[[noreturn]] void end(int status) noexcept;

/// What a process and those that it waited for have used.
struct Usage {
  std::uint64_t user = 0;     ///< microseconds
  std::uint64_t system = 0;   ///< microseconds
  std::uint64_t largest = 0;  ///< KiB that the largest of them had resident at most
};

/// Waits for a child to end (pid -1: any); `pid` is 0 when `block` is false and none has. `status` as of wait(2).
Failure wait_for(pid_t which, bool block, pid_t& pid, int& status, Usage* usage = nullptr) noexcept;

/// The same for any child, also when it has stopped; never blocks.
Failure wait_for_change(pid_t& pid, int& status) noexcept;

/// Has the kernel send `signal` to the caller when the thread that made it ends. Does not see an end before the call.
Failure die_with_parent(int signal) noexcept;

/// True when all readers of a pipe are gone: its write end tells so at once.
bool lost_its_reader(int pipe_write_end) noexcept;

/// A new session, away from the caller's terminal.
Failure new_session() noexcept;

/// A new process group, led by the caller.
Failure new_process_group() noexcept;

/// Sets soft and hard limit of a resource, RLIMIT_… as the number.
Failure set_limit(int resource, std::uint64_t soft, std::uint64_t hard) noexcept;

/// Sets the nice value of the caller, which may only grow without rights: setpriority(2).
Failure set_nice(int nice) noexcept;

/// Sets the umask. Only a filter of somebody else's refuses it.
Failure set_umask(std::uint32_t mask) noexcept;

/// Sets the name that ps(1) shows.
Failure set_name(const char* name) noexcept;

/// Makes the caller's memory, and with it /proc/PID, closed to others of the same user.
Failure make_undumpable() noexcept;

}  // namespace sandbox::kernel
