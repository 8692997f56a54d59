// Denials in words: for people at the end, for programs line by line.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "denials/denial.h"

namespace sandbox::denials {

/// Who was denied it.
struct Subject {
  std::string profile;
  std::string command;
};

/// A denial, and how often it was met; 0 when that is not known.
struct Counted {
  Denial denial;
  unsigned times = 0;
};

/// What a summary says besides.
struct Remarks {
  std::string drop_in;         ///< the file whose keys would hold for the next launch as well
  bool has_more = false;       ///< not all were remembered
  bool files_unheard = false;  ///< what the command has written was not read
};

/// The lines that follow a failed command.
std::string summary_of(const std::vector<Counted>& all, const Subject& subject, const Remarks& remarks);

/// One line for people, without a newline: "refused: read /srv/data; filesystem.ro = ["/srv/data"] opens it".
std::string line_of(const Denial& denial);

/// One line of JSON, without a newline, with the keys of sandbox(1). `time` is in seconds since 1970.
std::string json_of(const Denial& denial, const Subject& subject, double time);

/// The last line of either kind where more was refused than is told of.
std::string closing_line(std::size_t told);
std::string closing_json(const Subject& subject, double time);

}  // namespace sandbox::denials
