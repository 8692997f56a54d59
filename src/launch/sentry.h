// Answers the system calls that a filter tells of, as that filter would have.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "kernel/fd.h"
#include "launch/onlooker.h"
#include "steps/plan.h"

namespace sandbox::launch {

class Sentry {
 public:
  /// Both `watch` and `onlooker` may be null, and outlive this; who looks on is told before the answer is given.
  Sentry(const steps::Watch* watch, Onlooker* onlooker) noexcept : watch_(watch), onlooker_(onlooker) {}

  /// The command runs: this tells of its calls.
  void begin(kernel::Fd listener) noexcept { listener_ = std::move(listener); }

  /// What to wait for, for poll(2); negative when nothing comes any more.
  int descriptor() const noexcept { return listener_.number(); }

  /// Something has come: what poll(2) said of it. Throws SystemError.
  void serve(short events);

 private:
  bool is_let_through(const kernel::Notice& notice) const;

  const steps::Watch* watch_;
  Onlooker* onlooker_;
  kernel::Fd listener_;
};

}  // namespace sandbox::launch
