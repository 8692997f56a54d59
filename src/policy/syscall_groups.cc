// See syscall_groups.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/syscall_groups.h"

#include <array>
#include <cerrno>

namespace sandbox::policy {
namespace {

// The old interface and the new one: whoever has only one of them refused uses the other.
constexpr auto mount = std::to_array<std::string_view>({
    "mount",
    "umount",
    "umount2",
    "pivot_root",
    "chroot",
    "open_tree",
    "open_tree_attr",
    "move_mount",
    "fsopen",
    "fsconfig",
    "fsmount",
    "fspick",
    "mount_setattr",
});
constexpr auto namespaces = std::to_array<std::string_view>({"setns"});
// Its flags stand in memory, where no filter can look. The C library does without it when it is not there.
constexpr auto clone3 = std::to_array<std::string_view>({"clone3"});
// The mode of the file that it makes stands in memory. All who call it have openat as their other way.
constexpr auto openat2 = std::to_array<std::string_view>({"openat2"});
constexpr auto module =
    std::to_array<std::string_view>({"init_module", "finit_module", "delete_module", "create_module"});
constexpr auto keyring = std::to_array<std::string_view>({"add_key", "keyctl", "request_key"});
constexpr auto raw_io = std::to_array<std::string_view>({"ioperm", "iopl"});
constexpr auto reboot = std::to_array<std::string_view>({"reboot", "kexec_load", "kexec_file_load"});
constexpr auto swap = std::to_array<std::string_view>({"swapon", "swapoff"});
// adjtimex and clock_adjtime stay: they are also how the clock is read, and setting needs a capability.
constexpr auto clock = std::to_array<std::string_view>({"settimeofday", "clock_settime"});
// What is asked of a ring is seen by no filter.
constexpr auto io_uring = std::to_array<std::string_view>({"io_uring_setup", "io_uring_enter", "io_uring_register"});
// ptrace, process_vm_readv and their like stay: debuggers need them, and they reach no process outside. So does
// name_to_handle_at: a handle opens nothing by itself.
constexpr auto foreign =
    std::to_array<std::string_view>({"pidfd_getfd", "kcmp", "process_madvise", "open_by_handle_at"});
constexpr auto kernel_surface =
    std::to_array<std::string_view>({"bpf", "perf_event_open", "userfaultfd", "fanotify_init", "vhangup"});
constexpr auto cpu_emulation = std::to_array<std::string_view>({"modify_ldt"});
constexpr auto obsolete = std::to_array<std::string_view>({"uselib", "_sysctl", "nfsservctl", "lookup_dcookie"});
// set_mempolicy stays: it concerns memory that is yet to come, and media programs set it at their start.
constexpr auto memory_policy =
    std::to_array<std::string_view>({"mbind", "migrate_pages", "move_pages", "set_mempolicy_home_node"});
constexpr auto administration =
    std::to_array<std::string_view>({"acct", "quotactl", "quotactl_fd", "syslog", "lsm_set_self_attr"});

// ENOSYS is for what a kernel may be built without, or be too old for: programs ask for it and have another way.
// EPERM is for what the kernel itself would refuse to one without privilege.
constexpr auto groups = std::to_array<SyscallGroup>({
    {"@mount", "changing what is mounted, and the root", EPERM, mount},
    {"@namespaces", "entering namespaces", EPERM, namespaces},
    {"@clone3", "making processes by a call whose flags cannot be seen", ENOSYS, clone3},
    {"@openat2", "making files by a call whose mode cannot be seen", ENOSYS, openat2},
    {"@module", "loading kernel modules", EPERM, module},
    {"@keyring", "the kernel's key retention service, which no namespace divides", EPERM, keyring},
    {"@raw-io", "ports of the hardware", EPERM, raw_io},
    {"@reboot", "rebooting, and replacing the kernel", EPERM, reboot},
    {"@swap", "swap space", EPERM, swap},
    {"@clock", "setting the clock", EPERM, clock},
    {"@io-uring", "system calls past the filter", ENOSYS, io_uring},
    {"@foreign", "descriptors and memory of other processes, and files by a number", ENOSYS, foreign},
    {"@kernel-surface", "large interfaces with a history of holes", EPERM, kernel_surface},
    {"@cpu-emulation", "segments of the processor's older modes", EPERM, cpu_emulation},
    {"@obsolete", "what only very old programs called", ENOSYS, obsolete},
    {"@memory-policy", "moving memory between nodes", ENOSYS, memory_policy},
    {"@administration", "accounting, quotas, the kernel's log, security modules", EPERM, administration},
});

}  // namespace

std::span<const SyscallGroup> dangerous_groups() { return groups; }

}  // namespace sandbox::policy
