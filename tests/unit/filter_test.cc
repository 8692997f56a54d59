// What the system call filter allows and refuses: its program runs in the evaluator, on no kernel.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cerrno>
#include <doctest/doctest.h>
#include <linux/audit.h>
#include <stdexcept>
#include <vector>

#include "bpf_evaluator.h"
#include "filters/decisions.h"
#include "filters/filter_program.h"
#include "filters/shipped_filters.h"

namespace sandbox::testing {
namespace {

using syscalls::Machine;

using Program = std::vector<sock_filter>;
using Arguments = std::array<std::uint64_t, 6>;

Program default_program(Machine machine) {
  return filters::filter_program(std::array{filters::decisions_of({}, machine)}, policy::refuse(ENOSYS));
}

const Program& x86_64() {
  static const Program program = default_program(Machine::x86_64);
  return program;
}

int on_x86_64(std::uint32_t number, const Arguments& arguments = {}) {
  return refusal(x86_64(), {AUDIT_ARCH_X86_64, number, arguments});
}

// Numbers of x86-64.
constexpr std::uint32_t sys_ioctl = 16, sys_socket = 41, sys_socketpair = 53, sys_clone = 56, sys_personality = 135,
                        sys_unshare = 272;
constexpr std::uint64_t high_bits = 0xdeadbeef00000000;

struct Refused {
  const char* name;
  std::uint32_t number;
  int error;
};

// Written by hand: a mistake in the tables, or in how they become numbers, is not repeated here.
constexpr Refused refused[] = {
    {"syslog", 103, EPERM},
    {"uselib", 134, ENOSYS},
    {"ustat", 136, ENOSYS},
    {"sysfs", 139, ENOSYS},
    {"vhangup", 153, EPERM},
    {"modify_ldt", 154, EPERM},
    {"pivot_root", 155, EPERM},
    {"_sysctl", 156, ENOSYS},
    {"chroot", 161, EPERM},
    {"acct", 163, EPERM},
    {"settimeofday", 164, EPERM},
    {"mount", 165, EPERM},
    {"umount2", 166, EPERM},
    {"swapon", 167, EPERM},
    {"swapoff", 168, EPERM},
    {"reboot", 169, EPERM},
    {"iopl", 172, EPERM},
    {"ioperm", 173, EPERM},
    {"create_module", 174, ENOSYS},
    {"init_module", 175, EPERM},
    {"delete_module", 176, EPERM},
    {"get_kernel_syms", 177, ENOSYS},
    {"query_module", 178, ENOSYS},
    {"quotactl", 179, EPERM},
    {"nfsservctl", 180, ENOSYS},
    {"getpmsg", 181, ENOSYS},
    {"putpmsg", 182, ENOSYS},
    {"afs_syscall", 183, ENOSYS},
    {"tuxcall", 184, ENOSYS},
    {"security", 185, ENOSYS},
    {"lookup_dcookie", 212, ENOSYS},
    {"clock_settime", 227, EPERM},
    {"vserver", 236, ENOSYS},
    {"mbind", 237, ENOSYS},
    {"kexec_load", 246, EPERM},
    {"add_key", 248, EPERM},
    {"request_key", 249, EPERM},
    {"keyctl", 250, EPERM},
    {"migrate_pages", 256, ENOSYS},
    {"move_pages", 279, ENOSYS},
    {"perf_event_open", 298, EPERM},
    {"fanotify_init", 300, EPERM},
    {"open_by_handle_at", 304, ENOSYS},
    {"setns", 308, EPERM},
    {"kcmp", 312, ENOSYS},
    {"finit_module", 313, EPERM},
    {"kexec_file_load", 320, EPERM},
    {"bpf", 321, EPERM},
    {"userfaultfd", 323, EPERM},
    {"io_uring_setup", 425, ENOSYS},
    {"io_uring_enter", 426, ENOSYS},
    {"io_uring_register", 427, ENOSYS},
    {"open_tree", 428, EPERM},
    {"move_mount", 429, EPERM},
    {"fsopen", 430, EPERM},
    {"fsconfig", 431, EPERM},
    {"fsmount", 432, EPERM},
    {"fspick", 433, EPERM},
    {"clone3", 435, ENOSYS},
    {"openat2", 437, ENOSYS},
    {"pidfd_getfd", 438, ENOSYS},
    {"process_madvise", 440, ENOSYS},
    {"mount_setattr", 442, EPERM},
    {"quotactl_fd", 443, EPERM},
    {"set_mempolicy_home_node", 450, ENOSYS},
    {"lsm_set_self_attr", 460, EPERM},
    {"open_tree_attr", 467, EPERM},
};

// Arguments with which even calls that are looked at closely are harmless; 1 is the local family of sockets.
Arguments harmless(std::uint32_t number) {
  return number == sys_socket || number == sys_socketpair ? Arguments{1} : Arguments{};
}

}  // namespace

TEST_CASE("the dangerous system calls are refused, whatever their arguments") {
  constexpr std::uint64_t all = ~std::uint64_t{0};
  for (const Refused& call : refused) {
    CAPTURE(call.name);
    CHECK(on_x86_64(call.number) == call.error);
    CHECK(on_x86_64(call.number, {all, all, all, all, all, all}) == call.error);
  }
}

TEST_CASE("all other system calls are allowed") {
  for (std::uint32_t number = 0; number <= syscalls::newest_reviewed; ++number) {
    if (std::ranges::find(refused, number, &Refused::number) != std::end(refused)) continue;
    CAPTURE(number);
    CHECK(on_x86_64(number, harmless(number)) == 0);
  }
}

TEST_CASE("numbers above the newest that was reviewed answer as an older kernel would") {
  CHECK(on_x86_64(468) == 0);
  CHECK(on_x86_64(469) == 0);
  // 512 to 547 belong to x32; the kernel takes them without its bit, too.
  for (std::uint32_t number = 470; number <= 1024; ++number) {
    CAPTURE(number);
    CHECK(on_x86_64(number) == ENOSYS);
  }
  CHECK(on_x86_64(0x7fffffff) == ENOSYS);
  CHECK(on_x86_64(0x80000000) == ENOSYS);
  CHECK(on_x86_64(0xffffffff) == ENOSYS);
}

TEST_CASE("the two 32-bit interfaces of x86 answer ENOSYS to every number, and do not kill") {
  constexpr std::uint32_t x32_bit = 0x40000000;
  for (std::uint32_t number = 0; number <= 1024; ++number) {
    CAPTURE(number);
    CHECK(refusal(x86_64(), {AUDIT_ARCH_I386, number, harmless(number)}) == ENOSYS);
    CHECK(on_x86_64(x32_bit | number, harmless(number)) == ENOSYS);
  }
}

TEST_CASE("user namespaces can be made neither by clone nor by unshare, others are left to the kernel") {
  constexpr std::uint64_t newuser = 0x10000000, newns = 0x00020000, sigchld = 17;
  for (const std::uint32_t number : {sys_clone, sys_unshare}) {
    CAPTURE(number);
    CHECK(on_x86_64(number, {newuser}) == EPERM);
    CHECK(on_x86_64(number, {newuser | newns | sigchld}) == EPERM);
    CHECK(on_x86_64(number, {high_bits | newuser}) == EPERM);
    CHECK(on_x86_64(number, {0xffffffff}) == EPERM);
    CHECK(on_x86_64(number, {sigchld}) == 0);
    CHECK(on_x86_64(number, {newns}) == 0);
    // The bit in another place is none of these flags.
    CHECK(on_x86_64(number, {newuser << 32 | sigchld, newuser}) == 0);
  }
}

TEST_CASE("a terminal cannot be typed into, also with further bits in the request") {
  for (const std::uint64_t request : {0x5412u, 0x541cu}) {
    CAPTURE(request);
    CHECK(on_x86_64(sys_ioctl, {0, request}) == EPERM);
    CHECK(on_x86_64(sys_ioctl, {0, high_bits | request}) == EPERM);
    CHECK(on_x86_64(sys_ioctl, {0, std::uint64_t{1} << 32 | request}) == EPERM);
    CHECK(on_x86_64(sys_ioctl, {request, 0}) == 0);
    CHECK(on_x86_64(sys_ioctl, {0, request << 32}) == 0);
    CHECK(on_x86_64(sys_ioctl, {0, request + 1}) == 0);
    CHECK(on_x86_64(sys_ioctl, {0, request - 1}) == 0);
  }
}

TEST_CASE("a program is Linux's own, with or without what debuggers change") {
  for (const std::uint64_t personality : {0x0u, 0x0040000u, 0x0020000u, 0xffffffffu}) {
    CAPTURE(personality);
    CHECK(on_x86_64(sys_personality, {personality}) == 0);
    CHECK(on_x86_64(sys_personality, {high_bits | personality}) == 0);
  }
  // PER_LINUX32, READ_IMPLIES_EXEC, MMAP_PAGE_ZERO, ADDR_COMPAT_LAYOUT.
  for (const std::uint64_t personality : {0x8u, 0x0400000u, 0x0100000u, 0x0200000u, 0x0440000u, 0xfffffffeu}) {
    CAPTURE(personality);
    CHECK(on_x86_64(sys_personality, {personality}) == EPERM);
  }
}

TEST_CASE("sockets are local, IPv4, IPv6 or the kernel's routing") {
  constexpr std::uint64_t stream = 1, raw = 3, netlink = 16, tcp = 6, smc = 256;
  constexpr std::array<std::uint64_t, 4> allowed{1, 2, 10, netlink};
  for (std::uint64_t family = 0; family <= 64; ++family) {
    CAPTURE(family);
    const int expected = std::ranges::find(allowed, family) == allowed.end() ? EAFNOSUPPORT : 0;
    CHECK(on_x86_64(sys_socket, {family, stream, 0}) == expected);
    CHECK(on_x86_64(sys_socket, {high_bits | family, stream, 0}) == expected);
  }
  CHECK(on_x86_64(sys_socket, {0xffffffff, stream, 0}) == EAFNOSUPPORT);

  for (std::uint64_t protocol = 1; protocol <= 32; ++protocol) {
    CAPTURE(protocol);
    CHECK(on_x86_64(sys_socket, {netlink, raw, protocol}) == EPROTONOSUPPORT);
    CHECK(on_x86_64(sys_socket, {high_bits | netlink, raw, high_bits | protocol}) == EPROTONOSUPPORT);
  }
  CHECK(on_x86_64(sys_socket, {netlink, raw, high_bits}) == 0);

  for (const std::uint64_t family : {2u, 10u}) {
    CHECK(on_x86_64(sys_socket, {family, stream, tcp}) == 0);
    CHECK(on_x86_64(sys_socket, {family, stream, smc}) == EPROTONOSUPPORT);
    CHECK(on_x86_64(sys_socket, {family, stream, high_bits | smc}) == EPROTONOSUPPORT);
  }
}

TEST_CASE("pairs of sockets are local") {
  CHECK(on_x86_64(sys_socketpair, {1, 1}) == 0);
  for (const std::uint64_t family : {0u, 2u, 10u, 16u, 30u, 40u}) {
    CAPTURE(family);
    CHECK(on_x86_64(sys_socketpair, {family, 1}) == EAFNOSUPPORT);
  }
}

TEST_CASE("no file becomes set-user-ID or set-group-ID") {
  struct WithMode {
    const char* name;
    std::uint32_t number;
    std::size_t mode;  // which argument
  };
  constexpr WithMode calls[] = {{"chmod", 90, 1},  {"fchmod", 91, 1},   {"fchmodat", 268, 2}, {"fchmodat2", 452, 2},
                                {"mknod", 133, 1}, {"mknodat", 259, 2}, {"creat", 85, 1}};
  for (const WithMode& call : calls) {
    CAPTURE(call.name);
    const auto answer = [&](std::uint64_t mode) {
      Arguments arguments{};
      arguments[call.mode] = mode;
      return on_x86_64(call.number, arguments);
    };
    for (const std::uint64_t mode : {04755u, 02755u, 06000u, 04000u, 0102644u}) CHECK(answer(mode) == EPERM);
    CHECK(answer(high_bits | 04755) == EPERM);
    for (const std::uint64_t mode : {0u, 0755u, 01777u, 0100644u}) CHECK(answer(mode) == 0);
  }
}

TEST_CASE(
    "where a profile asks for it, files in memory are made with MFD_NOEXEC_SEAL or not at all, also by 32-bit calls") {
  policy::Policy policy;
  policy.process.memfd_noexec.value = true;
  const auto answer = [&](Machine machine, std::uint32_t number, std::uint64_t flags) {
    const Program program = filters::filter_program(std::array{filters::decisions_of(policy, machine)}, {});
    return refusal(program, {syscalls::audit_architecture(machine), number, {0, flags}});
  };
  for (const std::uint64_t flags : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{0x10}, std::uint64_t{8} << 32}) {
    CHECK(answer(Machine::x86_64, 319, flags) == EACCES);
    CHECK(answer(Machine::x86, 356, flags) == EACCES);
    CHECK(answer(Machine::aarch64, 279, flags) == EACCES);
    CHECK(on_x86_64(319, {0, flags}) == 0);
  }
  CHECK(answer(Machine::x86_64, 319, 8) == 0);
  CHECK(answer(Machine::x86, 356, 8 | 3) == 0);
}

