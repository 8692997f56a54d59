// Failures of a launch, told to a person: the step's phrase, the line that wanted it, the call that refused it, and a
// hint.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "child/report.h"
#include "kernel/failure.h"
#include "steps/plan.h"
#include "support/error.h"

namespace sandbox::launch {

/// A look at the machine after a failure; pretended in tests.
struct Look {
  /// The beginning of a file of the host; nothing when it cannot be read.
  std::function<std::optional<std::string>(const std::string& path)> text_of;
  /// Whether the caller may execute a file of the host.
  std::function<bool(const std::string& path)> may_execute;
};

/// Looks at the real machine.
Look real_look();

/// A step was refused.
LaunchError step_refused(const steps::Plan& plan, const child::Report& report, const Look& look = real_look());

/// Why ids could not be mapped from outside.
struct IdRefusal {
  std::size_t which = 0;    ///< of plan.while_waiting
  kernel::Failure failure;  ///< a call of the supervisor's own that was refused; else:
  int wait_status = 0;      ///< how the helper ended, and
  std::string complaint;    ///< the first line that it said
};
LaunchError ids_refused(const steps::Plan& plan, const IdRefusal& refusal, const Look& look = real_look());
/// A step of the parent's, by its number in plan.before, was refused.
LaunchError host_step_refused(const steps::Plan& plan, std::size_t step, kernel::Failure failure);

/// The namespaces were refused.
LaunchError namespaces_refused(const steps::Plan& plan, kernel::Failure failure, const Look& look = real_look());

/// Init has ended without telling how the command ended; `wait_status` is its own.
LaunchError init_ended(int wait_status);

/// A call outside of the plan was refused: "cannot make a pipe: …".
SystemError machine_error(const std::string& what, kernel::Failure failure);

}  // namespace sandbox::launch
