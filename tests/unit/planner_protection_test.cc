// What is protected below what may be changed, and what keeps it, and what is hidden, in its place.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "own_profile.h"
#include "planner/planner.h"
#include "pretend_host.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using testing::PretendHost;
using Phrases = std::vector<std::string>;

constexpr std::string_view project = "/home/ada/src/tool";

PretendHost with_hooks() {
  PretendHost host;
  host.directory("/home/ada/src/tool/.git/hooks", 1000).file("/home/ada/src/tool/.git/config", "x", 1000);
  return host;
}

steps::Plan plan_of(const std::string& filesystem, const PretendHost& host) {
  return planner::plan(testing::own_policy("[filesystem]\n" + filesystem), {"true"}, host);
}

// What is attached or hidden in the project, in order, with paths from there; then what is awaited.
Phrases in_project(const std::string& filesystem, const PretendHost& host = with_hooks()) {
  Phrases phrases;
  const steps::Plan plan = plan_of(filesystem, host);
  for (const steps::Step& step : plan.world) {
    std::string phrase = steps::phrase_of(step.action);
    if (phrase.find(project) == std::string::npos || phrase.starts_with("make the")) continue;
    while (phrase.find(project) != std::string::npos) phrase.replace(phrase.find(project), project.size(), "P");
    phrases.push_back(phrase);
  }
  for (const steps::AwaitedName& name : plan.supervision.awaited)
    phrases.push_back("await P" + std::string(name.path.text().substr(project.size())));
  return phrases;
}

std::string complaint_about(const std::string& filesystem, const PretendHost& host = with_hooks()) try {
  plan_of(filesystem, host);
  return "no complaint";
} catch (const PolicyError& error) {
  return error.complaint().sentence;
}

const std::string rw = "rw = [\"${PWD}\"]\n";

}  // namespace

TEST_CASE("what is protected is read-only, and every directory on the way a mount point") {
  CHECK(in_project(rw + "protect = [\"${PWD}/.git/hooks\"]") ==
        Phrases{"attach P, writable", "attach P/.git, writable", "attach P/.git/hooks, read-only"});
  CHECK(in_project(rw + "protect = [\"${PWD}/.git/hooks\", \"${PWD}/.git/config\"]") ==
        Phrases{"attach P, writable", "attach P/.git, writable", "attach P/.git/config, read-only",
                "attach P/.git/hooks, read-only"});
  CHECK(in_project(rw + "protect = [\"${PWD}/.env\"]") == Phrases{"attach P, writable", "attach P/.env, read-only"});
}

TEST_CASE("the way is kept with the restrictions of the tree that it lies in, and by the names that the host has") {
  CHECK(
      in_project("mount = [{ source = \"${PWD}\", target = \"/p\", mode = \"rw\", options = [\"noexec\"], recursive = "
                 "false }]\nprotect = [\"/p/.git/hooks\"]") ==
      Phrases{"attach P at /p, writable, nothing executable, without what is mounted below",
              "attach P/.git at /p/.git, writable, nothing executable, without what is mounted below",
              "attach P/.git/hooks at /p/.git/hooks, read-only, nothing executable, without what is mounted below"});
}

TEST_CASE("where nothing on the way can be changed, there is nothing to protect") {
  for (const char* shown : {"", "ro = [\"${PWD}\"]\n", "tmpfs = [\"${PWD}\"]\n"})
    CHECK(in_project(std::string(shown) + "protect = [\"${PWD}/.git/hooks\", \"${PWD}/none\"]") == in_project(shown));
  CHECK(in_project(rw + "ro = [\"${PWD}/.git\"]\nprotect = [\"${PWD}/.git/hooks\"]") ==
        in_project(rw + "ro = [\"${PWD}/.git\"]\n"));
}

TEST_CASE("what lies in something read-only stays there only if that stays where it is") {
  PretendHost host = with_hooks();
  host.directory("/home/ada/src/tool/a/b/c", 1000);
  CHECK(in_project(rw + "ro = [\"${PWD}/a/b\"]\nprotect = [\"${PWD}/a/b/c\"]", host) ==
        Phrases{"attach P, writable", "attach P/a, writable", "attach P/a/b, read-only"});
  CHECK(in_project(rw + "ro = [\"${PWD}/a/b\"]", host) == Phrases{"attach P, writable", "attach P/a/b, read-only"});
}

TEST_CASE("of wishes for one path the stricter holds: hide, protect, ro, rw") {
  const std::string protect = "protect = [\"${PWD}/.git/hooks\"]\n";
  const Phrases read_only = in_project(rw + protect);
  CHECK(in_project("rw = [\"${PWD}\", \"${PWD}/.git/hooks\"]\n" + protect) == read_only);
  CHECK(in_project(rw + "ro = [\"${PWD}/.git/hooks\"]\n" + protect) == read_only);
  CHECK(in_project(rw + "hide = [\"${PWD}/.git/hooks\"]\n" + protect) ==
        Phrases{"attach P, writable", "attach P/.git, writable", "hide the directory P/.git/hooks"});
  CHECK(in_project(rw + "protect = [\"${PWD}\"]") == Phrases{"attach P, read-only"});
  // It shows nothing, and takes nothing away that is shown.
  CHECK(in_project(rw + "tmpfs = [\"${PWD}/.git/hooks\"]\n" + protect).back() ==
        "attach an empty directory in memory at P/.git/hooks (mode 0755), writable");
}

