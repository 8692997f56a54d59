// The rules of Landlock that say the same as the mounts, on as few directories as possible.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "planner/layout.h"
#include "steps/step.h"

namespace sandbox::planner {

/// The rules for a layout whose steps were made. Rights add up on the way from the root to a file. So the root is
/// readable, what may be executed stands there as well unless a placement forbids it, and what may be changed has a
/// rule of its own. Less than what holds around it, no rule can say: what is read-only or hidden below something
/// writable has the mounts alone.
std::vector<steps::Step> rules_of(const Layout& layout);

}  // namespace sandbox::planner
