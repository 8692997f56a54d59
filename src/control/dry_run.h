// A launch up to execve, in a process of its own.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "frontend/surroundings.h"
#include "launch/hint.h"

namespace sandbox::control {

/// Why a launch does not get to execve.
struct RefusedLaunch {
  std::string sentence;
  std::string refused_by;  ///< may be empty
  launch::Hint hint;
};

/// Tries `sandbox --dry-run WORD...` at no terminal; nothing when every step succeeds. Throws SystemError when no
/// process can be made for it.
std::optional<RefusedLaunch> try_launch(const std::vector<std::string>& words,
                                        const frontend::Surroundings& surroundings);

}  // namespace sandbox::control
