// See variables.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/variables.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace sandbox::policy {
namespace {

constexpr std::string_view dollar_hint = "write \"${HOME}\" for a variable, or \"$$\" for a dollar sign";

Fault not_yet(std::string_view what) {
  return {.words = "names " + std::string(what) + ", which is not supported yet", .hint = {}};
}

// What is wrong with a name between "${" and "}" that is none of ours.
Fault unknown_variable(std::string_view name) {
  const std::string written = "${" + std::string(name) + "}";
  constexpr auto& later = later_words_of<Variable>;
  if (name.starts_with("env:") || name.find(":-") != std::string_view::npos) return not_yet(written);
  if (std::find(later.begin(), later.end(), name) != later.end()) return not_yet(written);
  const std::vector<std::string_view> known = all_words<Variable>();
  return {.words = "names " + written + ", which is no variable" + did_you_mean(name, known),
          .hint = "the variables are " + joined_with_or(known)};
}

void append_literal(std::vector<Piece>& pieces, std::string_view characters) {
  if (characters.empty()) return;
  if (!pieces.empty()) {
    if (auto* last = std::get_if<std::string>(&pieces.back())) {
      last->append(characters);
      return;
    }
  }
  pieces.emplace_back(std::string(characters));
}

// Takes what begins with "$" off the front of `rest`.
Verdict take_dollar(std::string_view& rest, std::vector<Piece>& pieces) {
  if (rest.starts_with("$$")) {
    append_literal(pieces, "$");
    rest.remove_prefix(2);
    return std::nullopt;
  }
  if (!rest.starts_with("${")) return Fault{"has a \"$\" that begins no variable", std::string(dollar_hint)};
  const std::size_t end = rest.find('}');
  if (end == std::string_view::npos) return Fault{"has a \"${\" without its \"}\"", std::string(dollar_hint)};
  const std::string_view name = rest.substr(2, end - 2);
  const std::optional<Variable> variable = value_of<Variable>(name);
  if (!variable) return unknown_variable(name);
  pieces.emplace_back(*variable);
  rest.remove_prefix(end + 1);
  return std::nullopt;
}

void parse_onto(Text& text, std::string_view rest) {
  while (!rest.empty() && !text.fault) {
    const std::size_t dollar = std::min(rest.find('$'), rest.size());
    append_literal(text.pieces, rest.substr(0, dollar));
    rest.remove_prefix(dollar);
    if (!rest.empty()) text.fault = take_dollar(rest, text.pieces);
  }
}

}  // namespace

bool Text::mentions(Variable variable) const {
  return std::find(pieces.begin(), pieces.end(), Piece(variable)) != pieces.end();
}

Text parse_text(std::string_view text) {
  Text parsed;
  parse_onto(parsed, text);
  return parsed;
}

Text parse_path(std::string_view text) {
  if (!text.starts_with('~')) return parse_text(text);
  Text parsed;
  text.remove_prefix(1);
  if (!text.empty() && text.front() != '/') {
    parsed.fault = Fault{"names another user's home by \"~\"", "write the whole path"};
    return parsed;
  }
  parsed.pieces.emplace_back(Variable::home);
  parse_onto(parsed, text);
  return parsed;
}

std::string literal_text(std::string_view characters) {
  std::string text;
  text.reserve(characters.size());
  for (const char c : characters) {
    if (c == '$') text += '$';
    text += c;
  }
  return text;
}

}  // namespace sandbox::policy
