// A witness in the sandbox of a plan, and what it says.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "steps/plan.h"
#include "witness/witness.h"

namespace sandbox::control {

/// What was heard. Fewer answers than questions: the witness ended early.
struct Testimony {
  std::vector<witness::Answer> answers;
  int status = 0;  ///< of the launcher; 125 when the sandbox could not be started, which the launcher has told
};

/// Carries the plan out with a witness in the place of its command, whose arguments the questions are. Throws
/// SystemError when this program cannot be copied or no process be made.
Testimony hear(steps::Plan plan);

}  // namespace sandbox::control
