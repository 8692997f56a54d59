// A profile and all it extends, applied in order: what is inherited first, then the profile itself.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "frontend/surroundings.h"
#include "policy/policy.h"
#include "support/origin.h"

namespace sandbox::frontend {

/// Edits the policy by the profile that `word` names, and by those that it extends, depth first, each once. `origin`
/// asked for it. Throws PolicyError, also for a profile that extends itself by way of others.
void apply_profile(policy::Policy& policy, const std::string& word, const Origin& origin,
                   const Surroundings& surroundings);

}  // namespace sandbox::frontend
