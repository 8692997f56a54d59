// The rights that every sandbox gives up.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "steps/step.h"

namespace sandbox::planner {

/// The steps, in the only order that works: a keyring cannot be joined under the filter, and without capabilities the
/// kernel takes a filter only after "no new privileges".
std::vector<steps::Step> lockdown();

}  // namespace sandbox::planner
