// What the variables of the profile language stand for on this machine, and the guard on them.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "planner/host.h"
#include "policy/variables.h"
#include "support/origin.h"
#include "support/paths.h"

namespace sandbox::planner {

/// The directories that a profile can name by a variable, as the host answers.
class Places {
 public:
  /// Keeps a reference to the host.
  explicit Places(const Host& host);

  /// As the caller's environment or passwd has it.
  const HostPath& home() const { return home_; }
  /// The same without links.
  const HostPath& real_home() const { return real_home_; }
  /// Where the launcher keeps what outlasts a launch.
  HostPath state_directory() const;
  /// The current directory; nothing when it is gone or out of reach.
  const std::optional<HostPath>& pwd() const { return pwd_; }
  /// The nearest directory above it with a .git of the caller's own, else pwd. Looked for when it is first asked for:
  /// few profiles name it.
  const std::optional<HostPath>& project() const;

 private:
  const Host* host_;
  HostPath home_;
  HostPath real_home_;
  std::optional<HostPath> pwd_;
  mutable std::optional<HostPath> project_;
};

/// The text with its variables replaced. Throws PolicyError when one has no value here.
std::string expand(const policy::Text& text, const Places& places, const Origin& origin);

/// An absolute path of the host; throws PolicyError when it is none.
HostPath expand_path(const std::string& text, const Places& places, const Origin& origin);

/// An absolute path inside; throws PolicyError when it is none, or climbs with "..".
InnerPath expand_inner_path(const std::string& text, const Places& places, const Origin& origin);

/// Refuses what a variable like ${PWD} opened by surprise: the whole machine, or the whole home. Throws PolicyError
/// when the text names such a variable and `real` is "/", the home, or a directory above it.
void guard_variables(const std::string& text, const HostPath& real, const Places& places, const Origin& origin);

}  // namespace sandbox::planner
