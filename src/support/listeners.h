// Who wants to be told what of a launch: programs by descriptors and files, a person by a report.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sandbox {

struct Listeners {
  int json_status = -1;     ///< --json-status-fd: a JSON object a line, at the start, at the end, and for an error
  int info = -1;            ///< --info-fd: one JSON object at the start
  int ready = -1;           ///< --ready-fd: a newline when the command runs
  std::string pid_file;     ///< --pid-file: the command's process id, as long as it runs
  std::string report_file;  ///< --report-json: one JSON object at the end
  bool report = false;      ///< --report: the same for a person
};

}  // namespace sandbox
