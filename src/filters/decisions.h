// What a policy decides about every system call of a machine.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "filters/filter_program.h"
#include "policy/policy.h"
#include "syscalls/table.h"

namespace sandbox::filters {

/// The decisions for one machine. From weak to strong: the default, groups that are allowed, groups that are refused
/// with @dangerous among them, features, names that are allowed, names that are refused; before all of them, rules
/// about arguments, those of the profile first.
Decisions decisions_of(const policy::Policy& policy, syscalls::Machine machine);

/// The machines whose calls the policy knows; all others answer ENOSYS.
std::vector<syscalls::Machine> machines_of(const policy::Policy& policy);

}  // namespace sandbox::filters
