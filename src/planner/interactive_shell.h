// The shell for a person who is at a terminal and has named no command.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "machine/host.h"
#include "planner/filesystem.h"
#include "planner/identity.h"
#include "policy/policy.h"

namespace sandbox::planner {

struct InteractiveShell {
  std::string path;                    ///< inside, without links
  std::vector<std::string> argv;       ///< how it is called, so that it prompts
  std::vector<std::string> variables;  ///< "NAME=VALUE" each: what makes its prompt say where one is
};

/// The caller's own shell if it is there inside, else bash, else sh. `envp` is the environment it will have: where that
/// says how the prompt looks, it stays so. Throws UsageError when nobody is at a terminal, and PolicyError when the
/// policy leaves no terminal or no shell inside.
InteractiveShell interactive_shell(const policy::Policy& policy, const FilesystemPlan& filesystem,
                                   const Identity& identity, const std::vector<std::string>& envp, const Host& host);

}  // namespace sandbox::planner