TEST_CASE("a mode counts only where a file is made") {
  constexpr std::uint64_t create = 0100, temporary = 020200000, append = 02000, truncate = 01000;
  constexpr std::uint32_t open = 2, openat = 257;
  for (const std::uint64_t flags : {create, create | truncate, temporary, high_bits | create}) {
    CHECK(on_x86_64(open, {0, flags, 04755}) == EPERM);
    CHECK(on_x86_64(openat, {0, 0, flags, 02755}) == EPERM);
    CHECK(on_x86_64(open, {0, flags, 0644}) == 0);
    CHECK(on_x86_64(openat, {0, 0, flags, 01777}) == 0);
  }
  // What stands there without one of the two is left over from something else.
  CHECK(on_x86_64(open, {0, append | truncate, 04755}) == 0);
  CHECK(on_x86_64(openat, {0, 0, append, 06777}) == 0);
}

TEST_CASE("the filter of aarch64 knows its own numbers") {
  const Program program = default_program(Machine::aarch64);
  const auto answer = [&](std::uint32_t number, const Arguments& arguments = {}) {
    return refusal(program, {AUDIT_ARCH_AARCH64, number, arguments});
  };
  CHECK(answer(39) == EPERM);   // umount2
  CHECK(answer(40) == EPERM);   // mount
  CHECK(answer(41) == EPERM);   // pivot_root
  CHECK(answer(51) == EPERM);   // chroot
  CHECK(answer(219) == EPERM);  // keyctl
  CHECK(answer(425) == ENOSYS);
  CHECK(answer(435) == ENOSYS);
  CHECK(answer(467) == EPERM);
  CHECK(answer(220, {0x10000000}) == EPERM);  // clone
  CHECK(answer(220, {17}) == 0);
  CHECK(answer(97, {0x10000000}) == EPERM);  // unshare
  CHECK(answer(29, {0, high_bits | 0x5412}) == EPERM);
  CHECK(answer(198, {1}) == 0);  // socket
  CHECK(answer(198, {40}) == EAFNOSUPPORT);
  CHECK(answer(165) == 0);  // getrusage; mount on x86-64
  CHECK(answer(470) == ENOSYS);
  CHECK(refusal(program, {AUDIT_ARCH_ARM, 20}) == ENOSYS);
  CHECK(refusal(program, {AUDIT_ARCH_X86_64, 39}) == ENOSYS);
}

