// A policy written back as the language it was read from: each value as TOML, with the line that set it. It walks the
// key tables, and knows no key.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "frontend/field_kind.h"
#include "frontend/heritage.h"
#include "policy/policy.h"
#include "support/origin.h"

namespace sandbox::frontend {

/// One value, or one entry of a list or of a table of names.
struct WrittenValue {
  std::string table;  ///< "limits.rlimit"; empty at the top
  std::string key;
  Amount amount;     ///< of the key: `list` and `named` are entries
  std::string name;  ///< of an entry of a table of names, as TOML
  std::string toml;  ///< the value, on one line; of a default that no value says, words
  Origin origin;     ///< none for a default
  bool usual;        ///< it is what holds without the key

  /// "filesystem.ro".
  std::string full_key() const { return table.empty() ? key : table + "." + key; }
};

using WrittenValues = std::vector<WrittenValue>;

/// Which values are written.
enum class Which { given, all };

/// The values of a policy, or of what else a profile says, in the order of the tables.
WrittenValues values_of(const policy::Policy& policy, Which which);
WrittenValues values_of(const Heritage& heritage, Which which);
WrittenValues values_of(const Branch& branch, Which which);

/// Values as a profile, with the origins as comments. Values at the top may stand anywhere among them.
std::string profile_of(const WrittenValues& values);

}  // namespace sandbox::frontend
