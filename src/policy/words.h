// Keys that take one string or several.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "policy/fault.h"

namespace sandbox::policy {

/// One string or several, as in `env = "CI"` and `env = ["CI", "JENKINS"]`.
struct Words {
  std::vector<std::string> all;

  bool operator==(const Words&) const = default;
};

/// The verdict on the first word that is wrong; `if_empty` when there is none at all.
template <class Judge>
Verdict first_fault(const Words& words, Fault if_empty, Judge judge) {
  if (words.all.empty()) return if_empty;
  for (const std::string& word : words.all)
    if (Verdict fault = judge(word)) return fault;
  return std::nullopt;
}

}  // namespace sandbox::policy
