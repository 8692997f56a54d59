// The second program: whatever is not one launch. It shows, checks and explains; what it starts inside, to test a
// profile, is itself.
//
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include "control/verb.h"
#include "kernel/files.h"
#include "program_names.h"
#include "support/error.h"
#include "witness/witness.h"

namespace {

using namespace sandbox;

int complain(const Complaint& complaint) {
  std::fputs(complaint.text().c_str(), stderr);
  return static_cast<int>(ExitStatus::launcher_failed);
}

}  // namespace

int main(int argc, char** argv) try {
  std::set_new_handler(end_without_memory);
  if (kernel::occupy_standard_descriptors()) return static_cast<int>(ExitStatus::launcher_failed);
  if (witness::is_called(argc, argv)) return witness::testify(argc, argv);
  program_name = SANDBOXCTL_PROGRAM;
  const auto [told, status] = control::run(argc, argv, frontend::real_surroundings());
  if (std::fwrite(told.data(), 1, told.size(), stdout) != told.size() || std::fflush(stdout) != 0)
    return complain({.sentence = "cannot write to standard output", .wanted_by = {}, .refused_by = {}, .hint = {}});
  return status;
} catch (const Error& error) {
  return complain(error.complaint());
} catch (const std::exception& error) {
  return complain({.sentence = error.what(), .wanted_by = {}, .refused_by = {}, .hint = {}});
}
