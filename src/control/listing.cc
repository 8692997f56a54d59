// See listing.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "control/listing.h"

#include "control/problems.h"
#include "support/error.h"

namespace sandbox::control {
namespace {

Listed listed_one(const frontend::FoundProfile& profile, const frontend::Surroundings& surroundings) {
  Listed entry{.name = profile.name,
               .place = profile.place,
               .built_in = profile.by == frontend::FoundBy::built_in,
               .description = {},
               .problem = {}};
  try {
    const Examined examined = examine(profile.name, surroundings);
    if (examined.problems.empty())
      entry.description = examined.policy.description.value;
    else
      entry.problem = examined.problems.front().at.text() + ": " + examined.problems.front().sentence;
  } catch (const PolicyError& unreadable) {
    entry.problem = unreadable.complaint().sentence;
  }
  return entry;
}

}  // namespace

std::vector<Listed> listed(const std::vector<frontend::FoundProfile>& profiles,
                           const frontend::Surroundings& surroundings) {
  std::vector<Listed> all;
  all.reserve(profiles.size());
  for (const frontend::FoundProfile& profile : profiles) all.push_back(listed_one(profile, surroundings));
  return all;
}

}  // namespace sandbox::control
