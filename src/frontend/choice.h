// Which profile a launch has when the person names none: the project's own when it is trusted, the one whose [match]
// fits the command, or the default.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "frontend/surroundings.h"
#include "frontend/trust.h"
#include "support/origin.h"

namespace sandbox::frontend {

/// A profile, and why it is this one.
struct Choice {
  std::string word;            ///< what --profile would take
  Origin origin;               ///< who asked
  std::string reason;          ///< for people: "its [match] has make"; empty when it was named
  std::optional<Trust> trust;  ///< what its files are held against; nothing when the person is trusted
  std::string warning;         ///< a line for people whatever happens; may be empty
};

/// Chooses. `named` is the value of --profile, null when there is none; `command` is the first word of the command.
/// Throws PolicyError when what decides cannot be read.
Choice choose_profile(const std::string* named, const std::string& command, const Surroundings& surroundings);

/// Where the project's own profile is, or would be; nothing when there is no current directory.
std::optional<std::string> project_profile(const Surroundings& surroundings);

}  // namespace sandbox::frontend
