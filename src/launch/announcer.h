// Tells those who want to know that the command runs, how it ended, and what it used. The keys of its JSON are those of
// bubblewrap, and more; sandbox(1) has them all.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <sys/types.h>

#include "kernel/fd.h"
#include "launch/ending.h"
#include "launch/output_file.h"
#include "support/error.h"
#include "support/listeners.h"

namespace sandbox::launch {

class Announcer {
 public:
  /// Opens the files. Throws UsageError, with the flag, when one cannot be written or a descriptor is not open.
  explicit Announcer(Listeners listeners);
  Announcer(const Announcer&) = delete;
  Announcer& operator=(const Announcer&) = delete;

  /// True when the command's process id must be known.
  bool wants_process_id() const;

  /// The command runs. Both ids are those of the supervisor's namespace.
  void runs(pid_t init, pid_t command);
  /// It has ended.
  void ended(const Ending& ending);
  /// The launcher has failed.
  void failed(const Complaint& complaint, ExitStatus status);

 private:
  void tell(const std::string& report);

  Listeners listeners_;
  PidFile pid_file_;
  kernel::Fd report_file_;
  kernel::Fd json_status_;
  kernel::Fd info_;
  kernel::Fd ready_;
};

}  // namespace sandbox::launch
