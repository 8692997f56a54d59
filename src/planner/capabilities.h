// Which capabilities are left, as the sets that the kernel knows.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "machine/host.h"
#include "policy/capabilities.h"
#include "steps/step.h"

namespace sandbox::planner {

/// True when a profile keeps that capability.
bool keeps(const policy::Capabilities& capabilities, policy::Capability which);

/// The step that drops all others, for a command that is user `uid` inside. Throws PolicyError for a capability that
/// this kernel does not know.
steps::Step drop_capabilities(const policy::Capabilities& capabilities, std::uint32_t uid, const Host& host);

}  // namespace sandbox::planner
