// What profiles are meant to allow and to refuse, written by hand with numbers of x86-64: a mistake in the tables, or
// in how they become numbers, is not repeated here. filter_test.cc has the same for base.
//
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cerrno>
#include <doctest/doctest.h>
#include <linux/audit.h>
#include <string>
#include <vector>

#include "bpf_evaluator.h"
#include "filters/decisions.h"
#include "filters/filter.h"
#include "frontend/named_policy.h"

namespace sandbox::testing {
namespace {

using syscalls::Machine;
using Program = std::vector<sock_filter>;

struct Expected {
  const char* name;
  std::uint32_t number;
  int in_build;
  int in_script;
  int for_first_process;  // of both
  std::array<std::uint64_t, 4> arguments{};
};

constexpr Expected expected[] = {
    // What programs live on.
    {"read", 0, 0, 0, 0},
    {"mmap", 9, 0, 0, 0},
    {"execve", 59, 0, 0, 0},
    {"exit_group", 231, 0, 0, 0},
    {"futex", 202, 0, 0, 0},
    {"rseq", 334, 0, 0, 0},
    {"getrandom", 318, 0, 0, 0},
    {"statx", 332, 0, 0, 0},
    {"faccessat2", 439, 0, 0, 0},
    {"epoll_pwait2", 441, 0, 0, 0},
    {"prctl", 157, 0, 0, 0},
    {"kill", 62, 0, 0, 0},
    {"fsync", 74, 0, 0, 0},
    {"inotify_init1", 294, 0, 0, 0},
    {"memfd_create", 319, 0, 0, 0},
    {"copy_file_range", 326, 0, 0, 0},
    {"vfork", 58, 0, 0, 0},
    {"clone with SIGCHLD", 56, 0, 0, 0, {17}},
    {"socket of IPv4", 41, 0, 0, 0, {2, 1, 6}},
    {"futex_wait", 455, 0, 0, 0},
    // What only those who build call.
    {"mincore", 27, 0, EPERM, 0},
    {"ptrace", 101, 0, EPERM, 0},
    {"kcmp", 312, 0, ENOSYS, ENOSYS},
    {"pidfd_getfd", 438, 0, ENOSYS, ENOSYS},
    {"process_madvise", 440, 0, ENOSYS, ENOSYS},
    {"pkey_alloc", 330, 0, EPERM, 0},
    {"seccomp", 317, 0, EPERM, 0},
    {"landlock_create_ruleset", 444, 0, EPERM, 0},
    {"landlock_restrict_self", 446, 0, EPERM, 0},
    // What nobody needs: no list of theirs has it, base does.
    {"adjtimex", 159, EPERM, EPERM, 0},
    {"sethostname", 170, EPERM, EPERM, 0},
    {"setdomainname", 171, EPERM, EPERM, 0},
    {"fanotify_mark", 301, EPERM, EPERM, 0},
    {"clock_adjtime", 305, EPERM, EPERM, 0},
    // A number that no call has.
    {"400", 400, EPERM, EPERM, 0},
    // What is always refused.
    {"mount", 165, EPERM, EPERM, EPERM},
    {"keyctl", 250, EPERM, EPERM, EPERM},
    {"perf_event_open", 298, EPERM, EPERM, EPERM},
    {"bpf", 321, EPERM, EPERM, EPERM},
    {"userfaultfd", 323, EPERM, EPERM, EPERM},
    {"setns", 308, EPERM, EPERM, EPERM},
    {"move_pages", 279, ENOSYS, ENOSYS, ENOSYS},
    {"open_by_handle_at", 304, ENOSYS, ENOSYS, ENOSYS},
    {"io_uring_setup", 425, ENOSYS, ENOSYS, ENOSYS},
    {"clone3", 435, ENOSYS, ENOSYS, ENOSYS},
    {"openat2", 437, ENOSYS, ENOSYS, ENOSYS},
    {"470", 470, ENOSYS, ENOSYS, ENOSYS},
    // Some values of arguments.
    {"clone with CLONE_NEWUSER", 56, EPERM, EPERM, EPERM, {0x10000011}},
    {"unshare with CLONE_NEWUSER", 272, EPERM, EPERM, EPERM, {0x10000000}},
    {"ioctl with TIOCSTI", 16, EPERM, EPERM, EPERM, {0, 0x5412}},
    {"ioctl with TIOCSTI in disguise", 16, EPERM, EPERM, EPERM, {0, 0x100005412}},
    {"socket of VSOCK", 41, EAFNOSUPPORT, EAFNOSUPPORT, EAFNOSUPPORT, {40, 1, 0}},
    {"socket of bluetooth", 41, EAFNOSUPPORT, EAFNOSUPPORT, EAFNOSUPPORT, {31, 1, 0}},
    {"chmod to 4755", 90, EPERM, EPERM, EPERM, {0, 04755}},
    {"personality of 32-bit programs", 135, EPERM, EPERM, EPERM, {8}},
};

Program program_of(const policy::Policy& policy) {
  return filters::filter_program(std::array{filters::decisions_of(policy, Machine::x86_64)}, policy::refuse(ENOSYS));
}

int answer(const Program& program, const Expected& call) {
  const auto& given = call.arguments;
  return refusal(program, {AUDIT_ARCH_X86_64, call.number, {given[0], given[1], given[2], given[3]}});
}

}  // namespace

TEST_CASE("build and script allow and refuse what they are meant to") {
  const Program build = program_of(frontend::built_in_policy("build"));
  const Program script = program_of(frontend::built_in_policy("script"));
  for (const Expected& call : expected) {
    CAPTURE(call.name);
    CHECK(answer(build, call) == call.in_build);
    CHECK(answer(script, call) == call.in_script);
  }
}

TEST_CASE("the first process of both is refused no more than under base") {
  const Program build = program_of(filters::for_first_process(frontend::built_in_policy("build")));
  const Program script = program_of(filters::for_first_process(frontend::built_in_policy("script")));
  for (const Expected& call : expected) {
    CAPTURE(call.name);
    // What a feature opens for the command stays open.
    CHECK(answer(build, call) == (call.in_build == 0 ? 0 : call.for_first_process));
    CHECK(answer(script, call) == call.for_first_process);
  }
}

}  // namespace sandbox::testing
