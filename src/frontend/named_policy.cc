// See named_policy.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/named_policy.h"

#include "frontend/inheritance.h"

namespace sandbox::frontend {

policy::Policy named_policy(const std::string& word, const Surroundings& surroundings) {
  policy::Policy policy;
  const Reading reading{.surroundings = surroundings};
  const Ancestry ancestry = apply_profile(policy, word, {.place = "--profile", .key = {}}, reading);
  settle_provenance(policy, ancestry, surroundings);
  policy::check(policy);
  return policy;
}

policy::Policy built_in_policy(const std::string& name) { return named_policy(name, nowhere()); }

}  // namespace sandbox::frontend
