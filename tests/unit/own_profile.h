// A profile that a test writes for itself.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "policy/policy.h"
#include "pretend_host.h"

namespace sandbox::testing {

/// The policy of a profile "own" in "own.toml" with this text below its version, checked. Throws as the reader does.
policy::Policy own_policy(const std::string& text);

/// What the command would see under it, as --explain words it.
std::vector<std::string> own_world(const std::string& text, const PretendHost& host = {});

}  // namespace sandbox::testing
