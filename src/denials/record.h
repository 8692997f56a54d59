// Where denials are told one by one: a file, the journal, or standard error.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "denials/report.h"
#include "kernel/fd.h"
#include "steps/plan.h"

namespace sandbox::denials {

class Record {
 public:
  Record(const steps::Watch& watch, Subject subject) : watch_(&watch), subject_(std::move(subject)) {}

  /// Opens what the watch names. Throws LaunchError, with the line that wanted it, when it cannot be had.
  void open();

  /// Tells of a denial at once; nothing where only a summary is wanted.
  void add(const Denial& denial);

  /// Where a person finds what was told; empty when that is nowhere but on the screen.
  std::string place() const;

 private:
  const steps::Watch* watch_;
  Subject subject_;
  kernel::Fd to_;
};

}  // namespace sandbox::denials
