// What the supervisor is told of while the command runs.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "machine/host.h"
#include "machine/places.h"
#include "planner/preparation.h"
#include "policy/policy.h"
#include "steps/plan.h"

namespace sandbox::planner {

/// Has the filter that binds the command tell of what it refuses, and the supervisor listen; nothing where the profile
/// wants none of that. `preparation` is what the plan makes before. Throws PolicyError when the file that it is to be
/// told in cannot be one.
void watch_over(steps::Plan& plan, const policy::Policy& policy, const Places& places, const Preparation& preparation,
                const Host& host);

}  // namespace sandbox::planner
