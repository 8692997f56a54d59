// See heritage.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/heritage.h"

namespace sandbox::frontend {

policy::Verdict check_branch(const Branch& branch) {
  if (branch.condition == policy::Condition{}) return policy::Fault{"has no condition", "as in if = { env = \"CI\" }"};
  if (!branch.then.given() && !branch.otherwise.given())
    return policy::Fault{"changes nothing", "as in then = { network = { mode = \"host\" } }"};
  return std::nullopt;
}

}  // namespace sandbox::frontend
