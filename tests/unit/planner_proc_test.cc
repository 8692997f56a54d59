// How much of /proc and /sys there is, and the filter of files in memory.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>
#include <doctest/doctest.h>
#include <linux/audit.h>
#include <string>
#include <sys/syscall.h>
#include <vector>

#include "bpf_evaluator.h"
#include "filters/executable_memfds.h"
#include "own_profile.h"

namespace {

using namespace sandbox;
using testing::PretendHost;

bool has(const std::vector<std::string>& world, const std::string& phrase) {
  return std::find(world.begin(), world.end(), phrase) != world.end();
}

bool mentions(const std::vector<std::string>& world, const std::string& text) {
  return std::any_of(world.begin(), world.end(),
                     [&](const std::string& phrase) { return phrase.find(text) != std::string::npos; });
}

}  // namespace

TEST_CASE("a whole procfs is closed in parts, those that the machine has") {
  PretendHost host;
  host.directory("/proc/bus").file("/proc/interrupts");
  const std::vector<std::string> world = testing::own_world("", host);
  CHECK(has(world, "hide the directory /proc/bus"));
  CHECK(has(world, "hide the file /proc/interrupts"));
  CHECK_FALSE(mentions(world, "/proc/asound"));
  CHECK(has(world, "forbid user namespaces inside"));
}

TEST_CASE("in a minimal procfs there is nothing to close, and user namespaces are forbidden all the same") {
  for (const std::uint32_t uid : {0U, 1000U}) {
    PretendHost host;
    host.who = {.uid = uid, .gid = uid};
    const std::vector<std::string> world = testing::own_world("filesystem.proc = \"minimal\"", host);
    CHECK(has(world, "mount a procfs at /proc, subset=pid, hidepid=ptraceable, writable, nothing executable"));
    CHECK(has(world, "forbid user namespaces inside, by a procfs that is attached nowhere"));
    CHECK_FALSE(mentions(world, "hide the file /proc"));
    CHECK_FALSE(mentions(world, "make /proc/sys read-only"));
  }
}

TEST_CASE("without a procfs nothing leads there") {
  const std::vector<std::string> world = testing::own_world("filesystem.proc = \"none\"");
  CHECK_FALSE(mentions(world, " /proc"));
  CHECK(has(world, "forbid user namespaces inside, by a procfs that is attached nowhere"));
}

TEST_CASE("/sys is shown without what tells of the firmware, unless that is listed by itself") {
  PretendHost host;
  host.directory("/sys/firmware").directory("/sys/class");
  CHECK(has(testing::own_world("filesystem.ro = [\"/sys\"]", host), "hide the directory /sys/firmware"));
  CHECK_FALSE(mentions(testing::own_world("filesystem.ro = [\"/sys/class\"]", host), "hide the directory /sys"));
  CHECK_FALSE(
      mentions(testing::own_world("filesystem.ro = [\"/sys\", \"/sys/firmware\"]", host), "hide the directory /sys"));
}

TEST_CASE("the filter of files in memory looks at the low half of their flags, and knows no other interface") {
  const std::vector<sock_filter> program = filters::refuse_executable_memfds();
#if defined(__x86_64__)
  constexpr std::uint32_t here = AUDIT_ARCH_X86_64;
  CHECK(testing::refusal(program, {.architecture = here, .number = 0x40000000U | SYS_memfd_create}) == ENOSYS);
#else
  constexpr std::uint32_t here = AUDIT_ARCH_AARCH64;
#endif
  const auto answer = [&](std::uint64_t flags) {
    return testing::refusal(program, {.architecture = here, .number = SYS_memfd_create, .arguments = {0, flags}});
  };
  CHECK(answer(0) == EACCES);
  CHECK(answer(1) == EACCES);
  CHECK(answer(0x10) == EACCES);
  CHECK(answer(std::uint64_t{8} << 32) == EACCES);
  CHECK(answer(8) == 0);
  CHECK(answer(8 | 3) == 0);
  CHECK(testing::refusal(program, {.architecture = here, .number = SYS_read}) == 0);
  CHECK(testing::refusal(program, {.architecture = AUDIT_ARCH_I386, .number = 356}) == ENOSYS);
}
