// What holds when a profile leaves a key out: what its table tells, else what the field begins with.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include "frontend/field_kind.h"
#include "policy/key_table.h"
#include "policy/policy.h"
#include "support/quote.h"
#include "support/words.h"

namespace sandbox::frontend {

/// True for TOML, false for words about what no value says.
bool is_toml(std::string_view otherwise);

/// A field as TOML, as far as its type says what the value means; else empty.
template <class Field>
std::string initial_value(const Field& field) {
  using Kind = FieldKind<Field>;
  if constexpr (Kind::amount == Amount::list) return "[]";
  if constexpr (Kind::amount == Amount::named) return "{}";
  if constexpr (Kind::amount == Amount::one) {
    using Type = typename Kind::Value;
    if constexpr (std::is_enum_v<Type>) return quoted(word_of(field.value));
    if constexpr (std::is_same_v<Type, bool>) return field.value ? "true" : "false";
    if constexpr (std::is_same_v<Type, policy::Id>) return field.value ? std::to_string(*field.value) : "\"self\"";
  }
  return {};
}

/// What holds without the key, as TOML or in words; empty when it must be there.
template <class Record, class Field>
std::string otherwise_of(const policy::Key<Record, Field>& key, const policy::KeyText& text) {
  if (text.required || !text.otherwise.empty()) return std::string(text.otherwise);
  return initial_value(Record{}.*key.field);
}

}  // namespace sandbox::frontend
