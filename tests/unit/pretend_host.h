// A machine made of a few lines: what the planner decides is tested without a kernel.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "machine/host.h"
#include "machine/link_walk.h"

namespace sandbox::testing {

/// A Debian-like machine with a user "ada" (uid 1000) in /home/ada/src/tool, a git repository.
class PretendHost final : public Host {
 public:
  PretendHost();

  PretendHost& directory(const std::string& path, std::uint32_t owner = 0);
  PretendHost& file(const std::string& path, const std::string& content = "x", std::uint32_t owner = 0);
  /// A file that only its owner may read.
  PretendHost& closed_file(const std::string& path);
  PretendHost& link(const std::string& path, const std::string& text);
  PretendHost& refuse(const std::string& path, int error);
  PretendHost& remove(const std::string& path);

  Caller caller() const override { return who; }
  int process_id() const override { return 4711; }
  const std::vector<std::string>& environment() const override { return variables; }
  std::optional<HostPath> working_directory() const override { return HostPath::parse(pwd); }
  Answer find(const HostPath& path) const override;
  std::optional<Entries> entries(const HostPath& directory) const override;
  std::vector<HostPath> closed_to_others(const HostPath& directory) const override;
  std::optional<std::string> link_text(const HostPath& path) const override;
  std::optional<std::string> content(const HostPath& path, std::size_t limit) const override;
  Descriptor descriptor(int number) const override;
  Opened opened(int number) const override;
  bool in_foreground(int terminal) const override;
  LandlockSupport landlock() const override { return landlock_support; }
  std::optional<ClockOffsets> clock_offsets() const override { return offsets; }
  Kernel kernel() const override { return uname; }
  std::optional<unsigned> last_capability() const override { return last_known_capability; }

  Caller who{.uid = 1000, .gid = 1000};
  std::vector<std::string> variables;
  std::string pwd = "/home/ada/src/tool";
  std::map<int, Descriptor> descriptors;
  bool foreground = true;
  LandlockSupport landlock_support{.version = 7, .error = 0};
  std::optional<ClockOffsets> offsets = ClockOffsets{.monotonic = -4000, .boottime = -5000};
  Kernel uname{.release = "6.1.0-18-amd64", .machine = "x86_64"};
  std::optional<unsigned> last_known_capability = 40;

 private:
  struct Node {
    Component component;
    std::string content;
    bool closed = false;
  };
  Component component_at(const HostPath& path) const;
  void parents_of(const std::string& path);

  std::map<std::string, Node> nodes_;
};

}  // namespace sandbox::testing
