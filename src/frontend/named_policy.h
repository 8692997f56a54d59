// The whole policy that a profile's name or file means, for who asks about it and launches nothing.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "frontend/heritage.h"
#include "frontend/surroundings.h"
#include "policy/policy.h"
#include "support/origin.h"

namespace sandbox::frontend {

/// The checked policy of a profile and all it extends; `word` is what --profile takes. Throws PolicyError.
policy::Policy named_policy(const std::string& word, const Surroundings& surroundings);

/// A checked policy, and what else its profile says.
struct NamedProfile {
  policy::Policy policy;
  Heritage heritage;
};

/// The same with what is no part of the policy; `origin` asked for it. Throws PolicyError.
NamedProfile named_profile(const std::string& word, const Origin& origin, const Surroundings& surroundings);

/// The checked policy of a built-in profile, whatever files of that name there are.
policy::Policy built_in_policy(const std::string& name);

}  // namespace sandbox::frontend
