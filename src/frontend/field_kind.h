// What the field of a key takes: how many values, of which type, and the words for it.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "frontend/type_names.h"
#include "policy/key_table.h"
#include "policy/policy.h"
#include "support/origin.h"

namespace sandbox::frontend {

/// How many values the field of a key takes.
enum class Amount { one, whole_list, list, named };

/// The type of a field's values, their amount, and what the reader's own errors call them.
template <class Field>
struct FieldKind;
template <class T>
struct FieldKind<Sourced<T>> {
  using Value = T;
  static constexpr Amount amount = Amount::one;
  static constexpr std::string_view words = type_name<T>.one;
};
/// A list that is replaced as a whole.
template <class T>
struct FieldKind<Sourced<std::vector<T>>> {
  using Value = T;
  static constexpr Amount amount = Amount::whole_list;
  static constexpr std::string_view words = type_name<std::vector<T>>.one;
};
template <class T>
struct FieldKind<std::vector<Sourced<T>>> {
  using Value = T;
  static constexpr Amount amount = Amount::list;
  static constexpr std::string_view words = type_name<T>.list;
};
template <class T>
struct FieldKind<policy::Allowlist<T>> : FieldKind<std::vector<Sourced<T>>> {};
template <class T>
struct FieldKind<std::map<std::string, Sourced<T>>> {
  using Value = T;
  static constexpr Amount amount = Amount::named;
  static constexpr std::string_view words = "a table of strings";
};

/// True for lists whose entries are, or may be, tables.
template <class Field>
inline constexpr bool has_tables = false;
template <class T>
inline constexpr bool has_tables<std::vector<Sourced<T>>> = policy::Table<T> || std::is_same_v<T, policy::Mount>;

}  // namespace sandbox::frontend
