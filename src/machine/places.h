// What the variables of the profile language stand for on this machine, and the guard on them.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "machine/host.h"
#include "policy/variables.h"
#include "support/origin.h"
#include "support/paths.h"

namespace sandbox {

/// What a profile is called, as far as variables tell it.
struct ProfileNames {
  std::string name;        ///< ${PROFILE}
  std::string state_name;  ///< the last component of ${STATE_DIR} and ${CACHE_DIR}
};

/// The places that a profile can name by a variable, as the host answers.
class Places {
 public:
  /// Keeps a reference to the host.
  explicit Places(const Host& host, ProfileNames names = {});

  /// As the caller's environment or passwd has it.
  const HostPath& home() const { return home_; }
  /// The same without links.
  const HostPath& real_home() const { return real_home_; }
  /// The first that lies in a directory, or is it, of those where programs of the machine or of the caller meet: /tmp,
  /// /var/tmp, /run and XDG_RUNTIME_DIR, without links.
  std::optional<HostPath> meeting_place_in(const HostPath& directory) const;
  /// Where the launcher keeps what outlasts a launch.
  HostPath state_directory() const;
  /// The current directory; nothing when it is gone or out of reach.
  const std::optional<HostPath>& pwd() const { return pwd_; }
  /// The nearest directory above it with a .git of the caller's own, else pwd. Looked for when it is first asked for:
  /// few profiles name it.
  const std::optional<HostPath>& project() const;
  /// What a variable stands for; nothing when it has no value here. `origin` is where it stands.
  std::optional<std::string> value_of(policy::Variable variable, const Origin& origin) const;
  /// The same for a variable of the caller's environment. An empty value is none.
  std::optional<std::string> value_of(const std::string& environment_variable) const;

  /// The same as the command sees them: its home is another, all else is where it is on the host.
  Places inside(const InnerPath& home) const;

 private:
  std::optional<std::string> base_directory(std::string_view variable, std::string_view below_home) const;
  std::optional<std::string> own_directory(policy::Variable base) const;
  std::optional<std::string> named_directory(policy::Variable variable) const;
  std::optional<std::string> directory_of_profile(const Origin& origin) const;

  const Host* host_;
  ProfileNames names_;
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

/// Refuses what a variable like ${PWD} opened by surprise: the whole machine, the whole home, or where programs meet.
/// Throws PolicyError when the text names a variable other than the home, and `real` is "/", the home, or a directory
/// above it; or the current directory or the project, and `real` is, or is above, a meeting place.
void guard_variables(const std::string& text, const HostPath& real, const Places& places, const Origin& origin);

}  // namespace sandbox
