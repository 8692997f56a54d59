// Failures of a launch, told to a person: the step's phrase, the line that wanted it, the call that refused it, and a
// hint.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "child/report.h"
#include "kernel/failure.h"
#include "launch/circumstances.h"
#include "launch/hint.h"
#include "steps/plan.h"
#include "support/error.h"

namespace sandbox::launch {

/// A launch that was refused.
class Refusal : public LaunchError {
 public:
  Refusal(Complaint complaint, Hint hint, ExitStatus status = ExitStatus::launcher_failed);

  /// What the person can do, in its parts; the complaint has them in one.
  const Hint& hint() const { return hint_; }

 private:
  Hint hint_;
};

/// A step was refused.
Refusal step_refused(const steps::Plan& plan, const child::Report& report, const Look& look = real_look());

/// Why ids could not be mapped from outside.
struct IdRefusal {
  std::size_t which = 0;    ///< of plan.while_waiting
  kernel::Failure failure;  ///< a call of the supervisor's own that was refused; else:
  int wait_status = 0;      ///< how the helper ended, and
  std::string complaint;    ///< the first line that it said
};
Refusal ids_refused(const steps::Plan& plan, const IdRefusal& refusal, const Look& look = real_look());
/// A step of the parent's, by its number in plan.before, was refused.
Refusal host_step_refused(const steps::Plan& plan, std::size_t step, kernel::Failure failure);

/// The namespaces were refused.
Refusal namespaces_refused(const steps::Plan& plan, kernel::Failure failure, const Look& look = real_look());

/// Init has ended without telling how the command ended; `wait_status` is its own.
LaunchError init_ended(int wait_status);

/// A call outside of the plan was refused: "cannot make a pipe: …".
SystemError machine_error(const std::string& what, kernel::Failure failure);

}  // namespace sandbox::launch
