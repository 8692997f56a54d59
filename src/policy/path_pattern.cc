// See path_pattern.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/path_pattern.h"

#include <cstddef>

#include "policy/variables.h"
#include "support/quote.h"

namespace sandbox::policy {
namespace {

struct Marks {
  std::size_t last_slash = std::string_view::npos;
  std::size_t first_wildcard = std::string_view::npos;
};

// Looks for both outside of variables.
Marks marks_of(std::string_view path) {
  Marks marks;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path.substr(i).starts_with("${")) {
      i = end_of_variable(path, i);
      if (i == std::string_view::npos) break;
    } else if (path[i] == '/') {
      marks.last_slash = i;
    } else if (marks.first_wildcard == std::string_view::npos && std::string_view("*?[").find(path[i]) < 3) {
      marks.first_wildcard = i;
    }
  }
  return marks;
}

}  // namespace

std::optional<PathPattern> path_pattern(std::string_view path) {
  const Marks marks = marks_of(path);
  if (marks.first_wildcard == std::string_view::npos || marks.last_slash == std::string_view::npos) return std::nullopt;
  return PathPattern{.directory = std::string(path.substr(0, marks.last_slash)),
                     .pattern = std::string(path.substr(marks.last_slash + 1))};
}

Verdict check_path_pattern(std::string_view path) {
  const Marks marks = marks_of(path);
  if (marks.first_wildcard == std::string_view::npos || marks.last_slash == std::string_view::npos ||
      marks.first_wildcard > marks.last_slash)
    return std::nullopt;
  return Fault{quoted(path) + " has a pattern before its last component",
               "list the directories; a name that really has a *, ? or [ in it needs the long form, "
               "[[filesystem.mount]]"};
}

}  // namespace sandbox::policy
