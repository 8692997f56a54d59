// What is answered to a system call, and the rules that look at its arguments.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "policy/identity.h"

namespace sandbox::policy {

/// What the kernel does with a system call.
struct Answer {
  enum class Kind : std::uint8_t { allow, refuse, log, trap, kill };
  Kind kind = Kind::allow;
  int error = 0;  ///< an errno value, for `refuse`

  bool operator==(const Answer&) const = default;
};

/// The answer that is an errno value.
constexpr Answer refuse(int error) { return {Answer::Kind::refuse, error}; }

/// How an argument is compared with a value, both unsigned.
enum class Comparison : std::uint8_t { eq, ne, lt, le, gt, ge };

/// The half of an argument that the kernel looks at where a call takes an int. What is above must not make a
/// difference here either, or a call could be dressed up as another.
inline constexpr std::uint64_t lower_half = 0xffffffff;

/// One look at an argument: (argument & mask) COMPARISON value.
struct ArgumentCondition {
  unsigned argument = 0;  ///< from 0 to 5
  Comparison comparison = Comparison::eq;
  std::uint64_t value = 0;
  std::uint64_t mask = lower_half;

  bool operator==(const ArgumentCondition&) const = default;
};

/// An answer for a call all of whose conditions hold.
struct ArgumentRule {
  std::vector<ArgumentCondition> conditions;
  Answer answer;

  bool operator==(const ArgumentRule&) const = default;
};

/// A rule and the call that it is about.
struct SyscallRule {
  std::string_view syscall;
  ArgumentRule rule;
};

/// What stands beside the lists of a profile: which values of arguments make a harmless call a dangerous one.
struct StandingRules {
  std::span<const Family> families;  ///< that sockets may have
  Nested nested = Nested::deny;
  bool set_id_files = false;  ///< whether files may become set-user-ID
  bool memfd_noexec = false;  ///< whether files in memory must never be executable
};

/// The system calls that user namespaces inside need besides, with spaces between them.
std::string_view syscalls_for(Nested nested);

/// The families of sockets when a profile lists none.
std::span<const Family> usual_families();

/// Of the rules for one call the first that holds answers.
std::vector<SyscallRule> standing_rules(const StandingRules& wanted);

}  // namespace sandbox::policy
