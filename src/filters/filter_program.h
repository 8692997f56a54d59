// From decisions about system calls to a program of the kernel's filter machine (seccomp(2), classic BPF).
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <linux/filter.h>
#include <map>
#include <span>
#include <vector>

#include "policy/syscall_rules.h"

namespace sandbox::filters {

/// What the filter answers to one system call: always the same, or what the first of the rules says that holds.
struct Decision {
  std::vector<policy::ArgumentRule> rules;
  policy::Answer otherwise;

  bool operator==(const Decision&) const = default;
};

/// The decisions for one architecture, by number.
struct Decisions {
  std::uint32_t architecture = 0;  ///< AUDIT_ARCH_…
  std::map<std::uint32_t, Decision> of;
  policy::Answer otherwise;  ///< for a number up to `newest` that is not listed
  std::uint32_t newest = 0;  ///< the highest number that is known
  policy::Answer beyond_newest;
};

/// The program that carries the decisions out; `elsewhere` is for system calls of architectures that are not listed,
/// and for x32. `newest` must be below 512, where the numbers of x32 begin. Throws std::length_error when it has more
/// than BPF_MAXINSNS instructions.
std::vector<sock_filter> filter_program(std::span<const Decisions> architectures, policy::Answer elsewhere);

}  // namespace sandbox::filters
