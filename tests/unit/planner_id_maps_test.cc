// Which ids there are inside: what /etc/subuid and /etc/subgid lend, dealt around the caller's own.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "machine/accounts.h"
#include "planner/id_maps.h"
#include "planner/identity.h"
#include "planner/planner.h"
#include "pretend_host.h"

namespace {

using namespace sandbox;
using testing::PretendHost;

const Origin wish{.place = "own.toml:3", .key = "user.subids"};

PretendHost lending(const std::string& subuid, const std::string& subgid = "ada:200000:65536\n") {
  PretendHost host;
  host.file("/etc/subuid", subuid).file("/etc/subgid", subgid);
  host.file("/usr/bin/newuidmap").file("/usr/bin/newgidmap");
  return host;
}

policy::User with_subids(policy::Id uid = {}, policy::Id gid = {}) {
  policy::User user;
  user.uid = {.value = uid, .origin = wish};
  user.gid = {.value = gid, .origin = wish};
  user.subids = {.value = true, .origin = wish};
  return user;
}

std::string lent_to_ada(const std::string& subuid) {
  std::string text;
  for (const LentIds& range : lent_ids(lending(subuid), "/etc/subuid", "ada", 1000))
    text += std::to_string(range.first) + "+" + std::to_string(range.count) + " ";
  return text;
}

planner::Identity identity(const PretendHost& host, const policy::User& user) {
  return planner::identity_of(user, Places(host), host);
}

std::string user_map(const PretendHost& host, const policy::User& user) {
  return steps::map_text(identity(host, user).maps.users);
}

}  // namespace

TEST_CASE("ids are dealt in order around the own one") {
  const auto dealt = [](std::uint32_t inside, std::vector<LentIds> lent) {
    return steps::map_text(planner::dealt_around(inside, 1000, lent));
  };
  CHECK(dealt(0, {}) == "0 1000 1\n");
  CHECK(dealt(7, {}) == "7 1000 1\n");
  CHECK(dealt(0, {{100000, 65536}}) == "0 1000 1\n1 100000 65536\n");
  CHECK(dealt(1000, {{100000, 65536}}) == "0 100000 1000\n1000 1000 1\n1001 101000 64536\n");
  // As many as there are below the own one: it follows without a gap, or with one.
  CHECK(dealt(1000, {{100000, 1000}}) == "0 100000 1000\n1000 1000 1\n");
  CHECK(dealt(1000, {{100000, 10}}) == "0 100000 10\n1000 1000 1\n");
  CHECK(dealt(12, {{100000, 10}, {300000, 5}, {9, 1}}) == "0 100000 10\n10 300000 2\n12 1000 1\n13 300002 3\n16 9 1\n");
  // The last id that there is.
  CHECK(dealt(4294967294, {{5, 2}}) == "0 5 2\n4294967294 1000 1\n");
  CHECK(dealt(1, {{0, 4294967295}}) == "0 0 1\n1 1000 1\n2 1 4294967293\n");
}

TEST_CASE("an id is one of the map's, or not") {
  const std::vector<steps::IdRange> map{{0, 1000, 1}, {10, 5, 3}};
  for (const std::uint32_t id : {0U, 10U, 12U}) CHECK(planner::holds(map, id));
  for (const std::uint32_t id : {1U, 9U, 13U, 4294967295U}) CHECK_FALSE(planner::holds(map, id));
}

TEST_CASE("ranges are found by name and number, all of them, in their order") {
  CHECK(lent_to_ada("bob:1:2\nada:500000:10\nadam:7:7\n1000:100000:65536\n10000:9:9\n")
            .starts_with("500000+10 100000+65536 "));
  CHECK(lent_to_ada("ada:500000:10") == "500000+10 ");
  CHECK(lent_to_ada("bob:1:2\n").empty());
  CHECK(lent_to_ada("").empty());
}

TEST_CASE("malformed lines and ranges that overlap an earlier one are passed over") {
  CHECK(lent_to_ada("ada\nada:\nada:1\nada::\nada:x:5\nada:5:x\nada:-1:5\nada:5:0\nada:0x10:5\nada: 5:5\n\n:5:5\n")
            .empty());
  CHECK(lent_to_ada("ada:4294967290:100\nada:4294967296:1\nada:1:99999999999999999999\n").empty());
  CHECK(lent_to_ada("ada:4294967290:5\n") == "4294967290+5 ");
  CHECK(lent_to_ada("ada:100:50\n1000:100:50\nada:149:2\nada:150:1\nada:99:2\nada:1:1000\n") == "100+50 150+1 ");
}

