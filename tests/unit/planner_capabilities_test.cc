// Which capabilities are kept, as the kernel's sets; and the table of their names beside libcap's.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <doctest/doctest.h>
#include <memory>
#include <string>
#include <sys/capability.h>

#include "own_profile.h"
#include "planner/capabilities.h"

namespace {

using namespace sandbox;
using policy::Capability;
using testing::PretendHost;

constexpr std::uint64_t bit(Capability capability) { return std::uint64_t{1} << static_cast<unsigned>(capability); }

steps::DropCapabilities sets_of(const std::string& profile, std::uint32_t uid) {
  const policy::Policy policy = testing::own_policy(profile);
  return std::get<steps::DropCapabilities>(planner::drop_capabilities(policy.capabilities, uid, PretendHost()).action);
}

std::string name_of(unsigned capability) {
  const std::unique_ptr<char, int (*)(void*)> name(cap_to_name(static_cast<cap_value_t>(capability)), cap_free);
  return name.get();
}

}  // namespace

TEST_CASE("the names and numbers of capabilities are libcap's") {
  for (std::size_t i = 0; i < words_of<Capability>.size(); ++i) {
    CHECK(static_cast<std::size_t>(words_of<Capability>[i].value) == i);
    CHECK("cap_" + std::string(words_of<Capability>[i].word) == name_of(static_cast<unsigned>(i)));
  }
  CHECK(words_of<Capability>.size() == CAP_LAST_CAP + 1);
}

TEST_CASE("without a wish none is left, and user 0 regains none") {
  for (const std::uint32_t uid : {0U, 1000U}) {
    const steps::DropCapabilities sets = sets_of("", uid);
    CHECK((sets.bounding | sets.permitted | sets.ambient) == 0);
    CHECK_FALSE(sets.root_regains);
    CHECK(steps::phrase_of(sets) == "drop all capabilities");
  }
}

TEST_CASE("what is kept is user 0's by execve, and for others only the bound of what could be") {
  const std::string profile = "capabilities.keep = [\"setuid\", \"CAP_CHOWN\", \"chown\"]";
  const std::uint64_t kept = bit(Capability::chown) | bit(Capability::setuid);
  const steps::DropCapabilities root = sets_of(profile, 0);
  CHECK(root.bounding == kept);
  CHECK(root.permitted == kept);
  CHECK(root.root_regains);
  CHECK(steps::phrase_of(root) == "drop all capabilities but chown, setuid");
  const steps::DropCapabilities other = sets_of(profile, 1000);
  CHECK(other.bounding == kept);
  CHECK(other.permitted == 0);
  CHECK_FALSE(other.root_regains);
}

TEST_CASE("what is ambient survives execve of any user") {
  const steps::DropCapabilities sets =
      sets_of("capabilities.keep = [\"net_raw\", \"kill\"]\ncapabilities.ambient = [\"net_raw\"]", 1000);
  CHECK(sets.ambient == bit(Capability::net_raw));
  CHECK(sets.permitted == bit(Capability::net_raw));
  CHECK(sets.bounding == (bit(Capability::net_raw) | bit(Capability::kill)));
  CHECK(steps::phrase_of(sets) == "drop all capabilities but kill, net_raw, ambient net_raw");
}

TEST_CASE("who may raise limits cannot raise those of namespaces") {
  const auto protects = [](const std::string& profile) {
    const std::vector<std::string> world = testing::own_world(profile);
    return std::find(world.begin(), world.end(), "make /proc/sys/user read-only") != world.end();
  };
  CHECK(protects("capabilities.keep = [\"sys_resource\"]"));
  CHECK_FALSE(protects("capabilities.keep = [\"chown\"]"));
}
