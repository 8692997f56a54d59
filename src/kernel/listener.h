// Hearing of system calls that a filter stops until somebody answers: seccomp_unotify(2). What is told here serves to
// explain; a filter that would let through what the answer then refuses, is no fence.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <linux/filter.h>
#include <sys/types.h>

#include "kernel/failure.h"
#include "kernel/fd.h"

namespace sandbox::kernel {

/// A system call that waits for an answer.
struct Notice {
  int listener = -1;  ///< which told of it
  std::uint64_t id = 0;
  pid_t thread = 0;                ///< who calls, by its number in the listener's pid namespace
  std::uint32_t architecture = 0;  ///< AUDIT_ARCH_…
  int number = 0;
  std::array<std::uint64_t, 6> arguments{};
};

/// Installs a seccomp filter, some of whose answers are SECCOMP_RET_USER_NOTIF, for the caller and all it starts, and
/// opens what tells of these calls. Needs forbid_new_privileges(). EBUSY when an outer filter has a listener already.
Failure install_filter(const sock_filter* program, std::size_t length, Fd& listener) noexcept;

/// The next call that waits. ENOENT when it has been ended meanwhile.
Failure next_notice(int listener, Notice& notice) noexcept;

/// Lets the call go on as if there were no filter, or has it return -`error` unless that is 0. ENOENT when its process
/// has ended meanwhile.
Failure answer(const Notice& notice, int error) noexcept;

/// True while the call waits. What was read of its process since it came is that process's then: when it has ended, its
/// number may have been another's.
bool still_waits(const Notice& notice) noexcept;

/// Copies memory of another process; returns how many bytes could be read, up to the first page that could not.
std::size_t read_memory(pid_t process, std::uint64_t address, void* buffer, std::size_t size) noexcept;

}  // namespace sandbox::kernel
