// The short form of a mount: "PATH", "SOURCE:TARGET", either with a "?" behind it.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <variant>

#include "policy/fault.h"
#include "policy/filesystem.h"

namespace sandbox::frontend {

/// Takes an entry of a list of paths apart. Only its form is judged here; whether its paths are well formed, the key
/// table's checks say.
std::variant<policy::PathRule, policy::Fault> parse_path_rule(std::string_view entry);

}  // namespace sandbox::frontend
