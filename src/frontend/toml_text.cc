// Turns TOML into the tree of document.h: the only file that includes the TOML library.
//
// SPDX-License-Identifier: Apache-2.0
#define TOML_HEADER_ONLY 1
// A broken text can make untrue what the library asserts, such as a vertical tab before a key; that must be an error
// like any other, in every build.
namespace sandbox::frontend {
namespace {

struct UnexpectedText {};

[[noreturn]] void stumble() { throw UnexpectedText{}; }

}  // namespace
}  // namespace sandbox::frontend
#undef NDEBUG
#define TOML_ASSERT(condition) (static_cast<bool>(condition) ? static_cast<void>(0) : sandbox::frontend::stumble())
#include <algorithm>
#include <toml++/toml.h>
#include <tuple>
#include <utility>

#include "frontend/document.h"
#include "support/error.h"

namespace sandbox::frontend {
namespace {

Position position_of(const toml::node& node) {
  return {.line = node.source().begin.line, .column = node.source().begin.column};
}

Value value_from(const toml::node& node);

Array array_from(const toml::array& array) {
  Array values;
  values.reserve(array.size());
  for (const toml::node& element : array) values.push_back(value_from(element));
  return values;
}

// The library sorts keys by name; a person who reads an error expects the first one in the file.
Table table_from(const toml::table& table) {
  Table members;
  members.reserve(table.size());
  for (const auto& [key, node] : table) {
    const toml::source_position begin = key.source().begin;
    members.push_back({std::string(key.str()), {.line = begin.line, .column = begin.column}, value_from(node)});
  }
  std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
    return std::tie(a.at.line, a.at.column, a.name) < std::tie(b.at.line, b.at.column, b.name);
  });
  return members;
}

Value value_from(const toml::node& node) {
  Value value{.at = position_of(node), .data = Unusable{"a date or a time"}};
  if (const auto* text = node.as_string())
    value.data = text->get();
  else if (const auto* number = node.as_integer())
    value.data = number->get();
  else if (const auto* truth = node.as_boolean())
    value.data = truth->get();
  else if (const auto* array = node.as_array())
    value.data = array_from(*array);
  else if (const auto* table = node.as_table())
    value.data = table_from(*table);
  else if (node.is_floating_point())
    value.data = Unusable{"a number with a fraction"};
  return value;
}

// Behind the string that begins with the quote there; at the end of the line when it does not end.
std::size_t end_of_string(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  const std::string fence(3, quote);
  const bool has_lines = text.substr(begin, fence.size()) == fence;
  for (std::size_t i = begin + (has_lines ? fence.size() : 1); i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"') {
      ++i;
    } else if (has_lines && text.substr(i, fence.size()) == fence) {
      // Two quotes may stand before the three that end it.
      const std::size_t behind = std::min(text.find_first_not_of(quote, i), text.size());
      return std::min(behind, i + 2 + fence.size());
    } else if (!has_lines && (text[i] == quote || text[i] == '\n')) {
      return text[i] == quote ? i + 1 : i;
    }
  }
  return text.size();
}

// Behind what begins there and holds no keys: a string or a comment. The same place when there is none.
std::size_t without_keys(std::string_view text, std::size_t begin) {
  if (text[begin] == '#') return std::min(text.find('\n', begin), text.size());
  return text[begin] == '"' || text[begin] == '\'' ? end_of_string(text, begin) : begin;
}

// The library limits how deep lists and inline tables nest, but not how long a dotted key is, and each dot is a table
// within a table: destroying a hundred thousand of them needs more stack than there is.
std::uint32_t line_of_endless_key(std::string_view text) {
  constexpr std::ptrdiff_t most_dots = 1000;
  std::uint32_t line = 1;
  std::ptrdiff_t dots = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t behind = without_keys(text, i); behind != i) {
      const std::string_view skipped = text.substr(i, behind - i);
      line += static_cast<std::uint32_t>(std::count(skipped.begin(), skipped.end(), '\n'));
      i = behind;
      continue;
    }
    const char c = text[i++];
    if (c == '.' && ++dots > most_dots) return line;
    if (c != '\n') continue;
    dots = 0;
    ++line;
  }
  return 0;
}

// TOML allows none of these anywhere, and where the library stumbles there is one most likely.
std::uint32_t line_of_control_character(std::string_view text) {
  std::uint32_t line = 1;
  for (const char c : text) {
    if (c == '\n') ++line;
    const bool usual = c == '\n' || c == '\r' || c == '\t';
    if (!usual && static_cast<unsigned char>(c) < ' ') return line;
  }
  return 0;
}

[[noreturn]] void refuse(std::string sentence, Spot at, std::string hint = {}) {
  throw PolicyError({.sentence = std::move(sentence),
                     .wanted_by = {},
                     .refused_by = {},
                     .hint = std::move(hint),
                     .at = std::move(at)});
}

toml::table parse(std::string_view text, const std::string& name) try {
  if (const std::uint32_t line = line_of_endless_key(text); line != 0)
    refuse("the line has more than 1000 dots outside of strings", {.place = name, .line = line});
  return toml::parse(text);
} catch (const UnexpectedText&) {
  refuse("this is no TOML", {.place = name, .line = line_of_control_character(text)},
         "look for control characters, and for spaces that are none");
}

}  // namespace

Table parse_document(std::string_view text, const std::string& name) try {
  return table_from(parse(text, name));
} catch (const toml::parse_error& error) {
  const toml::source_position at = error.source().begin;
  refuse(std::string(error.description()), {.place = name, .line = at.line, .column = at.column});
}

Value parse_value(std::string_view text, const std::string& name) try {
  Table document = table_from(parse("value = " + std::string(text), name));
  if (document.size() == 1) return std::move(document.front().value);
  return {.at = {}, .data = std::string(text)};
} catch (const toml::parse_error& error) {
  const bool meant_as_toml = !text.empty() && std::string_view("\"'[{").find(text.front()) != std::string_view::npos;
  if (!meant_as_toml) return {.at = {}, .data = std::string(text)};
  refuse(std::string(error.description()), {.place = name},
         "a list is written [\"a\", \"b\"], a string \"a\"; quote both for the shell");
}

}  // namespace sandbox::frontend
