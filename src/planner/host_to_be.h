// The host as it will be when the parent has made the directories of the plan.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>

#include "machine/host_view.h"

namespace sandbox::planner {

class HostToBe final : public HostView {
 public:
  /// Keeps references to both; the directories have no links in them.
  HostToBe(const Host& host, const std::set<HostPath>& directories) : HostView(host), directories_(directories) {}

  Answer find(const HostPath& path) const override;

 private:
  const std::set<HostPath>& directories_;
};

}  // namespace sandbox::planner
