// Named sets of system calls, as data: what no sandboxed program needs and an attacker would like, and which values of
// arguments make a harmless call one of them. The names of sets are systemd's where it has one.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace sandbox::policy {

/// A set of system calls that are refused together. Never by ending the program: programs probe, and cope with an
/// errno.
struct SyscallGroup {
  std::string_view name;  ///< with the "@"
  std::string_view help;
  int refusal;  ///< the errno value of the answer
  std::span<const std::string_view> members;
};

/// All groups of @dangerous.
std::span<const SyscallGroup> dangerous_groups();

/// How the lower 32 bits of an argument are looked at; the kernel looks at no more of these.
enum class ArgumentTest {
  has_bit,     ///< refused when it has the bits of the first value
  is_one_of,   ///< refused when it is one of the values
  is_none_of,  ///< refused when it is none of the values
};

/// A system call that is refused for some values of an argument.
struct ArgumentRule {
  std::string_view syscall;
  unsigned argument;  ///< from 0
  ArgumentTest test;
  std::span<const std::uint32_t> values;
  int refusal;  ///< an errno value
  /// Looked at only when the first argument has this value; `always` for all values.
  std::uint32_t only_when = always;

  static constexpr std::uint32_t always = ~std::uint32_t{0};
};

/// All rules about arguments; those for one system call stand together.
std::span<const ArgumentRule> argument_rules();

/// The highest number of a system call that has been reviewed; what is above answers ENOSYS. Linux 6.18 ends there.
inline constexpr std::uint32_t newest_reviewed_syscall = 469;

}  // namespace sandbox::policy
