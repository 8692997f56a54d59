// How much of /proc and /sys there is.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <vector>

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
