// What a person can do about a refusal. Experience as a table: which call with which error at which kind of step, and
// what a second look at the machine says about it.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "child/report.h"
#include "kernel/failure.h"
#include "launch/circumstances.h"
#include "launch/explain.h"
#include "launch/hint.h"
#include "steps/plan.h"

namespace sandbox::launch {

/// For a refused step; empty when nothing useful is known.
Hint hint_for_step(const steps::Step& step, kernel::Failure failure, const Look& look);

/// For a refused step of the parent's; empty when nothing useful is known.
Hint hint_for_host_step(kernel::Failure failure);

/// For a refusal that says enough by its call and error: a missing feature of the kernel, a limit.
Hint hint_for_call(kernel::Failure failure);

/// For ids that could not be mapped from outside.
Hint hint_for_ids(const steps::MapIdRanges& work, const IdRefusal& refusal, const Look& look);

/// For refused namespaces: which of the known reasons it is on this machine.
Hint hint_for_namespaces(const steps::NamespaceSet& unshare, int error, const Look& look);

/// The host's path of a command that is shown inside as well; empty when there is none. That it could not be executed
/// because something is missing, is then said of what it needs itself.
std::string shown_command(const steps::Plan& plan, const Look& look);

/// For a command that was not found or not executed.
Hint hint_for_command(const steps::Plan& plan, const child::Report& report, const Look& look);

}  // namespace sandbox::launch
