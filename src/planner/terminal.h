// What stands in the place of the caller's terminal.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "machine/host.h"
#include "policy/policy.h"
#include "steps/plan.h"

namespace sandbox::planner {

/// The standard descriptors that are the caller's terminal and will not be the command's, ascending.
std::vector<int> replaced_descriptors(const policy::Terminal& terminal, const Host& host);

/// What a launch does about them; all of it is empty when there are none.
struct TerminalPlan {
  std::vector<steps::Step> world;  ///< last, when the root is entered
  std::vector<steps::Step> start;  ///< first
  steps::TerminalUse use;
};

/// `replaced` are those of replaced_descriptors().
TerminalPlan plan_terminal(const policy::Policy& policy, const std::vector<int>& replaced, const Host& host);

}  // namespace sandbox::planner
