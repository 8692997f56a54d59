// The host as it will be when the parent has made the directories of the plan.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "machine/host.h"

namespace sandbox::planner {

class HostToBe final : public Host {
 public:
  /// Keeps references to both; the directories have no links in them.
  HostToBe(const Host& host, const std::set<HostPath>& directories) : host_(host), directories_(directories) {}

  Answer find(const HostPath& path) const override;

  Caller caller() const override { return host_.caller(); }
  const std::vector<std::string>& environment() const override { return host_.environment(); }
  std::optional<HostPath> working_directory() const override { return host_.working_directory(); }
  std::optional<Entries> entries(const HostPath& directory) const override { return host_.entries(directory); }
  std::vector<HostPath> closed_to_others(const HostPath& directory) const override {
    return host_.closed_to_others(directory);
  }
  std::optional<std::string> link_text(const HostPath& path) const override { return host_.link_text(path); }
  std::optional<std::string> content(const HostPath& path, std::size_t limit) const override {
    return host_.content(path, limit);
  }
  Descriptor descriptor(int number) const override { return host_.descriptor(number); }
  Opened opened(int number) const override { return host_.opened(number); }
  LandlockSupport landlock() const override { return host_.landlock(); }
  std::optional<ClockOffsets> clock_offsets() const override { return host_.clock_offsets(); }
  Kernel kernel() const override { return host_.kernel(); }
  std::optional<unsigned> last_capability() const override { return host_.last_capability(); }

 private:
  const Host& host_;
  const std::set<HostPath>& directories_;
};

}  // namespace sandbox::planner
