// The environment of the command, by an allow-list.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "machine/host.h"
#include "machine/places.h"
#include "planner/identity.h"
#include "policy/policy.h"

namespace sandbox::planner {

/// "NAME=VALUE" each, sorted by name.
std::vector<std::string> environment_of(const policy::Policy& policy, const Places& places, const Identity& identity,
                                        const Host& host);

}  // namespace sandbox::planner
