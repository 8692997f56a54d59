// The trees that every sandbox has, or that filesystem.system asks for: /usr and its links, /etc, /dev, /proc.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "machine/host.h"
#include "planner/identity.h"
#include "planner/layout.h"
#include "policy/filesystem.h"

namespace sandbox::planner {

/// Places them.
void place_system(Layout& layout, const policy::Filesystem& filesystem, const Identity& identity, const Host& host);

/// What of /proc must be made read-only. The files of /proc/sys belong to the host's root, who may write them without
/// any capability; the limits of namespaces belong to whoever keeps CAP_SYS_RESOURCE.
std::vector<InnerPath> parts_of_proc_to_protect(const Identity& identity, const Host& host);

/// What of /proc must not be read, because no namespace divides it: what it tells of the host's users, devices and
/// kernel, and for the host's root of its memory and timers.
std::vector<steps::Conceal> parts_of_proc_to_conceal(const Identity& identity, policy::Nested nested, const Host& host);

/// Hides what /sys tells of the machine's firmware, kernel and use of energy, where the profile shows /sys as it is.
void hide_parts_of_sys(Layout& layout);

}  // namespace sandbox::planner
