// The trees that every sandbox has, or that filesystem.system asks for: /usr and its links, /etc, /dev, /proc.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "planner/host.h"
#include "planner/identity.h"
#include "planner/layout.h"
#include "policy/filesystem.h"

namespace sandbox::planner {

/// Places them.
void place_system(Layout& layout, const policy::Filesystem& filesystem, const Identity& identity, const Host& host);

/// What of /proc must be made read-only: nothing, unless the caller is the host's root. The files of /proc/sys belong
/// to the host's root, who may write them without any capability.
std::vector<InnerPath> parts_of_proc_to_protect(const Identity& identity, const Host& host);

/// What of /proc must not be read: the names of the user's keys, which no namespace divides, and for the host's root
/// what it tells of the machine's memory.
std::vector<InnerPath> parts_of_proc_to_conceal(const Identity& identity, policy::Nested nested, const Host& host);

}  // namespace sandbox::planner
