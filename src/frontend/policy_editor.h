// Walks a tree of values along the key tables and changes the fields that it mentions. Everything that is wrong with a
// value is said here, with its position in front.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "frontend/document.h"
#include "frontend/heritage.h"
#include "policy/policy.h"
#include "support/error.h"

namespace sandbox::frontend {

/// What is wrong, one after the other, for who wants to know all of it.
using Problems = std::vector<Complaint>;

/// Where the values come from.
struct Source {
  enum class Kind {
    file,        ///< origins are "build.toml:7 filesystem.ro"
    flag,        ///< origins are "--ro"
    assignment,  ///< origins are "--set filesystem.ro"
  };
  std::string name;
  Kind kind = Kind::file;
  /// Where problems are gathered; then what is wrong is left out and the rest is read. Null: the first one is thrown.
  Problems* problems = nullptr;
};

/// Edits the policy by a tree of values. Throws PolicyError.
void edit_policy(policy::Policy& policy, const Table& table, const Source& source);

/// Throws what editing would, and edits nothing.
void judge_edit(const policy::Policy& policy, const Table& table, const Source& source);

/// Reads the keys that are no part of the policy; the table must have no others.
void read_heritage(Heritage& heritage, const Table& table, const Source& source);

/// Throws PolicyError with the place, and the position where there is one, in front of the sentence.
[[noreturn]] void refuse(const Source& source, Position at, const std::string& sentence, const std::string& hint = {});

}  // namespace sandbox::frontend
