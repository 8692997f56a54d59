// The parent's part before the sandbox begins: what must be there on the host.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "steps/plan.h"

namespace sandbox::launch {

/// Carries out plan.before. Throws LaunchError when a step is refused.
void prepare_host(const steps::Plan& plan);

}  // namespace sandbox::launch
