// Policy and Host in, Plan out: the only place that decides. Pure but for the questions it asks of the Host.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "machine/host.h"
#include "machine/places.h"
#include "policy/policy.h"
#include "steps/plan.h"

namespace sandbox::planner {

/// The plan for running `command` (argv of the command; empty: the profile's own) under the policy on this machine.
/// Throws PolicyError for what the policy asks and this machine cannot give.
steps::Plan plan(const policy::Policy& policy, const std::vector<std::string>& command, const Host& host);

/// What the variables of paths inside stand for under the policy. Throws PolicyError as plan() does.
Places places_inside(const policy::Policy& policy, const Host& host);

}  // namespace sandbox::planner
