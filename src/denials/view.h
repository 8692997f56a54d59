// What a plan shows at which path inside, asked after the fact: whether the sandbox is why something could not be read,
// written or reached.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "denials/denial.h"
#include "denials/outside.h"
#include "steps/plan.h"
#include "support/origin.h"
#include "support/paths.h"

namespace sandbox::denials {

/// The port of an address of the loopback; nothing for all others.
std::optional<unsigned> loopback_port(std::string_view address);

class View {
 public:
  /// `home` is the caller's, on the host.
  View(const steps::Plan& plan, Outside outside, const std::string& home);

  /// The path as the command means it, absolute, without ".." and links that the plan makes; nothing when the text is
  /// no path. A relative one begins at `directory`.
  std::optional<std::string> path_of(std::string_view text, std::string_view directory) const;

  /// Where the command begins.
  const std::string& start() const { return start_; }

  /// True when something that cannot be opened stands there.
  bool hides(const std::string& path) const;

  /// True when what is shown there is another machine's, or a program's.
  bool is_far_away(const std::string& path) const;

  /// Why the sandbox has refused it; nothing when it has not. The subject of reading, writing, and connecting to a
  /// socket that has a path, is what path_of() returns.
  std::optional<Denial> judge(const Attempt& attempt) const;

 private:
  /// What stands at a path and below it.
  struct Shown {
    enum class What { memory, kernel, host, closed };
    What what = What::memory;
    bool writable = false;
    HostPath from;  ///< where it is on the host
    InnerPath mount_point;
    Origin origin;  ///< who wants it so
  };
  void add(const steps::Step& step);
  const Shown& shown_at(const InnerPath& path) const;
  std::optional<Denial> judge_read(const Attempt& attempt) const;
  std::optional<Denial> judge_write(const Attempt& attempt) const;
  std::optional<Denial> judge_connection(const Attempt& attempt) const;
  std::optional<Denial> refused_write(const Attempt& attempt, const InnerPath& changed, const HostPath& on_host) const;
  bool is_secret(const HostPath& path) const;

  Outside outside_;
  HostPath home_;
  std::string start_ = "/";
  bool own_network_;
  std::map<InnerPath, Shown> shown_;
  std::map<InnerPath, std::string> links_;
  std::set<InnerPath> made_;
  std::vector<steps::AllowPorts> open_ports_;
  bool ports_are_listed_ = false;
};

}  // namespace sandbox::denials
