// Words in, request out: what the command line and the profiles it names ask for.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "frontend/surroundings.h"
#include "policy/policy.h"
#include "support/listeners.h"

namespace sandbox::frontend {

/// What a launch is asked to do.
enum class Mode { run, explain, dry_run, help, version };

struct Request {
  Mode mode = Mode::run;
  policy::Policy policy;
  std::vector<std::string> command;  ///< as typed; empty when the profile's own command is meant
  bool verbose = false;
  bool quiet = false;   ///< nothing but errors is to be said
  std::string warning;  ///< a line for stderr, also where nobody watches; may be empty
  std::string reason;   ///< why this profile was picked, for a terminal; empty when it was named
  std::string text;     ///< what to print, for help and version
};

/// Reads the command line and the profiles. Throws UsageError and PolicyError. `listeners`, if given, has then, too,
/// who is to be told of the launch, as far as that stands in front of a mistake; an explanation is none.
Request read(int argc, const char* const* argv, const Surroundings& surroundings, Listeners* listeners = nullptr);

}  // namespace sandbox::frontend
