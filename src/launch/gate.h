// Where the first process waits while the supervisor does for it what nobody can do from inside.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <sys/types.h>

#include "launch/explain.h"
#include "launch/supervise.h"
#include "steps/plan.h"

namespace sandbox::launch {

/// Maps the ids of the first process as plan.while_waiting says, in order; the answer is what was refused, if anything
/// was. The process must be waiting already or come to wait, with its memory open.
std::optional<IdRefusal> map_ids_of(pid_t init, const steps::Plan& plan, const Supervisor& supervisor);

}  // namespace sandbox::launch
