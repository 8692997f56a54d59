// The tables of system calls with the numbers of an architecture in place of names.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "filters/filter_program.h"

namespace sandbox::filters {

/// What the default filter decides on this architecture; `token` is libseccomp's (SCMP_ARCH_…), which is the kernel's
/// own (AUDIT_ARCH_…). Throws std::invalid_argument for a name that neither libseccomp nor our own table knows.
Decisions default_decisions(std::uint32_t token);

}  // namespace sandbox::filters
