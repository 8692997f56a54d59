// See syscall_rules.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/syscall_rules.h"

#include <cerrno>
#include <initializer_list>

namespace sandbox::policy {
namespace {

using Conditions = std::vector<ArgumentCondition>;

ArgumentCondition is(unsigned argument, std::uint64_t value) { return {argument, Comparison::eq, value, lower_half}; }

// All bits of the value.
ArgumentCondition has_bits(unsigned argument, std::uint64_t bits) { return {argument, Comparison::eq, bits, bits}; }

// Any bit of the value.
ArgumentCondition has_some_of(unsigned argument, std::uint64_t bits) { return {argument, Comparison::ne, 0, bits}; }

Conditions is_none_of(unsigned argument, std::initializer_list<std::uint64_t> values) {
  Conditions conditions;
  for (const std::uint64_t value : values) conditions.push_back({argument, Comparison::ne, value, lower_half});
  return conditions;
}

constexpr std::uint64_t clone_newuser = 0x10000000;

// They type into the caller's terminal, and paste the console's selection.
constexpr std::uint64_t tiocsti = 0x5412;
constexpr std::uint64_t tioclinux = 0x541c;

constexpr std::uint64_t af_unix = 1;
constexpr std::uint64_t af_inet = 2;
constexpr std::uint64_t af_inet6 = 10;
constexpr std::uint64_t af_netlink = 16;
// SMC is a family that is refused, and since Linux 6.11 also a protocol of IPv4 and IPv6.
constexpr std::uint64_t ipproto_smc = 256;
constexpr std::uint64_t netlink_route = 0;

// Set-user-ID and set-group-ID. What a mode with one of them gives away shows outside, where no mount is nosuid.
constexpr std::uint64_t set_id = 06000;
// O_CREAT and the bit of O_TMPFILE that says so: only with one of them is there a mode to look at.
constexpr std::uint64_t makes_a_file = 0100 | 020000000;

SyscallRule no_set_id_in(std::string_view syscall, unsigned mode) {
  return {syscall, {{has_some_of(mode, set_id)}, refuse(EPERM)}};
}

SyscallRule no_set_id_when_made(std::string_view syscall, unsigned flags) {
  return {syscall, {{has_some_of(flags + 1, set_id), has_some_of(flags, makes_a_file)}, refuse(EPERM)}};
}

}  // namespace

std::vector<SyscallRule> dangerous_rules() {
  return {
      {"clone", {{has_bits(0, clone_newuser)}, refuse(EPERM)}},
      {"unshare", {{has_bits(0, clone_newuser)}, refuse(EPERM)}},
      {"ioctl", {{is(1, tiocsti)}, refuse(EPERM)}},
      {"ioctl", {{is(1, tioclinux)}, refuse(EPERM)}},
      // Linux itself, the same without address randomization (debuggers), the same with an old release number, and a
      // question.
      {"personality", {is_none_of(0, {0, 0x0040000, 0x0020000, 0xffffffff}), refuse(EPERM)}},
      // Local, IPv4, IPv6, and the kernel's routing tables. Other protocols of netlink answer as a kernel without them
      // would; programs that report to the audit service, or listen for devices, know that answer.
      {"socket", {is_none_of(0, {af_unix, af_inet, af_inet6, af_netlink}), refuse(EAFNOSUPPORT)}},
      {"socket", {{is(0, af_netlink), {2, Comparison::ne, netlink_route, lower_half}}, refuse(EPROTONOSUPPORT)}},
      {"socket", {{is(2, ipproto_smc)}, refuse(EPROTONOSUPPORT)}},
      {"socketpair", {is_none_of(0, {af_unix}), refuse(EAFNOSUPPORT)}},
      no_set_id_in("chmod", 1),
      no_set_id_in("fchmod", 1),
      no_set_id_in("fchmodat", 2),
      no_set_id_in("fchmodat2", 2),
      no_set_id_in("mknod", 1),
      no_set_id_in("mknodat", 2),
      no_set_id_in("creat", 1),
      no_set_id_when_made("open", 1),
      no_set_id_when_made("openat", 2),
  };
}

}  // namespace sandbox::policy
