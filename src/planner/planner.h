// Policy and Host in, Plan out: the only place that decides. Pure but for the questions it asks of the Host.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "machine/host.h"
#include "policy/policy.h"
#include "steps/plan.h"

namespace sandbox::planner {

/// The plan for running `command` (argv of the command; empty: the profile's own) under the policy on this machine.
/// Throws PolicyError for what the policy asks and this machine cannot give.
steps::Plan plan(const policy::Policy& policy, const std::vector<std::string>& command, const Host& host);

}  // namespace sandbox::planner
