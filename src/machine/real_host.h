// The machine that the launcher runs on.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "machine/host.h"

namespace sandbox {

class RealHost final : public Host {
 public:
  RealHost();

  Caller caller() const override;
  int process_id() const override;
  const std::vector<std::string>& environment() const override { return environment_; }
  std::optional<HostPath> working_directory() const override;
  Answer find(const HostPath& path) const override;
  std::optional<Entries> entries(const HostPath& directory) const override;
  std::vector<HostPath> closed_to_others(const HostPath& directory) const override;
  std::optional<std::string> link_text(const HostPath& path) const override;
  std::optional<std::string> content(const HostPath& path, std::size_t limit) const override;
  Descriptor descriptor(int number) const override;
  Opened opened(int number) const override;
  bool in_foreground(int terminal) const override;
  LandlockSupport landlock() const override;
  std::optional<ClockOffsets> clock_offsets() const override;
  Kernel kernel() const override;
  std::optional<unsigned> last_capability() const override;

 private:
  std::vector<std::string> environment_;
};

}  // namespace sandbox
