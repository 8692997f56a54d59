// From what a person calls a profile to its text: a file by its path, or a name that is looked for.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "frontend/surroundings.h"
#include "support/origin.h"

namespace sandbox::frontend {

/// A profile's text and where it was found.
struct FoundProfile {
  std::string text;
  std::string place;      ///< what errors call it: its path, or "built-in build.toml"
  std::string name;       ///< the file's name without ".toml"
  std::string directory;  ///< where "./x.toml" in its `extends` is looked for; empty for a built-in one

  /// What tells it from every other: a profile that is met twice is applied once.
  const std::string& identity() const { return place; }
};

/// True when the word is the path of a file rather than a name: it has a "/", or ends in ".toml".
bool is_profile_path(std::string_view word);

/// Looks for a profile. `directory` is what a relative path is relative to; empty for the current directory. `origin`
/// asked for it. Throws PolicyError when there is none, or it cannot be read.
FoundProfile find_profile(const std::string& word, const std::string& directory, const Origin& origin,
                          const Surroundings& surroundings);

}  // namespace sandbox::frontend
