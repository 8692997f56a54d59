// From a plan to a running command, seen from the parent.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "launch/announcer.h"
#include "launch/onlooker.h"
#include "steps/plan.h"

namespace sandbox::launch {

/// Carries the plan out and waits for the command; tells who wants to know. `onlooker` may be null. Returns the exit
/// status to end with: the command's own, or 128+n when signal n ended it. When SIGINT or SIGQUIT ended the command,
/// the launcher ends itself by the same signal, so that a shell stops its loop. Throws LaunchError, with the step that
/// was refused, before the command has run; then nothing of the sandbox is left.
int run(const steps::Plan& plan, Announcer& announcer, Onlooker* onlooker = nullptr);

/// Rewrites the argument area of this process, which the command could read as /proc/1/cmdline, to the program's name
/// and the last `kept` arguments: the command's own. The options in front are nobody's business inside.
void conceal_options(int argc, char** argv, int kept);

}  // namespace sandbox::launch
