// The machinery of key tables. A table is the only place where a key's name is spelt: the reader of profiles, --set,
// "did you mean", and the reference section of the manual all come from it. It stands directly below its record.
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

/// One string or several, as in `env = "CI"` and `env = ["CI", "JENKINS"]`.
struct Words {
  std::vector<std::string> all;

  bool operator==(const Words&) const = default;
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

/// One key of a table: its name, the field it sets, one line of help, and what its entries must look like.
template <class Record, class Field>
struct Key {
  std::string_view name;
  Field Record::* field;
  std::string_view help;
  Check<Field> check;  ///< null when every value of the type is fine
};

template <class Record, class Field>
constexpr Key<Record, Field> key(std::string_view name, Field Record::* field, std::string_view help,
                                 Check<std::type_identity_t<Field>> check = nullptr) {
  return {name, field, help, check};
}

/// Specialised for every record that is a table of a profile: a constexpr std::tuple of Keys.
template <class Record>
inline constexpr auto keys_of = std::tuple<>{};

/// Keys of the language that this build does not know how to carry out; they are refused by name.
template <class Record>
inline constexpr auto later_keys_of = std::array<std::string_view, 0>{};

/// True for records with a key table, that is, for what is a table in a profile.
template <class Record>
concept Table = std::tuple_size_v<std::remove_cvref_t<decltype(keys_of<Record>)>> > 0;

/// Calls visit(key) for each key of a record, in table order.
template <class Record, class Visitor>
constexpr void for_each_key(Visitor&& visit) {
  std::apply([&](const auto&... entry) { (visit(entry), ...); }, keys_of<Record>);
}

}  // namespace sandbox::policy