TEST_CASE("a flag opens what a profile protects, and not what a flag does") {
  policy::Policy policy = testing::own_policy("[filesystem]\n" + rw + "protect = [\"${PWD}/.git/hooks\"]");
  const policy::PathRule hooks{.source = "${PWD}/.git/hooks", .target = "${PWD}/.git/hooks"};
  policy.filesystem.rw.push_back({hooks, {.place = "--rw", .key = {}}});
  const auto phrases = [&] {
    Phrases list;
    for (const steps::Step& step : planner::plan(policy, {"true"}, with_hooks()).world)
      list.push_back(steps::phrase_of(step.action));
    return list;
  };
  const Phrases open = phrases();
  CHECK(std::find(open.begin(), open.end(), "attach /home/ada/src/tool/.git/hooks, writable") != open.end());
  policy.filesystem.protect.push_back({hooks, {.place = "--protect", .key = {}}});
  CHECK_THROWS_WITH_AS(phrases(),
                       "--rw has no effect on /home/ada/src/tool/.git/hooks: a stricter flag for the same path wins",
                       PolicyError);
}

TEST_CASE("below what is protected the longer path wins") {
  PretendHost host = with_hooks();
  host.directory("/home/ada/src/tool/.git/hooks/cache/x", 1000);
  const std::string protect = rw + "protect = [\"${PWD}/.git/hooks\"]\n";
  CHECK(in_project("rw = [\"${PWD}\", \"${PWD}/.git/hooks/cache\"]\nprotect = [\"${PWD}/.git/hooks\"]", host) ==
        Phrases{"attach P, writable", "attach P/.git, writable", "attach P/.git/hooks, read-only",
                "attach P/.git/hooks/cache, writable"});
  CHECK(in_project(rw + "protect = [\"${PWD}/.git\", \"${PWD}/.git/hooks\"]", host) ==
        Phrases{"attach P, writable", "attach P/.git, read-only"});
  CHECK(in_project(protect + "hide = [\"${PWD}/.git/hooks/cache\"]", host) ==
        Phrases{"attach P, writable", "attach P/.git, writable", "attach P/.git/hooks, read-only",
                "hide the directory P/.git/hooks/cache"});
}

TEST_CASE("what is hidden stays where it is, too: the next run hides it by its name") {
  CHECK(in_project(rw + "hide = [\"${PWD}/.git/config\"]") ==
        Phrases{"attach P, writable", "attach P/.git, writable", "hide the file P/.git/config"});
  CHECK(in_project(rw + "hide = [\"${PWD}/.env\"]") == Phrases{"attach P, writable", "hide the file P/.env"});
  CHECK(in_project(rw + "hide = [\"${PWD}/.git/none?\"]") == Phrases{"attach P, writable"});
  CHECK(in_project("ro = [\"${PWD}\"]\nhide = [\"${PWD}/.git/config\"]") ==
        Phrases{"attach P, read-only", "hide the file P/.git/config"});
}

TEST_CASE("a name that does not exist is an error, or looked for afterwards") {
  CHECK(complaint_about(rw + "protect = [\"${PWD}/none\"]") ==
        "cannot protect /home/ada/src/tool/none: /home/ada/src/tool/none does not exist on the host, and nothing is "
        "ever made there");
  CHECK(in_project(rw + "protect = [\"${PWD}/none?\", \"${PWD}/.git/none?\"]") ==
        Phrases{"attach P, writable", "await P/.git/none", "await P/none"});
}

TEST_CASE("where a file stands in place of a directory, it is protected: else it could be replaced by one") {
  PretendHost worktree;
  worktree.file("/home/ada/src/tool/.git", "gitdir: /elsewhere", 1000);
  CHECK(in_project("rw = [\"/home/ada/src/tool\"]\nprotect = [\"/home/ada/src/tool/.git/hooks?\"]", worktree) ==
        Phrases{"attach P, writable", "attach P/.git, read-only"});
}

TEST_CASE("what cannot be protected is refused, also where it need not exist") {
  PretendHost host = with_hooks();
  host.link("/home/ada/src/tool/link", "/opt").link("/home/ada/src/tool/way", ".git");
  host.refuse("/home/ada/src/tool/closed", EACCES).link("/home/ada/src/tool/dangling", "/nowhere");
  for (const char* mark : {"", "?"}) {
    CHECK(complaint_about(fmt::format("{}protect = [\"${{PWD}}/link{}\"]", rw, mark), host) ==
          "cannot protect /home/ada/src/tool/link: /home/ada/src/tool/link is a symbolic link, and no mount goes "
          "through one");
    CHECK(complaint_about(fmt::format("{}protect = [\"${{PWD}}/way/hooks{}\"]", rw, mark), host) ==
          "cannot protect /home/ada/src/tool/way/hooks: /home/ada/src/tool/way is a symbolic link, and no mount goes "
          "through one");
    CHECK(complaint_about(fmt::format("{}protect = [\"${{PWD}}/closed{}\"]", rw, mark), host) ==
          "cannot protect /home/ada/src/tool/closed: /home/ada/src/tool/closed: permission denied");
    CHECK(complaint_about(fmt::format("{}protect = [\"${{PWD}}/dangling{}\"]", rw, mark), host) ==
          "cannot protect /home/ada/src/tool/dangling: a symbolic link on the way leads to /nowhere, which does not "
          "exist");
  }
}

TEST_CASE("many protected paths in one directory share their way") {
  PretendHost host;
  std::string list;
  for (int i = 0; i < 1000; ++i) {
    const std::string name = fmt::format("a/b/{}", i);
    host.file("/home/ada/src/tool/" + name);
    list += fmt::format("\"${{PWD}}/{}\", ", name);
  }
  CHECK(in_project(rw + "protect = [" + list + "]", host).size() == 1003);
}
