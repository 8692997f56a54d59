// See pattern.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "support/pattern.h"

#include <cstddef>

namespace sandbox {

bool is_pattern(std::string_view text) { return text.find('*') != std::string_view::npos; }

// Only the last star is ever tried again: what an earlier one took too little of, the later one can take.
bool matches(std::string_view name, std::string_view pattern) {
  constexpr std::size_t none = std::string_view::npos;
  std::size_t at = 0;
  std::size_t star = none;
  std::size_t tried_from = 0;
  std::size_t i = 0;
  while (i < name.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      tried_from = i;
    } else if (at < pattern.size() && pattern[at] == name[i]) {
      ++at;
      ++i;
    } else if (star != none) {
      at = star + 1;
      i = ++tried_from;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', at) == none;
}

}  // namespace sandbox
