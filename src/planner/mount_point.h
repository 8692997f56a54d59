// Whether something can be attached at a path of the host: the point must be there already, as what it seems to be.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "machine/host.h"
#include "steps/step.h"

namespace sandbox::planner {

/// Why a path of the host cannot be a mount point, of that kind when one is named; empty when it can.
std::string fault_of_point(const Answer& answer, const HostPath& path, std::optional<steps::PointKind> kind);

/// True when the answer is that nothing has that name, not even a link that leads to nothing.
bool is_absent(const Answer& answer, const HostPath& path);

}  // namespace sandbox::planner
