// The verdict on a single value: fine, or what is wrong with it in words for a person. The reader of profiles puts the
// position and the key in front.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace sandbox::policy {

/// What is wrong with a value, and what the person can do; the hint may be empty.
struct Fault {
  std::string words;
  std::string hint;
};

/// Nothing when the value is fine.
using Verdict = std::optional<Fault>;

}  // namespace sandbox::policy
