// See named_policy.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/named_policy.h"

#include <utility>

#include "frontend/inheritance.h"

namespace sandbox::frontend {

NamedProfile named_profile(const std::string& word, const Origin& origin, const Surroundings& surroundings) {
  NamedProfile named;
  Ancestry ancestry = apply_profile(named.policy, word, origin, {.surroundings = surroundings});
  settle_provenance(named.policy, ancestry, surroundings);
  policy::check(named.policy);
  named.heritage = std::move(ancestry.heritage);
  return named;
}

policy::Policy named_policy(const std::string& word, const Surroundings& surroundings) {
  return named_profile(word, {.place = "--profile", .key = {}}, surroundings).policy;
}

policy::Policy built_in_policy(const std::string& name) { return named_policy(name, nowhere()); }

}  // namespace sandbox::frontend
