// A TOML text as a small tree of our own, in the order of the file, every value with its position. It keeps the
// TOML library out of all files but one, and knows nothing of what keys mean.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sandbox::frontend {

/// A place in a text; both count from 1.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

struct Member;

using Array = std::vector<struct Value>;
using Table = std::vector<Member>;

/// A kind of value that no key takes, and its name for people: "a date".
struct Unusable {
  std::string_view kind;
};

/// One value, or a list or table of them.
struct Value {
  Position at;
  std::variant<std::string, std::int64_t, bool, Unusable, Array, Table> data;
};

/// One key of a table, with its value.
struct Member {
  std::string name;
  Position at;
  Value value;
};

/// What a value is, for people: "a string", "a list".
std::string_view kind_of(const Value& value);

/// Reads a whole text. Throws PolicyError, with `name` and the position in front of the sentence.
Table parse_document(std::string_view text, const std::string& name);

/// Reads the value that a person wrote on the command line. What is no TOML, and does not begin like a quoted string, a
/// list or a table, is a string as it stands. Throws PolicyError, with `name` in front of the sentence.
Value parse_value(std::string_view text, const std::string& name);

}  // namespace sandbox::frontend
