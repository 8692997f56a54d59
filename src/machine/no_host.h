// A machine on which nothing is there and nobody has called: for questions about profiles alone.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "machine/host.h"

namespace sandbox {

class NoHost final : public Host {
 public:
  Caller caller() const override { return {}; }
  int process_id() const override { return 0; }
  const std::vector<std::string>& environment() const override { return nothing_; }
  std::optional<HostPath> working_directory() const override { return std::nullopt; }
  Answer find(const HostPath& path) const override;
  std::optional<Entries> entries(const HostPath& directory) const override;
  std::vector<HostPath> closed_to_others(const HostPath& directory) const override;
  std::optional<std::string> link_text(const HostPath& path) const override;
  std::optional<std::string> content(const HostPath& path, std::size_t limit) const override;
  Descriptor descriptor(int number) const override;
  Opened opened(int number) const override;
  bool in_foreground(int terminal) const override;
  LandlockSupport landlock() const override { return {}; }
  std::optional<ClockOffsets> clock_offsets() const override { return std::nullopt; }
  Kernel kernel() const override { return {}; }
  std::optional<unsigned> last_capability() const override { return std::nullopt; }

 private:
  std::vector<std::string> nothing_;
};

}  // namespace sandbox
