// From what a person calls a profile to its text: a file by its path, or a name that is looked for; and the files that
// add to it.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "frontend/surroundings.h"
#include "support/origin.h"

namespace sandbox::frontend {

/// How a profile was found.
enum class FoundBy { path, name, built_in };

/// A profile's text and where it was found.
struct FoundProfile {
  std::string text;
  std::string place;      ///< what errors call it: its path, or "built-in build.toml"
  std::string name;       ///< the file's name without ".toml"
  std::string directory;  ///< where "./x.toml" in its `extends` is looked for; empty for a built-in one
  FoundBy by = FoundBy::path;
  bool readable = true;  ///< false only among all profiles: it is there, and its text is not known

  /// What tells it from every other: a profile that is met twice is applied once.
  const std::string& identity() const { return place; }
};

/// True when the word is the path of a file rather than a name: it has a "/", or ends in ".toml".
bool is_profile_path(std::string_view word);

/// Looks for a profile. `directory` is what a relative path is relative to; empty for the current directory. `origin`
/// asked for it. Throws PolicyError when there is none, or it cannot be read.
FoundProfile find_profile(const std::string& word, const std::string& directory, const Origin& origin,
                          const Surroundings& surroundings);

/// The files NAME.d/*.toml that add to a profile, in the order of their names; of two with the same name the one in the
/// directory that is searched first. Throws PolicyError when one cannot be read.
std::vector<FoundProfile> find_drop_ins(const std::string& name, const Origin& origin,
                                        const Surroundings& surroundings);

/// All profiles that a name can mean, by name; built-in ones last, those that another hides left out.
std::vector<FoundProfile> all_profiles(const Surroundings& surroundings);

/// The directories in which profiles, what adds to them, and the record of trusted ones are: whoever may write there
/// decides what the next launch allows.
std::vector<std::string> profile_directories(const Surroundings& surroundings);

/// Below which directory the launcher keeps what it remembers; empty when there is no home.
std::string state_home(const Surroundings& surroundings);

}  // namespace sandbox::frontend
