// From the tables of system calls to a program of the kernel's filter machine (seccomp(2), classic BPF). It runs when
// the launcher is built, not when it is used.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <linux/filter.h>
#include <map>
#include <vector>

#include "policy/syscall_groups.h"

namespace sandbox::filters {

/// What the filter answers to one system call: always the same errno value, or what rules about arguments say.
struct Decision {
  int refusal = 0;  ///< 0: no refusal without looking at arguments
  std::vector<const policy::ArgumentRule*> rules;
};

/// The decisions by number; a number that is missing is allowed.
using Decisions = std::map<std::uint32_t, Decision>;

/// The program: any other architecture, x32, and numbers above `newest` answer ENOSYS; the rest as decided.
/// `architecture` is an AUDIT_ARCH_… value. Throws std::length_error when a jump would be too far.
std::vector<sock_filter> filter_program(std::uint32_t architecture, const Decisions& decisions, std::uint32_t newest);

}  // namespace sandbox::filters
