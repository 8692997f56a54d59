// What decides about the next launch stays out of the reach of this one: the directories in which profiles, and the
// record of trusted ones, are looked for, what their entries lead to where they are links, the profiles and the filter
// program of this launch, and what the launcher keeps.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "machine/host.h"
#include "machine/places.h"
#include "planner/layout.h"
#include "policy/policy.h"

namespace sandbox::planner {

/// Holds them where something writable of the host shows them. Throws PolicyError when the command could still change
/// or make one. The layout must be settled. Asks nothing of the host unless some tree of it is writable.
void guard_profiles(Layout& layout, const policy::Policy& policy, const Places& places, const Host& host);

}  // namespace sandbox::planner
