// The command's own process: limits, umask, directory, descriptors, and what is executed.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "machine/host.h"
#include "machine/places.h"
#include "planner/filesystem.h"
#include "planner/identity.h"
#include "policy/policy.h"
#include "steps/plan.h"

namespace sandbox::planner {

/// Limits, umask and directory of the command.
std::vector<steps::Step> start_of(const policy::Policy& policy, const Places& places, const FilesystemPlan& filesystem,
                                  const Host& host);

/// What is executed, with which descriptors and environment: the command, else the profile's own, else a shell for who
/// is at a terminal.
steps::Execute execution_of(const policy::Policy& policy, const std::vector<std::string>& command, const Places& places,
                            const Identity& identity, const FilesystemPlan& filesystem, const Host& host);

}  // namespace sandbox::planner
