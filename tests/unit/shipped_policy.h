// The policy of a profile that comes with the launcher, as an empty machine would read it.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "policy/policy.h"

namespace sandbox::testing {

/// The policy of "base", "build" or "script", checked.
policy::Policy shipped_policy(const std::string& name);

}  // namespace sandbox::testing
