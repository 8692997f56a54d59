// See own_process.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "control/own_process.h"

#include <array>
#include <cstdio>
#include <errno.h>
#include <unistd.h>

#include "kernel/files.h"
#include "kernel/process.h"
#include "launch/explain.h"

namespace sandbox::control {
namespace {

using kernel::Fd;

void require(const char* what, kernel::Failure failure) {
  if (failure) throw launch::machine_error(what, failure);
}

std::string all_of(const Fd& pipe) {
  std::string text;
  std::array<char, 4096> bytes{};
  for (std::size_t length = 1; length != 0;) {
    require("read what a launch says", kernel::read_some(pipe.number(), bytes.data(), bytes.size(), length));
    text.append(bytes.data(), length);
  }
  return text;
}

}  // namespace

Report in_own_process(const std::function<int(const Fd& pipe)>& act) {
  Fd reader;
  Fd writer;
  require("make a pipe", kernel::make_pipe(reader, writer));
  std::fflush(nullptr);
  const pid_t process = ::fork();
  if (process == 0) kernel::end(act(writer));
  require("make a process", kernel::checked(kernel::Call::clone, process < 0 ? -errno : 0));
  writer.close();
  Report report{.said = all_of(reader)};
  pid_t ended = 0;
  require("wait for the launcher", kernel::wait_for(process, true, ended, report.wait_status));
  return report;
}

}  // namespace sandbox::control
