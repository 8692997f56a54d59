// A host seen through another one: it answers as that does, but for the questions that a descendant answers itself.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "machine/host.h"

namespace sandbox {

class HostView : public Host {
 public:
  /// Keeps a reference.
  explicit HostView(const Host& host) : host_(host) {}

  Caller caller() const override { return host_.caller(); }
  int process_id() const override { return host_.process_id(); }
  const std::vector<std::string>& environment() const override { return host_.environment(); }
  std::optional<HostPath> working_directory() const override { return host_.working_directory(); }
  Answer find(const HostPath& path) const override { return host_.find(path); }
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
  bool in_foreground(int terminal) const override { return host_.in_foreground(terminal); }
  LandlockSupport landlock() const override { return host_.landlock(); }
  std::optional<ClockOffsets> clock_offsets() const override { return host_.clock_offsets(); }
  Kernel kernel() const override { return host_.kernel(); }
  std::optional<unsigned> last_capability() const override { return host_.last_capability(); }

 protected:
  const Host& seen() const { return host_; }

 private:
  const Host& host_;
};

}  // namespace sandbox
