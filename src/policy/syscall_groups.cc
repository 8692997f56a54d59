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

constexpr std::uint32_t clone_newuser = 0x10000000;
constexpr std::uint32_t tiocsti = 0x5412;
constexpr std::uint32_t tioclinux = 0x541c;
constexpr std::uint32_t af_netlink = 16;

constexpr auto new_user_namespace = std::to_array<std::uint32_t>({clone_newuser});
// They type into the caller's terminal, and paste the console's selection.
constexpr auto injecting_requests = std::to_array<std::uint32_t>({tiocsti, tioclinux});
// Linux itself, the same without address randomization (debuggers), the same with an old release number, and a
// question.
constexpr auto personalities = std::to_array<std::uint32_t>({0, 0x0040000, 0x0020000, 0xffffffff});
// Local, IPv4, IPv6, and the kernel's routing tables. Other protocols of netlink answer as a kernel without them would;
// programs that report to the audit service, or listen for devices, know that answer.
constexpr auto families = std::to_array<std::uint32_t>({1, 2, 10, af_netlink});
constexpr auto netlink_protocols = std::to_array<std::uint32_t>({0});
// SMC is a family that is refused, and since Linux 6.11 also a protocol of IPv4 and IPv6.
constexpr auto families_in_disguise = std::to_array<std::uint32_t>({256});
constexpr auto pair_families = std::to_array<std::uint32_t>({1});

constexpr auto rules = std::to_array<ArgumentRule>({
    {"clone", 0, ArgumentTest::has_bit, new_user_namespace, EPERM},
    {"unshare", 0, ArgumentTest::has_bit, new_user_namespace, EPERM},
    {"ioctl", 1, ArgumentTest::is_one_of, injecting_requests, EPERM},
    {"personality", 0, ArgumentTest::is_none_of, personalities, EPERM},
    {"socket", 0, ArgumentTest::is_none_of, families, EAFNOSUPPORT},
    {"socket", 2, ArgumentTest::is_none_of, netlink_protocols, EPROTONOSUPPORT, af_netlink},
    {"socket", 2, ArgumentTest::is_one_of, families_in_disguise, EPROTONOSUPPORT},
    {"socketpair", 0, ArgumentTest::is_none_of, pair_families, EAFNOSUPPORT},
});

}  // namespace

std::span<const SyscallGroup> dangerous_groups() { return groups; }

std::span<const ArgumentRule> argument_rules() { return rules; }

}  // namespace sandbox::policy