TEST_CASE("what is suggested to the administrator is nobody's yet") {
  CHECK(first_free_id(lending("", "")) == 100000);
  CHECK(first_free_id(lending("bob:100000:65536\n", "eve:165536:65536\nbroken\n")) == 231072);
}

TEST_CASE("the own id is mapped once, also when a range was lent that has it") {
  CHECK(user_map(lending("ada:500:1000\nada:100000:65536\n"), with_subids(0)) == "0 1000 1\n1 100000 65536\n");
}

TEST_CASE("passwd and group have the system's accounts, as far as their ids are mapped, and no person's") {
  PretendHost host = lending("ada:100000:50\n", "ada:100000:50\n");
  host.file("/etc/passwd",
            "root:x:0:0:root:/root:/bin/bash\nman:x:6:12:Manual, Room 7:/var/cache/man:/usr/sbin/nologin\n"
            "far:x:99:99::/:/bin/sh\nada:x:1000:1000:Ada:/home/ada:/bin/bash\nbob:x:1001:1001::/home/bob:/bin/sh\n"
            "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n+:x:7:7::/:\n");
  host.file("/etc/group", "root:x:0:\nadm:x:4:bob\nfar:x:99:\nada:x:1000:\nbob:x:1001:\n");
  const planner::Identity self = identity(host, with_subids());
  CHECK(planner::passwd_text(self) ==
        "ada:x:1000:1000::/home/ada:/bin/bash\n"
        "root:x:0:0:root:/root:/bin/bash\n"
        "man:x:6:12:man:/var/cache/man:/usr/sbin/nologin\n"
        "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n");
  CHECK(planner::group_text(self) == "ada:x:1000:\nroot:x:0:\nadm:x:4:\nnogroup:x:65534:\n");
  const planner::Identity root = identity(host, with_subids(0, 0));
  CHECK(planner::passwd_text(root).starts_with("root:x:0:0::/home/ada:/bin/bash\nman:x:6:"));
  CHECK(planner::group_text(root) == "root:x:0:\nadm:x:4:\nnogroup:x:65534:\n");
}

TEST_CASE("an account of the caller's name or id gives way to the caller") {
  PretendHost host = lending("ada:100000:65536\n");
  host.file("/etc/passwd", "man:x:6:12::/:/bin/sh\nada:x:1000:1000:Ada:/home/ada:/bin/bash\n");
  policy::User user = with_subids(7, 7);
  user.name = {.value = "man", .origin = wish};
  CHECK(planner::passwd_text(identity(host, user)).find("man:x:6:") == std::string::npos);
  CHECK(planner::passwd_text(identity(host, with_subids(6, 6))).find("man:") == std::string::npos);
}

TEST_CASE("who is in no passwd is known by the variable USER, or by number") {
  PretendHost host = lending("eve:100000:10\n4711:300000:10\n", "eve:100000:10\n");
  host.who = {.uid = 4711, .gid = 4711};
  host.variables = {"USER=eve"};
  CHECK(user_map(host, with_subids(0)) == "0 4711 1\n1 100000 10\n11 300000 10\n");
  host.file("/etc/subgid", "4711:100000:10\n").variables = {};
  CHECK(user_map(host, with_subids(0)) == "0 4711 1\n1 300000 10\n");
}

TEST_CASE("helpers map for a user, root maps by himself, and without a wish nobody waits") {
  PretendHost host = lending("ada:100000:10\nroot:500000:10\n", "ada:100000:10\nroot:500000:10\n");
  const auto work_for = [&](const policy::User& user) {
    return planner::mapped_from_outside(user, identity(host, user).maps, host);
  };
  CHECK(work_for({}).empty());
  CHECK(work_for(with_subids()).at(0).helper == "/usr/bin/newuidmap");
  CHECK(work_for(with_subids()).at(1).helper == "/usr/bin/newgidmap");
  host.remove("/usr/bin/newuidmap").file("/run/wrappers/bin/newuidmap");
  CHECK(work_for(with_subids()).at(0).helper == "/run/wrappers/bin/newuidmap");
  host.who = {.uid = 0, .gid = 0};
  CHECK(work_for(with_subids()).at(0).helper.empty());
  CHECK(steps::map_text(work_for(with_subids()).at(1).ranges) == "0 0 1\n1 500000 10\n");
  policy::User leaves;
  leaves.groups = {.value = policy::Groups::drop, .origin = wish};
  REQUIRE(work_for(leaves).size() == 2);
  CHECK(steps::map_text(work_for(leaves).at(1).ranges) == "0 0 1\n");
}
