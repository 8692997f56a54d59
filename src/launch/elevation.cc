// See elevation.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/elevation.h"

#include <array>
#include <climits>
#include <fmt/format.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "kernel/files.h"
#include "kernel/privileges.h"
#include "program_names.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::launch {
namespace {

std::string path_of_program() {
  std::array<char, PATH_MAX + 1> buffer{};
  std::size_t length = 0;
  if (kernel::read_link("/proc/self/exe", buffer.data(), buffer.size(), length)) return SANDBOX_PROGRAM;
  return {buffer.data(), length};
}

[[noreturn]] void refuse(const std::string& kind, const std::string& remedy) {
  throw SystemError({.sentence = fmt::format("the launcher runs {}, and would lend those rights to anybody", kind),
                     .wanted_by = {},
                     .refused_by = {},
                     .hint = fmt::format("it needs no rights of its own: {}", remedy)});
}

}  // namespace

Rights real_rights() {
  const bool secure = getauxval(AT_SECURE) != 0;
  Rights rights{.uid = getuid(),
                .effective_uid = geteuid(),
                .gid = getgid(),
                .effective_gid = getegid(),
                .secure = secure,
                .has_capabilities = secure && kernel::has_permitted_capabilities(),
                .program = {}};
  if (secure) rights.program = path_of_program();
  return rights;
}

// A security module may set AT_SECURE for a change of its own label, which gives no rights that could be lent.
void refuse_elevation(const Rights& rights) {
  const std::string program = shell_word(rights.program.empty() ? SANDBOX_PROGRAM : rights.program);
  if (rights.uid != rights.effective_uid) refuse("set-user-ID", "sudo chmod u-s " + program);
  if (rights.gid != rights.effective_gid) refuse("set-group-ID", "sudo chmod g-s " + program);
  if (rights.secure && rights.has_capabilities) refuse("with file capabilities", "sudo setcap -r " + program);
}

}  // namespace sandbox::launch
