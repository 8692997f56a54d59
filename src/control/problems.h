// All that is wrong with a profile, at once.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "frontend/inheritance.h"
#include "frontend/profile_search.h"
#include "frontend/surroundings.h"
#include "policy/policy.h"
#include "support/error.h"

namespace sandbox::control {

/// Something wrong, and where.
struct Problem {
  Spot at;
  std::string sentence;
  std::string hint;  ///< may be empty

  bool operator==(const Problem&) const = default;
};

/// A profile as far as it could be read, and what is wrong with it; the policy counts only when there is nothing.
struct Examined {
  std::string place;  ///< what people call the file
  policy::Policy policy;
  frontend::Ancestry ancestry;
  std::vector<frontend::FoundProfile> files;  ///< that were found by a path, as they were read
  std::vector<Problem> problems;              ///< those of the file itself first, in its order
};

/// Reads a profile with all it extends; `word` is what --profile takes. Throws PolicyError when there is no such
/// profile, or its file cannot be read.
Examined examine(const std::string& word, const frontend::Surroundings& surroundings);

/// The same, for who wants the policy and nothing else. Throws PolicyError for the first problem, too.
Examined resolve(const std::string& word, const frontend::Surroundings& surroundings);

/// "build.toml:7:9: the sentence", and a line with the hint, made visible.
std::string text_of(const Problem& problem);

}  // namespace sandbox::control
