// Carries out single actions.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/failure.h"
#include "kernel/fd.h"
#include "kernel/landlock.h"
#include "kernel/terminal.h"
#include "steps/step.h"

namespace sandbox::child {

/// The descriptors of what is under construction, and how many objects came from the store. One for all lists of a
/// plan.
struct Workbench {
  kernel::Fd gate;              ///< where a byte arrives when the ids are mapped; mostly nothing
  kernel::Fd root;              ///< mount of the new root
  kernel::Fd store;             ///< mount of the tmpfs that private directories and files are attached from
  kernel::Fd closed_file;       ///< a mount that hides a file, once there is one; others are clones of it
  kernel::Fd closed_directory;  ///< the same for directories
  unsigned used = 0;
  kernel::Ruleset ruleset;
  kernel::TerminalState caller_terminal;  ///< what a pseudo-terminal begins with
  bool has_keyboard = false;              ///< the supervisor can give it to the command at once
  int channel = -1;                       ///< borrowed: on which its master goes to the supervisor
  int output = -1;                        ///< borrowed: a pipe to the supervisor, for a command without a terminal
  kernel::Fd terminal;                    ///< the pseudo-terminal, once there is one
  bool is_commands = true;                ///< what is installed binds the command, not the first process alone
  kernel::Fd listener;                    ///< what tells of refused system calls, once there is one
};

/// Carries out one action.
kernel::Failure perform(Workbench& bench, const steps::Action& action) noexcept;

}  // namespace sandbox::child
