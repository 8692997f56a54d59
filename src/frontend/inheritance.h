// A profile and all it extends, applied in order: what is inherited first, then the profile itself, then the files that
// add to it.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "frontend/conditions.h"
#include "frontend/heritage.h"
#include "frontend/policy_editor.h"
#include "frontend/profile_search.h"
#include "frontend/surroundings.h"
#include "frontend/trust.h"
#include "policy/policy.h"
#include "support/origin.h"

namespace sandbox::frontend {

/// What a profile is read for.
struct Reading {
  const Surroundings& surroundings;
  std::string command;           ///< the first word of the command as it was typed, for conditions; empty when none was
  Problems* problems = nullptr;  ///< where what is wrong is gathered; null: the first is thrown
  std::vector<FoundProfile>* files_by_path = nullptr;  ///< where files that a path named are kept as they were read
  const Trust* trust = nullptr;  ///< every file that is found by a path must be trusted; null: what a person named is
};

/// What was read on the way.
struct Ancestry {
  std::vector<std::string> files;  ///< as they were opened, the profile's own first of its family
  std::string state_suffix;        ///< what tells its state from that of a profile of the same name; may be empty
  Heritage heritage;               ///< the profile's own
};

/// Edits the policy by the profile that `word` names, and by those that it extends, depth first, each once. `origin`
/// asked for it. Throws PolicyError, also for a profile that extends itself by way of others.
Ancestry apply_profile(policy::Policy& policy, const std::string& word, const Origin& origin, const Reading& reading);

/// Tells the policy where it came from, when it has its final name.
void settle_provenance(policy::Policy& policy, const Ancestry& ancestry, const Surroundings& surroundings);

}  // namespace sandbox::frontend
