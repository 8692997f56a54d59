// The policy of a test's own profile, for tests that need no planner. See own_profile.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/profile_reader.h"
#include "frontend/surroundings.h"
#include "own_profile.h"

namespace sandbox::testing {

policy::Policy own_policy(const std::string& text) {
  policy::Policy policy;
  frontend::Profile("version = 1\n" + text, "own.toml", "own").apply(policy, {frontend::nowhere(), ""});
  policy::check(policy);
  return policy;
}

}  // namespace sandbox::testing
