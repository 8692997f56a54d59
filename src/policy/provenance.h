// Where a policy came from: the files it was read from, and the places that were searched for them. The command must
// not be able to change either, or its next run would be a wider one.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace sandbox::policy {

struct Provenance {
  std::vector<std::string> files;        ///< of the host, as they were opened; maybe relative to the current directory
  std::vector<std::string> directories;  ///< absolute; where profiles, and what decides about them, are looked for
  std::string state_name;                ///< the one component below the state directory that is this profile's own

  bool operator==(const Provenance&) const = default;
};

}  // namespace sandbox::policy
