// What connects the supervisor with the processes inside while a launch lasts: pipes, and channels where more than
// bytes must pass. Made before the first process is; its copies of the far ends are what it writes to.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include "kernel/fd.h"
#include "steps/plan.h"

namespace sandbox::launch {

/// Two ends. Of a pipe, `here` is the one to read from, but for the gate's.
struct Connection {
  kernel::Fd here;
  kernel::Fd there;
};

struct Connections {
  Connection report;   ///< refused steps
  Connection channel;  ///< with init: what becomes of the command; signals for it; before, descriptors from inside
  Connection gate;     ///< a byte when ids are mapped; closed when nobody waits for that
  Connection output;   ///< what a command without a terminal says

  /// Those that a plan needs. Throws SystemError.
  static Connections of(const steps::Plan& plan, bool wants_process_id);

  /// Closes what only the processes inside write to, so that their ends can be seen.
  void leave_far_ends();

  /// What is to be relayed when the command runs; nothing when init has ended without a word. Throws SystemError.
  kernel::Fd relayed(steps::Relayed what);

  /// What tells of refused system calls; nothing when there is no such thing here, or init has ended without a word.
  /// Throws SystemError.
  kernel::Fd listener() const;

  /// The command's process, by its number here; 0 when init has ended without a word. Throws SystemError.
  pid_t command() const;
};

}  // namespace sandbox::launch
