// Who the command is: the ids inside, and the passwd and group files that say so.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <optional>
#include <string>

#include "machine/accounts.h"
#include "planner/identity.h"
#include "pretend_host.h"

namespace {

using namespace sandbox;
using testing::PretendHost;

policy::User ids(std::optional<std::uint32_t> uid, std::optional<std::uint32_t> gid) {
  const Origin origin{.place = "own.toml:3", .key = "user"};
  policy::User user;
  if (uid) user.uid = {.value = uid, .origin = origin};
  if (gid) user.gid = {.value = gid, .origin = origin};
  return user;
}

planner::Identity identity(const PretendHost& host, const policy::User& user = {}) {
  return planner::identity_of(user, Places(host), host);
}

steps::MapIds map_of(const PretendHost& host, const policy::User& user) {
  return std::get<steps::MapIds>(planner::map_ids(user, identity(host, user)).action);
}

}  // namespace

TEST_CASE("without a wish the command is who the caller is, and maps nobody else") {
  const PretendHost host;
  const planner::Identity who = identity(host);
  CHECK(who.uid == 1000);
  CHECK(who.user_name == "ada");
  CHECK(who.group_name == "ada");
  CHECK(map_of(host, {}).uid_line == "1000 1000 1");
  CHECK(map_of(host, {}).gid_line == "1000 1000 1");
  CHECK_FALSE(planner::map_ids({}, who).origin.given());
}

TEST_CASE("other ids inside are still the caller's outside") {
  const PretendHost host;
  const policy::User user = ids(0, 50);
  CHECK(map_of(host, user).uid_line == "0 1000 1");
  CHECK(map_of(host, user).gid_line == "50 1000 1");
  CHECK(planner::map_ids(user, identity(host, user)).origin.given());
}

TEST_CASE("passwd and group name the user, root and nobody, and nobody who lives on the host") {
  const PretendHost host;
  const planner::Identity who = identity(host);
  CHECK(planner::passwd_text(who) ==
        "ada:x:1000:1000::/home/ada:/bin/bash\n"
        "root:x:0:0:root:/root:/usr/sbin/nologin\n"
        "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n");
  CHECK(planner::group_text(who) == "ada:x:1000:\nroot:x:0:\nnogroup:x:65534:\n");
}

TEST_CASE("id 0 is called root and stands once, and so does nobody's") {
  PretendHost host;
  const planner::Identity root = identity(host, ids(0, 0));
  CHECK(root.user_name == "root");
  CHECK(planner::passwd_text(root).starts_with("root:x:0:0::/home/ada:/bin/bash\nnobody:"));
  CHECK(planner::group_text(root) == "root:x:0:\nnogroup:x:65534:\n");
  host.who = {.uid = 65534, .gid = 65534};
  const planner::Identity nobody = identity(host);
  CHECK(planner::passwd_text(nobody).find("nobody:") == std::string::npos);
  CHECK(planner::group_text(nobody) == "user:x:65534:\nroot:x:0:\n");
}

TEST_CASE("a profile says name, home and shell, and user 0 of another name leaves root's there") {
  const PretendHost host;
  const Origin origin{.place = "own.toml:3", .key = "user"};
  policy::User user = ids(0, 0);
  user.name = {.value = "builder", .origin = origin};
  user.home = {.value = "/srv/${HOME}", .origin = origin};
  user.shell = {.value = "~/sh", .origin = origin};
  const planner::Identity who = identity(host, user);
  CHECK(who.home == "/srv/home/ada");
  CHECK(planner::passwd_text(who).starts_with("builder:x:0:0::/srv/home/ada:/srv/home/ada/sh\nroot:x:0:0:"));
}

TEST_CASE("the host's root is not called root when he is not root inside") {
  PretendHost host;
  host.who = {.uid = 0, .gid = 0};
  CHECK(identity(host, ids(1000, 1000)).user_name == "user");
  CHECK(identity(host, ids(1000, 1000)).group_name == "user");
  CHECK(identity(host).user_name == "root");
}

TEST_CASE("who has no account is called \"user\"") {
  PretendHost host;
  host.who = {.uid = 4711, .gid = 4712};
  CHECK(identity(host).user_name == "user");
  CHECK(identity(host).group_name == "user");
  host.remove("/etc/passwd").remove("/etc/group");
  CHECK(identity(host).user_name == "user");
}

TEST_CASE("a home or shell that would break passwd's lines is left out") {
  PretendHost host;
  host.variables = {"HOME=/home/a:b", "SHELL=/bin/sh\nevil:x:0:0::/:/bin/sh"};
  const std::string text = planner::passwd_text(identity(host));
  CHECK(text.starts_with("ada:x:1000:1000::/:/bin/sh\nroot:"));
  CHECK(text.find("evil") == std::string::npos);
  host.variables = {"SHELL="};
  CHECK(identity(host).shell == "/bin/sh");
  host.variables = {};
  CHECK(identity(host).shell == "/bin/bash");
}

TEST_CASE("accounts are read from files as they are: short lines, no final newline, links") {
  PretendHost host;
  host.file("/etc/passwd", "\nhalf:x:1000\n+::::::\nada:x:1000:1000:Ada:/home/ada:/bin/zsh");
  const auto account = account_of(host, 1000);
  REQUIRE(account);
  CHECK(account->name == "ada");
  CHECK(account->home == "/home/ada");
  CHECK(account->shell == "/bin/zsh");
  CHECK_FALSE(account_of(host, 100));
  CHECK(group_name_of(host, 1001).value_or("none") == "bob");
  CHECK_FALSE(group_name_of(host, 100));
  host.file("/var/accounts", "eve:x:7:7::/:/bin/sh\n").link("/etc/passwd", "/var/accounts");
  REQUIRE(account_of(host, 7));
  CHECK(account_of(host, 7)->name == "eve");
}
