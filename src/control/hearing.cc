// See hearing.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "control/hearing.h"

#include <array>
#include <cstdio>
#include <cstring>
#include <errno.h>
#include <fcntl.h>
#include <string_view>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "control/own_process.h"
#include "kernel/fd.h"
#include "kernel/files.h"
#include "launch/explain.h"
#include "launch/launch.h"
#include "program_names.h"
#include "support/error.h"

namespace sandbox::control {
namespace {

using kernel::Failure;
using kernel::Fd;

// In linux/memfd.h since Linux 6.3; older kernels do not know it, and need no permission to execute a file in memory.
constexpr unsigned mfd_exec = 0x10;

void require(const char* what, Failure failure) {
  if (failure) throw launch::machine_error(what, failure);
}

Fd file_in_memory() {
  constexpr unsigned flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
  int number = ::memfd_create(SANDBOXCTL_PROGRAM, flags | mfd_exec);
  if (number < 0 && errno == EINVAL) number = ::memfd_create(SANDBOXCTL_PROGRAM, flags);
  if (number < 0)
    throw SystemError({.sentence = "cannot make a file in memory: " + words_of_errno(errno),
                       .wanted_by = "the program that tries things inside",
                       .refused_by = "memfd_create (" + name_of_errno(errno) + ")",
                       .hint = "see vm.memfd_noexec in sysctl(8)"});
  return Fd(number);
}

// A file in memory lies on no mount, so that neither noexec nor the second fence is about it; sealed, since from inside
// it can be opened by /proc/self/exe.
Fd copy_of_this_program() {
  Fd original;
  require("open /proc/self/exe", kernel::open_for_reading("/proc/self/exe", original));
  Fd copy = file_in_memory();
  std::array<char, 64UL * 1024> bytes{};
  for (std::size_t length = 1; length != 0;) {
    require("read /proc/self/exe", kernel::read_some(original.number(), bytes.data(), bytes.size(), length));
    require("copy /proc/self/exe", kernel::write_all(copy.number(), bytes.data(), length));
  }
  constexpr int seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
  require("seal a file in memory", kernel::checked(kernel::Call::fcntl, ::fcntl(copy.number(), F_ADD_SEALS, seals)));
  return copy;
}

// As sandbox(1) does, it gives up its standard output, and tells itself why it cannot start.
int be_the_launcher(const steps::Plan& plan, const Fd& answers) {
  int status = static_cast<int>(ExitStatus::launcher_failed);
  try {
    launch::Announcer nobody{Listeners{}};
    if (::dup2(answers.number(), STDOUT_FILENO) == STDOUT_FILENO) status = launch::run(plan, nobody);
  } catch (const Error& error) {
    std::fputs(error.complaint().text().c_str(), stderr);
  }
  return status;
}

// The last one may have been cut off.
std::vector<witness::Answer> answers_in(std::string_view said) {
  std::vector<witness::Answer> answers(said.size() / sizeof(witness::Answer));
  std::memcpy(answers.data(), said.data(), answers.size() * sizeof(witness::Answer));
  return answers;
}

}  // namespace

Testimony hear(steps::Plan plan) {
  const Fd program = copy_of_this_program();
  steps::leave_unwatched(plan);
  plan.execute.program = program.number();
  plan.execute.origin = {.place = SANDBOXCTL_PROGRAM " test", .key = {}};
  const auto [said, status] = in_own_process([&](const Fd& pipe) { return be_the_launcher(plan, pipe); });
  return {.answers = answers_in(said), .status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
}

}  // namespace sandbox::control
