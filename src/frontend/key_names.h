// Names of keys: which a table has, and how one is called from the top of a profile.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/key_table.h"

namespace sandbox::frontend {

/// True when the word is one of them.
inline bool contains(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The names of the keys of a table.
template <class Record>
std::vector<std::string_view> names_of() {
  std::vector<std::string_view> names;
  policy::for_each_key<Record>([&](const auto& key) { names.push_back(key.name); });
  return names;
}

/// A table in a list of tables has no dotted path; TOML writes its head "[[…]]".
inline bool is_listed(const std::string& path) { return path.ends_with("]]"); }

/// The dotted name of a key in the table at `path`.
inline std::string joined(const std::string& path, std::string_view name) {
  if (path.empty()) return std::string(name);
  return path + (is_listed(path) ? " " : ".") + std::string(name);
}

/// The dotted name of a key of that name in any table below `Record`; empty when there is none.
template <class Record>
std::string find_elsewhere(std::string_view name, const std::string& path) {
  std::string found;
  policy::for_each_key<Record>([&]<class Field>(const policy::Key<Record, Field>& key) {
    if (!found.empty()) return;
    const std::string full = joined(path, key.name);
    if (!path.empty() && key.name == name)
      found = full;
    else if constexpr (policy::Table<Field>)
      found = find_elsewhere<Field>(name, full);
  });
  return found;
}

}  // namespace sandbox::frontend
