// The filter of a policy, run against the plain reading of the policy, for as many calls as its rules can tell apart.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "policy/policy.h"

namespace sandbox::testing {

/// Arguments at which the conditions of a policy's rules begin or cease to hold, and some that every filter looks for.
std::vector<std::array<std::uint64_t, 6>> telling_arguments(const policy::Policy& policy);

/// The first system call that the compiled filter answers otherwise than the policy reads, or that the filter of the
/// first process refuses though the command's lets it through, in words; empty when there is none. Throws PolicyError
/// when the policy has no filter.
std::string first_disagreement(const policy::Policy& policy);

}  // namespace sandbox::testing
