// A profile's text becomes edits of a policy: what is mentioned changes, the rest stays. Which keys there are, of which
// types, and what their values must look like, the key tables of policy/ say; this file knows no key's name but
// `version`, `name`, `extends` and a mount's `type`, which say how the rest is to be read.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "frontend/document.h"
#include "policy/key_table.h"
#include "policy/policy.h"
#include "support/origin.h"

namespace sandbox::frontend {

/// The keys of a profile that are gone once it is read.
struct Heritage {
  std::vector<Sourced<std::string>> extends;
};

/// A profile whose text has been read, and that has edited nothing yet.
class Profile {
 public:
  /// Reads the text. `place` is what people call the file ("build.toml"); `name` is the profile's name when the text
  /// gives it none. Throws PolicyError with the position.
  Profile(std::string_view text, std::string place, std::string name);

  /// The profiles to be applied before this one.
  const std::vector<Sourced<std::string>>& extends() const { return heritage_.extends; }

  /// Edits the policy as the profile says. Throws PolicyError with the position.
  void apply(policy::Policy& policy) const;

 private:
  std::string place_;
  std::string name_;
  Table table_;
  Heritage heritage_;
};

/// The edit that a flag stands for: one more entry, or a new value, for the key with that dotted name. `flag` becomes
/// the origin.
void apply_flag(policy::Policy& policy, const std::string& flag, std::string_view key, Value value);

/// --set: "KEY=VALUE", with a dotted key and a TOML value.
void apply_assignment(policy::Policy& policy, std::string_view assignment);

}  // namespace sandbox::frontend

namespace sandbox::policy {

template <>
inline constexpr auto keys_of<frontend::Heritage> = std::tuple{
    key("extends", &frontend::Heritage::extends,
        {.help = "profiles to begin with: names, or paths beginning with ./, ../ or /", .example = R"(["base"])"}),
};

}  // namespace sandbox::policy
