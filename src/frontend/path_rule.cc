// See path_rule.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/path_rule.h"

#include <cstddef>
#include <string>

#include "policy/variables.h"
#include "support/quote.h"

namespace sandbox::frontend {
namespace {

// The next colon that is not between "${" and "}", where it belongs to the variable.
std::size_t find_colon(std::string_view text, std::size_t from) {
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == ':') return i;
    if (!text.substr(i).starts_with("${")) continue;
    i = policy::end_of_variable(text, i);
    if (i == std::string_view::npos) break;
  }
  return std::string_view::npos;
}

}  // namespace

std::variant<policy::PathRule, policy::Fault> parse_path_rule(std::string_view entry) {
  const std::string written = quoted(entry);
  policy::PathRule rule;
  if (entry.ends_with('?')) {
    rule.optional = true;
    entry.remove_suffix(1);
  }
  const std::size_t colon = find_colon(entry, 0);
  rule.source = entry.substr(0, colon);
  rule.target = colon == std::string_view::npos ? rule.source : std::string(entry.substr(colon + 1));
  if (rule.source.empty() || rule.target.empty())
    return policy::Fault{written + " lacks a path",
                         "\"PATH\" or \"SOURCE:TARGET\", either with a \"?\" for \"if it exists\""};
  if (colon != std::string_view::npos && find_colon(entry, colon + 1) != std::string_view::npos)
    return policy::Fault{written + " has more than one \":\"",
                         "a path with a \":\" in it needs the long form, [[filesystem.mount]]"};
  return rule;
}

}  // namespace sandbox::frontend
