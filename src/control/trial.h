// From [[test]] to single trials, and from what the kernel answered to a verdict.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "machine/places.h"
#include "policy/expectation.h"
#include "steps/plan.h"
#include "support/origin.h"
#include "witness/witness.h"

namespace sandbox::control {

/// One thing to try, and what must come of it.
struct Trial {
  witness::Question question;
  std::string_view key;  ///< as the profile calls the deed
  std::string written;   ///< as the profile has the object
  policy::Expected expected = policy::Expected::deny;
  Origin origin;
};

/// The trials of a profile in its order. Throws PolicyError when a variable has no value here.
std::vector<Trial> trials_of(const std::vector<Sourced<policy::Expectation>>& tests, const Places& inside);

/// Whether the answer says what the sandbox allows: not when what tries it had run out of something.
bool is_verdict(witness::Answer answer);

/// Whether it came as expected. What does not exist inside is denied.
bool passes(const Trial& trial, witness::Answer answer);

/// The line that tells it, and when it did not come as expected, another one with the step of the plan by which there
/// is something at that path.
std::string verdict_on(const Trial& trial, witness::Answer answer, const steps::Plan& plan);

/// The lines for an answer that is no verdict.
std::string no_verdict_on(const Trial& trial, witness::Answer answer);

}  // namespace sandbox::control
