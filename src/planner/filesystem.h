// How the file system of a policy is built.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "machine/host.h"
#include "machine/places.h"
#include "planner/identity.h"
#include "planner/layout.h"
#include "planner/preparation.h"
#include "policy/policy.h"
#include "steps/step.h"

namespace sandbox::planner {

/// The steps, and what they lead to.
struct FilesystemPlan {
  Preparation preparation;
  std::vector<steps::Step> steps;
  Layout layout;

  /// True when a directory inside is the host's directory of the same path.
  bool shows(const InnerPath& path) const;

  /// True when there is a directory of that path: one made for this run, the host's own, or a home that is kept.
  bool exists(const InnerPath& path) const;
};

/// `places` are the host's, `inside` those that the command sees: what is shown comes from the former, and stands at
/// the latter. Throws PolicyError when something of it cannot be shown as the policy wants it.
FilesystemPlan plan_filesystem(const policy::Policy& policy, const Places& places, const Places& inside,
                               const Identity& identity, const Host& host);

}  // namespace sandbox::planner
