// The profiles that a name can mean, looked at.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "frontend/profile_search.h"
#include "frontend/surroundings.h"

namespace sandbox::control {

/// A profile, as far as a list tells of it.
struct Listed {
  std::string name;
  std::string place;
  bool built_in = false;
  std::string description;
  std::string problem;  ///< why it cannot be used; empty when it can
};

/// Reads each of them: a broken profile is one that a person looks for.
std::vector<Listed> listed(const std::vector<frontend::FoundProfile>& profiles,
                           const frontend::Surroundings& surroundings);

}  // namespace sandbox::control
