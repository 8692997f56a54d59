// The verdict on a single value: fine, or what is wrong with it in words for a person. The reader of profiles puts the
// position and the key in front. What is wrong with several together has the line of one of them.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "support/origin.h"

namespace sandbox::policy {

/// What is wrong with a value, and what the person can do; the hint may be empty.
struct Fault {
  std::string words;
  std::string hint;
};

/// Nothing when the value is fine.
using Verdict = std::optional<Fault>;

/// What is wrong with keys together, and the line of the one that is in the way.
struct Contradiction {
  Fault fault;
  Origin origin;
};

using Contradictions = std::vector<Contradiction>;

}  // namespace sandbox::policy
