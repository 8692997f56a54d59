// How the file system of a policy is built.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "planner/host.h"
#include "planner/identity.h"
#include "planner/layout.h"
#include "planner/places.h"
#include "policy/filesystem.h"
#include "steps/step.h"

namespace sandbox::planner {

/// The steps, and what they lead to.
struct FilesystemPlan {
  std::vector<steps::Step> steps;
  Layout layout;

  /// True when a directory inside is the host's directory of the same path.
  bool shows(const InnerPath& path) const;

  /// True when there is a directory of that path.
  bool exists(const InnerPath& path) const;
};

FilesystemPlan plan_filesystem(const policy::Filesystem& filesystem, const Places& places, const Identity& identity,
                               const Host& host);

}  // namespace sandbox::planner
