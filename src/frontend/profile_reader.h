// A profile's text becomes edits of a policy: what is mentioned changes, the rest stays. Which keys there are, of which
// types, and what their values must look like, the key tables say; this file knows no key's name but `version`.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "frontend/conditions.h"
#include "frontend/document.h"
#include "frontend/heritage.h"
#include "frontend/policy_editor.h"
#include "policy/policy.h"

namespace sandbox::frontend {

/// A profile whose text has been read, and that has edited nothing yet.
class Profile {
 public:
  /// Reads the text. `place` is what people call the file ("build.toml"); `name` is the profile's name when the text
  /// gives it none. Throws PolicyError with the position; where problems are gathered, only for what is no TOML.
  Profile(std::string_view text, std::string place, std::string name, Problems* problems = nullptr);

  /// What it says that is no part of the policy.
  const Heritage& heritage() const { return heritage_; }

  /// Edits the policy as the profile says. What depends on a condition is judged in either case. Throws PolicyError
  /// with the position.
  void apply(policy::Policy& policy, const Conditions& conditions) const;

  /// The same for a file that adds to a profile, and leaves it its name and description.
  void add_to(policy::Policy& policy, const Conditions& conditions) const;

 private:
  Source source() const;
  void apply_branch(policy::Policy& policy, const Branch& branch, const Conditions& conditions) const;

  std::string place_;
  std::string name_;
  Table table_;
  Heritage heritage_;
  Problems* problems_;
};

/// The edit that a flag stands for: one more entry, or a new value, for the key with that dotted name. `flag` becomes
/// the origin.
void apply_flag(policy::Policy& policy, const std::string& flag, std::string_view key, Value value);

/// --set: "KEY=VALUE", with a dotted key and a TOML value.
void apply_assignment(policy::Policy& policy, std::string_view assignment);

}  // namespace sandbox::frontend
