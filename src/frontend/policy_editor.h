// Walks a tree of values along the key tables and changes the fields that it mentions. Everything that is wrong with a
// value is said here, with its position in front.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "frontend/document.h"
#include "frontend/profile_reader.h"
#include "policy/policy.h"

namespace sandbox::frontend {

/// Where the values come from.
struct Source {
  enum class Kind {
    file,        ///< origins are "build.toml:7 filesystem.ro"
    flag,        ///< origins are "--ro"
    assignment,  ///< origins are "--set filesystem.ro"
  };
  std::string name;
  Kind kind = Kind::file;
};

/// Edits the policy by a tree of values. Throws PolicyError.
void edit_policy(policy::Policy& policy, const Table& table, const Source& source);

/// Reads the one key that says what a profile is built on.
void read_extends(Heritage& heritage, const Member& extends, const Source& source);

/// Throws PolicyError with the place, and the position where there is one, in front of the sentence.
[[noreturn]] void refuse(const Source& source, Position at, const std::string& sentence, const std::string& hint = {});

}  // namespace sandbox::frontend
