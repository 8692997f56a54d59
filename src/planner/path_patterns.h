// Patterns in lists of paths, replaced by what they fit at this moment.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "machine/host.h"
#include "machine/places.h"
#include "policy/filesystem.h"
#include "support/origin.h"

namespace sandbox::planner {

/// The same wishes with each pattern replaced by the names that the host's directory has now, sorted. Throws
/// PolicyError when a directory cannot be listed, or a pattern that is not optional fits nothing.
policy::Filesystem without_patterns(const policy::Filesystem& filesystem, const Places& places, const Host& host);

/// The same for one list.
std::vector<Sourced<policy::PathRule>> without_patterns(const std::vector<Sourced<policy::PathRule>>& rules,
                                                        const Places& places, const Host& host);

/// Whether there is anything to replace.
bool has_patterns(const policy::Filesystem& filesystem);

}  // namespace sandbox::planner