TEST_CASE("the filter in the launcher is the one for this machine") {
#if defined(__x86_64__)
  const Program program = x86_64();
#else
  const Program program = default_program(Machine::aarch64);
#endif
  CHECK(std::ranges::equal(program, filters::filter_of_base, [](const sock_filter& a, const sock_filter& b) {
    return a.code == b.code && a.jt == b.jt && a.jf == b.jf && a.k == b.k;
  }));
}

TEST_CASE("the evaluator takes no program that the kernel would not load") {
  constexpr Call call{AUDIT_ARCH_X86_64, 0};
  const auto run = [&](const Program& program) { return evaluate(program, call); };
  CHECK(run({{BPF_RET | BPF_K, 0, 0, 7}}) == 7);
  CHECK_THROWS_AS(run({}), std::domain_error);
  CHECK_THROWS_AS(run({{BPF_JMP | BPF_JA, 0, 0, 1}, {BPF_RET | BPF_K, 0, 0, 0}}), std::domain_error);
  CHECK_THROWS_AS(run({{BPF_LD | BPF_W | BPF_ABS, 0, 0, 64}}), std::domain_error);
  CHECK_THROWS_AS(run({{BPF_LD | BPF_W | BPF_ABS, 0, 0, 2}}), std::domain_error);
  CHECK_THROWS_AS(run({{BPF_LD | BPF_B | BPF_ABS, 0, 0, 0}}), std::domain_error);
  // Killing is no refusal.
  CHECK_THROWS_AS(refusal(Program{{BPF_RET | BPF_K, 0, 0, 0}}, call), std::domain_error);
}

}  // namespace sandbox::testing
