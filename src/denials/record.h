// Where denials are told one by one: a file, the journal, or standard error.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "denials/report.h"
#include "kernel/fd.h"
#include "launch/onlooker.h"
#include "steps/plan.h"

namespace sandbox::denials {

class Record {
 public:
  Record(const steps::Watch& watch, Subject subject) : watch_(&watch), subject_(std::move(subject)) {}

  /// Opens what the watch names. Throws LaunchError, with the line that wanted it, when it cannot be had.
  void open();

  /// Tells of a denial at once; nothing where only a summary is wanted.
  void add(const Denial& denial);

  /// Tells that so many have been told of, and that others are not.
  void close(std::size_t told);

  /// Why not all could be told; empty when it could.
  std::string fault() const;

  /// Where a person finds what was told; empty when that is nowhere but on the screen.
  std::string place() const;

 private:
  void tell(const std::string& line, const std::string& json);

  const steps::Watch* watch_;
  Subject subject_;
  kernel::Fd to_;
  int error_ = 0;  ///< the first of writing
};

/// For a launch up to execve: what would be written to is opened, and nothing is heard.
class RecordTrial final : public launch::Onlooker {
 public:
  explicit RecordTrial(steps::Watch watch) : watch_(std::move(watch)) {}

  void begins() override { Record(watch_, {}).open(); }
  void heard(const kernel::Notice& /*notice*/, bool /*refused*/) override {}
  void ended(const launch::Ending& /*ending*/, std::string_view /*said*/) override {}

 private:
  steps::Watch watch_;
};

}  // namespace sandbox::denials
