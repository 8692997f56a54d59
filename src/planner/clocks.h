// Whose clocks the command reads.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "machine/host.h"
#include "policy/identity.h"
#include "steps/step.h"

namespace sandbox::planner {

/// The step that gives the command monotonic and boot time of its own. Throws PolicyError on a kernel that cannot.
steps::Step new_clocks(const Sourced<policy::Clocks>& time, const Host& host);

}  // namespace sandbox::planner
