// What the running kernel can do for the caller. It is asked, by calls that change nothing or that a short-lived
// process makes; a version number would not know of what was left out of the kernel, taken back into an older one, or
// is hidden by a filter.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "kernel/failure.h"
#include "kernel/process.h"

namespace sandbox::kernel {

/// The calls of a launch that a kernel may lack, or an outer filter hide.
inline constexpr std::array needed_calls{Call::close_range, Call::execveat,   Call::fsconfig,      Call::fsmount,
                                         Call::fsopen,      Call::move_mount, Call::mount_setattr, Call::open_tree,
                                         Call::openat2,     Call::seccomp};

/// Asks for one of them with arguments that no kernel takes: ENOSYS, or no failure.
Failure try_call(Call call) noexcept;

/// Whether seccomp filters can refuse a call and end a process.
Failure try_filters() noexcept;

/// Whether filters can ask another process about a call.
Failure try_filter_notifications() noexcept;

/// Whether forbid_writable_code() can be had.
Failure try_forbidding_writable_code() noexcept;

/// Whether share_no_core() can be had. ENODEV: no core has sibling threads.
Failure try_sharing_no_core() noexcept;

/// Starts a process in such namespaces, which ends at once.
Failure try_namespaces(NamespaceFlags flags) noexcept;

/// Mounts an overlay in a user namespace and a mount namespace of its own. The lines are those of the caller's own ids
/// in uid_map and gid_map.
Failure try_overlay(const char* uid_line, const char* gid_line) noexcept;

}  // namespace sandbox::kernel
