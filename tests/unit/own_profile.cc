// See own_profile.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "own_profile.h"

#include "planner/planner.h"

namespace sandbox::testing {

std::vector<std::string> own_world(const std::string& text, const PretendHost& host) {
  std::vector<std::string> phrases;
  for (const steps::Step& step : planner::plan(own_policy(text), {"true"}, host).world)
    phrases.push_back(steps::phrase_of(step.action));
  return phrases;
}

}  // namespace sandbox::testing
