// What is true of every plan, whatever the profile says. Unit tests ask it of the plans they know, the fuzzer of all
// that it makes up.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "machine/host.h"
#include "policy/policy.h"
#include "steps/plan.h"

namespace sandbox::testing {

/// The first rule that a plan breaks, in words; empty when it keeps them all. The policy and the host are those that it
/// was made from.
std::string broken_rule(const steps::Plan& plan, const policy::Policy& policy, const Host& host);

}  // namespace sandbox::testing
