// What has to be made on the host before the sandbox begins: the directories that a profile lists, and the home that is
// kept for it.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "machine/host.h"
#include "machine/places.h"
#include "policy/policy.h"
#include "steps/host_action.h"

namespace sandbox::planner {

struct Preparation {
  std::vector<steps::HostStep> steps;
  std::set<HostPath> directories;     ///< that do not exist yet and will
  std::optional<HostPath> kept_home;  ///< without links
};

/// Throws PolicyError when something of it cannot be made. Asks nothing of the host when nothing is wanted.
Preparation preparation_of(const policy::Policy& policy, const Places& places, const Host& host);

/// The directory below the state directory that is this profile's own; nothing when the profile has no name.
std::optional<HostPath> own_state_directory(const policy::Policy& policy, const Places& places);

}  // namespace sandbox::planner
