// Verbs about memory that could be executed, clocks, and who shares a processor core.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <ctime>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "probe.h"

namespace probe {
namespace {

constexpr std::size_t page_size = 4096;

/// Maps a page that can be written and executed.
int map_writable_code(Arguments) {
  void* page = mmap(nullptr, page_size, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return answer(page == MAP_FAILED ? -1 : 0);
}

/// Writes a page and makes it executable afterwards, as compilers at run time do.
int make_executable(Arguments) {
  void* page = mmap(nullptr, page_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) return refused(errno);
  return answer(mprotect(page, page_size, PROT_READ | PROT_EXEC));
}

/// memfd_create(2) with these flags.
int make_memfd(Arguments arguments) { return answer(syscall(SYS_memfd_create, "probe", number(arguments, 0))); }

/// A copy of this program in a memfd with these flags, executed: "ok" from a program that is nowhere.
int execute_memfd(Arguments arguments) {
  const auto file = static_cast<int>(syscall(SYS_memfd_create, "probe", number(arguments, 0)));
  if (file < 0) return refused(errno);
  const std::string self = content_of("/proc/self/exe");
  if (write(file, self.data(), self.size()) < 0) return refused(errno);
  char name[] = "probe";
  char verb[] = "cwd";
  char* const words[] = {name, verb, nullptr};
  fexecve(file, words, environ);
  return refused(errno);
}

/// Whole seconds of the monotonic and of the boot time.
int clocks(Arguments) {
  timespec monotonic{};
  timespec boot{};
  clock_gettime(CLOCK_MONOTONIC, &monotonic);
  clock_gettime(CLOCK_BOOTTIME, &boot);
  say(std::to_string(monotonic.tv_sec) + " " + std::to_string(boot.tv_sec));
  return 0;
}

/// The cookie of core scheduling; 0 when the core may be anybody's.
int core_cookie(Arguments) {
  constexpr int sched_core = 62;  // PR_SCHED_CORE, and its PR_SCHED_CORE_GET
  unsigned long cookie = 0;
  if (prctl(sched_core, 0, 0, 0, &cookie) < 0) return refused(errno);
  say(std::to_string(cookie));
  return 0;
}

constexpr Verb verbs[] = {
    {"map-writable-code", "", map_writable_code},
    {"make-executable", "", make_executable},
    {"memfd", "FLAGS", make_memfd},
    {"exec-memfd", "FLAGS", execute_memfd},
    {"clocks", "", clocks},
    {"core-cookie", "", core_cookie},
};
const Register here{verbs};

}  // namespace
}  // namespace probe
