// Entries that take others out: "!NAME" in a list, "!NAME" = true in a table of strings. A list may have thousands of
// entries, and as many be taken out of it, so they are looked up, not searched for.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <variant>
#include <vector>

#include "frontend/document.h"
#include "frontend/entry_names.h"
#include "policy/key_table.h"
#include "policy/policy.h"
#include "support/origin.h"

namespace sandbox::frontend {

/// What stands behind the "!" of an entry that takes others out; nothing when it is no such entry.
std::optional<std::string> taken_out(const Value& entry);

/// Whether a list or a table has such entries.
bool takes_out(const Value& value);

/// Takes entries out of a list, by name.
template <class T>
class TakingOut {
 public:
  /// Keeps a reference.
  explicit TakingOut(std::vector<Sourced<T>>& list) : list_(list), stays_(list.size(), true) {
    for (std::size_t i = 0; i < list.size(); ++i) places_.emplace(entry_name(list[i].value), i);
  }

  /// Marks all that have the name, "*" for every entry. False when there is none.
  bool mark(const std::string& name) {
    if (name == "*") {
      places_.clear();
      stays_.assign(stays_.size(), false);
      return true;
    }
    const auto [first, last] = places_.equal_range(name_in_list(name));
    // What has no name can be taken out only with all others.
    if (name.empty() || first == last) return false;
    for (auto place = first; place != last; ++place) stays_[place->second] = false;
    places_.erase(first, last);
    return true;
  }

  /// The names of those that are not marked.
  std::vector<std::string> names_left() const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < list_.size(); ++i)
      if (stays_[i]) names.push_back(entry_name(list_[i].value));
    return names;
  }

  /// Takes out what is marked.
  void finish() {
    std::size_t i = 0;
    std::erase_if(list_, [&](const Sourced<T>& /*entry*/) { return !stays_[i++]; });
  }

 private:
  // The "?" of a path says when the entry counts, and is no part of its name.
  static std::string name_in_list(const std::string& name) {
    const bool is_condition = std::is_same_v<T, policy::PathRule> && name.ends_with('?');
    return name.substr(0, name.size() - (is_condition ? 1 : 0));
  }

  std::vector<Sourced<T>>& list_;
  std::vector<bool> stays_;
  std::unordered_multimap<std::string, std::size_t> places_;
};

/// Makes an empty record like another one as far as a table can tell: only what it takes entries out of is copied.
template <policy::Table Record>
void copy_needed(Record& copy, const Record& record, const Table& table) {
  for (const Member& member : table)
    policy::for_each_key<Record>([&]<class Field>(const policy::Key<Record, Field>& key) {
      if (key.name != member.name) return;
      if constexpr (policy::Table<Field>) {
        if (const auto* inner = std::get_if<Table>(&member.value.data))
          copy_needed(copy.*key.field, record.*key.field, *inner);
      } else if (takes_out(member.value)) {
        copy.*key.field = record.*key.field;
      }
    });
}

}  // namespace sandbox::frontend
