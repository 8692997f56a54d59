// The command line taken apart: the launcher's options, and the command, which nobody but execve reads.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "frontend/options.h"

namespace sandbox::frontend {

/// An option as it was given; `value` is empty when it takes none.
struct Given {
  const Option* option = nullptr;
  std::string value;
};

struct CommandLine {
  std::vector<Given> options;  ///< in the order in which they stand
  std::vector<std::string> command;
};

/// Takes argv apart. Throws UsageError; `line` has then what stands in front of the mistake.
void parse_command_line(int argc, const char* const* argv, CommandLine& line);

}  // namespace sandbox::frontend
