// What a policy allows, in one line.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "machine/places.h"
#include "policy/policy.h"

namespace sandbox::frontend {

/// "may change /home/ada/tool; no network": what of the host's can be changed, or else read, and the network.
std::string summary_of(const policy::Policy& policy, const Places& places);

}  // namespace sandbox::frontend
