// The machinery of key tables. A table is the only place where a key's name is spelt: the reader of profiles, --set,
// "did you mean", the manual's reference, the schema and the completions all come from it. It stands directly below its
// record.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "policy/fault.h"
#include "policy/words.h"
#include "support/origin.h"

namespace sandbox::policy {

/// A list that, once a profile has it, names all that is allowed: an empty one allows nothing, a missing one
/// everything.
template <class T>
struct Allowlist {
  std::vector<Sourced<T>> entries{};
  Origin origin{};  ///< the last line that had a part in it

  /// True when a profile has it.
  bool given() const { return origin.given(); }

  bool operator==(const Allowlist&) const = default;
};

/// What one entry of a field is: the value of a single key, an element of a list, a name with its value of a map.
template <class Field>
struct EntryOf {
  using Type = Field;
};
template <class T>
struct EntryOf<Sourced<T>> {
  using Type = T;
};
template <class T>
struct EntryOf<std::vector<Sourced<T>>> {
  using Type = T;
};
template <class T>
struct EntryOf<Allowlist<T>> {
  using Type = T;
};
template <class T>
struct EntryOf<std::map<std::string, Sourced<T>>> {
  using Type = std::pair<const std::string, Sourced<T>>;
};

/// Judges one entry of a field by itself.
template <class Field>
using Check = Verdict (*)(const typename EntryOf<Field>::Type&);

/// What people are told of a key: by the manual, by the schema in their editor, and by completions.
struct KeyText {
  std::string_view help;       ///< one line, without a full stop
  std::string_view otherwise;  ///< what holds without the key, as TOML or in words; empty when the field says it
  std::string_view example;    ///< a value as TOML; only a table has none
  bool required = false;       ///< there is nothing to fall back on
};

/// One key of a table: its name, the field it sets, and what its entries must look like.
template <class Record, class Field>
struct Key {
  std::string_view name;
  Field Record::* field;
  Check<Field> check;  ///< null when every value of the type is fine
};

/// A key as its table has it.
template <class Record, class Field>
struct ToldKey {
  Key<Record, Field> key;
  KeyText text;
};

template <class Record, class Field>
constexpr ToldKey<Record, Field> key(std::string_view name, Field Record::* field, KeyText text,
                                     Check<std::type_identity_t<Field>> check = nullptr) {
  return {{name, field, check}, text};
}

/// Specialised for every record that is a table of a profile: a constexpr std::tuple of what key() returns.
template <class Record>
inline constexpr auto keys_of = std::tuple<>{};

/// The same without the texts, which a launch does not need: what is only looked at while compiling is not linked.
template <class Record>
inline constexpr auto bare_keys_of =
    std::apply([](const auto&... entry) { return std::tuple{entry.key...}; }, keys_of<Record>);

/// Keys of the language that this build does not know how to carry out; they are refused by name.
template <class Record>
inline constexpr auto later_keys_of = std::array<std::string_view, 0>{};

/// True for records with a key table, that is, for what is a table in a profile.
template <class Record>
concept Table = std::tuple_size_v<std::remove_cvref_t<decltype(keys_of<Record>)>> > 0;

/// Calls visit(key) for each key of a record, in table order.
template <class Record, class Visitor>
constexpr void for_each_key(Visitor&& visit) {
  std::apply([&](const auto&... key) { (visit(key), ...); }, bare_keys_of<Record>);
}

/// Calls visit(key, text) for each key of a record, in table order; not for what a launch runs.
template <class Record, class Visitor>
constexpr void for_each_told_key(Visitor&& visit) {
  std::apply([&](const auto&... entry) { (visit(entry.key, entry.text), ...); }, keys_of<Record>);
}

}  // namespace sandbox::policy
