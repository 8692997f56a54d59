// See syscall_rules.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/syscall_rules.h"

#include <array>
#include <cerrno>

namespace sandbox::policy {
namespace {

using Conditions = std::vector<ArgumentCondition>;

ArgumentCondition is(unsigned argument, std::uint64_t value) { return {argument, Comparison::eq, value, lower_half}; }

// All bits of the value.
ArgumentCondition has_bits(unsigned argument, std::uint64_t bits) { return {argument, Comparison::eq, bits, bits}; }

// Any bit of the value.
ArgumentCondition has_some_of(unsigned argument, std::uint64_t bits) { return {argument, Comparison::ne, 0, bits}; }

template <class Values>
Conditions is_none_of(unsigned argument, const Values& values) {
  Conditions conditions;
  for (const auto value : values)
    conditions.push_back({argument, Comparison::ne, static_cast<std::uint64_t>(value), lower_half});
  return conditions;
}

ArgumentCondition has_none_of(unsigned argument, std::uint64_t bits) { return {argument, Comparison::eq, 0, bits}; }

constexpr std::uint64_t mfd_noexec_seal = 8;  // Linux 6.3
constexpr std::uint64_t clone_newuser = 0x10000000;
constexpr std::uint64_t clone_newns = 0x00020000;
constexpr std::uint64_t keyctl_join_session_keyring = 1;

// They type into the caller's terminal, and paste the console's selection.
constexpr std::uint64_t tiocsti = 0x5412;
constexpr std::uint64_t tioclinux = 0x541c;

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

// Linux itself, the same without address randomization (debuggers), the same with an old release number, and a
// question.
constexpr auto personalities = std::to_array<std::uint64_t>({0, 0x0040000, 0x0020000, 0xffffffff});

constexpr auto families_when_none_is_listed =
    std::to_array({Family::local, Family::inet, Family::inet6, Family::netlink});
constexpr auto families_of_pairs = std::to_array({Family::local});

// Protocols of netlink other than routing answer as a kernel without them would; programs that report to the audit
// service, or listen for devices, know that answer.
void add_socket_rules(std::vector<SyscallRule>& rules, std::span<const Family> families) {
  const auto netlink = static_cast<std::uint64_t>(Family::netlink);
  rules.push_back({"socket", {is_none_of(0, families), refuse(EAFNOSUPPORT)}});
  rules.push_back(
      {"socket", {{is(0, netlink), {2, Comparison::ne, netlink_route, lower_half}}, refuse(EPROTONOSUPPORT)}});
  rules.push_back({"socket", {{is(2, ipproto_smc)}, refuse(EPROTONOSUPPORT)}});
  rules.push_back({"socketpair", {is_none_of(0, families_of_pairs), refuse(EAFNOSUPPORT)}});
}

// A browser's sandbox makes user namespaces in which it changes its root and mounts nothing; a mount namespace would
// let it.
void add_namespace_rules(std::vector<SyscallRule>& rules, Nested nested) {
  if (nested == Nested::allow) {
    // The only one of keyctl(2) that a launcher needs.
    rules.push_back({"keyctl", {{is(0, keyctl_join_session_keyring)}, {}}});
    return;
  }
  const std::uint64_t refused = nested == Nested::browser ? clone_newns : clone_newuser;
  for (const std::string_view call : {"clone", "unshare"})
    rules.push_back({call, {{has_bits(0, refused)}, refuse(EPERM)}});
}

void add_file_rules(std::vector<SyscallRule>& rules) {
  for (const std::string_view call : {"chmod", "fchmod", "mknod", "creat"}) rules.push_back(no_set_id_in(call, 1));
  for (const std::string_view call : {"fchmodat", "fchmodat2", "mknodat"}) rules.push_back(no_set_id_in(call, 2));
  rules.push_back(no_set_id_when_made("open", 1));
  rules.push_back(no_set_id_when_made("openat", 2));
}

}  // namespace

std::string_view syscalls_for(Nested nested) {
  switch (nested) {
    case Nested::deny: return {};
    case Nested::browser: return "chroot";
    case Nested::allow: return "@hidden-arguments @mount setns";
  }
  return {};
}

std::span<const Family> usual_families() { return families_when_none_is_listed; }

std::vector<SyscallRule> standing_rules(const StandingRules& wanted) {
  std::vector<SyscallRule> rules{
      {"ioctl", {{is(1, tiocsti)}, refuse(EPERM)}},
      {"ioctl", {{is(1, tioclinux)}, refuse(EPERM)}},
      {"personality", {is_none_of(0, personalities), refuse(EPERM)}},
  };
  add_namespace_rules(rules, wanted.nested);
  add_socket_rules(rules, wanted.families);
  if (!wanted.set_id_files) add_file_rules(rules);
  // As the sysctl vm.memfd_noexec has it, which only the host's root may write.
  if (wanted.memfd_noexec) rules.push_back({"memfd_create", {{has_none_of(1, mfd_noexec_seal)}, refuse(EACCES)}});
  return rules;
}

}  // namespace sandbox::policy
