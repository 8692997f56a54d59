// What is made on the host before a launch, and the home that is kept for a profile.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>
#include <doctest/doctest.h>
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

steps::Plan plan_of(const std::string& filesystem, const PretendHost& host) {
  return planner::plan(testing::own_policy("[filesystem]\n" + filesystem), {"true"}, host);
}

// The directories that are made on the host.
Phrases made(const std::string& filesystem, const PretendHost& host = {}) {
  Phrases paths;
  for (const steps::HostStep& step : plan_of(filesystem, host).before)
    paths.push_back(std::get<steps::MakeHostDirectory>(step.action).path.text());
  return paths;
}

bool attaches(const std::string& phrase, const std::string& filesystem, const PretendHost& host = {}) {
  const auto world = plan_of(filesystem, host).world;
  return std::any_of(world.begin(), world.end(),
                     [&](const steps::Step& step) { return steps::phrase_of(step.action) == phrase; });
}

Complaint complaint_about(const std::string& filesystem, const PretendHost& host = {}) try {
  plan_of(filesystem, host);
  return {.sentence = "no complaint", .wanted_by = {}, .refused_by = {}, .hint = {}};
} catch (const PolicyError& error) {
  return error.complaint();
}

constexpr const char* kept = "/home/ada/.local/state/sandbox/own/home";

}  // namespace

TEST_CASE("what is missing is made, and what exists is left alone") {
  CHECK(made("").empty());
  CHECK(made("create = [\"/home/ada/src\", \"~\"]").empty());
  CHECK(made("create = [\"~/out/deep\"]") == Phrases{"/home/ada/out/deep"});
  PretendHost host;
  host.link("/home/ada/work", "src");
  CHECK(made("create = [\"~/work/new\"]", host) == Phrases{"/home/ada/src/new"});
}

TEST_CASE("what will be made counts as a directory: as a source, as a mount point, and what lies on its way") {
  const std::string create = "create = [\"~/out/deep\"]\n";
  CHECK(attaches("attach /home/ada/out/deep, writable", create + "rw = [\"~/out/deep\"]"));
  CHECK(attaches("attach /home/ada/out, read-only", create + "ro = [\"~/out\"]"));
  CHECK(attaches("attach /opt at /home/ada/out/deep, read-only",
                 create + "rw = [\"~/out\"]\nro = [\"/opt:/home/ada/out/deep\"]"));
  CHECK(attaches("attach /home/ada/out/deep, read-only", create + "rw = [\"~/out\"]\nprotect = [\"~/out/deep\"]"));
  CHECK(complaint_about(create + "ro = [\"~/out/none\"]").sentence ==
        "cannot show /home/ada/out/none: it does not exist");
  CHECK(complaint_about(create + "ro = [\"~/out/deep/none/deeper\"]").sentence ==
        "cannot show /home/ada/out/deep/none/deeper: /home/ada/out/deep/none does not exist");
}

TEST_CASE("a directory is not made by way of a planted link, nor through a file or a closed door") {
  PretendHost host;
  host.link("/home/ada/src/tool/link", "/opt").link("/home/ada/dangling", "/nowhere").file("/home/ada/note");
  host.refuse("/closed", EACCES);
  const auto complaint = [&](const std::string& profile) { return complaint_about(profile, host).sentence; };
  CHECK(complaint("create = [\"/home/ada/src/tool/link/x\"]") == "no complaint");
  CHECK(complaint("rw = [\"/home/ada/src/tool\"]\ncreate = [\"/home/ada/src/tool/link/x\"]") ==
        "/home/ada/src/tool/link/x leads through the link /home/ada/src/tool/link, which lies in a directory that the "
        "sandbox may write");
  CHECK(complaint("create = [\"~/dangling/x\"]") ==
        "cannot make the directory /home/ada/dangling/x: a symbolic link below /home/ada leads to nothing");
  CHECK(complaint("create = [\"~/dangling\"]") ==
        "cannot make the directory /home/ada/dangling: a symbolic link below /home/ada leads to nothing");
  CHECK(complaint("create = [\"~/note\"]") ==
        "cannot make the directory /home/ada/note: /home/ada/note is no directory");
  CHECK(complaint("create = [\"~/note/x\"]") ==
        "cannot make the directory /home/ada/note/x: /home/ada/note: not a directory");
  CHECK(complaint("create = [\"/closed/x\"]") == "cannot make the directory /closed/x: /closed: permission denied");
}

TEST_CASE("a home is kept for each profile, below the state directory") {
  const std::string persistent = "home = \"persistent\"\n";
  CHECK(made(persistent) == Phrases{kept});
  CHECK(attaches("attach " + std::string(kept) + " at /home/ada, writable", persistent));
  PretendHost host;
  host.directory(kept, 1000);
  CHECK(made(persistent, host).empty());
  host.variables.emplace_back("XDG_STATE_HOME=/srv/state");
  CHECK(made(persistent, host) == Phrases{"/srv/state/sandbox/own/home"});
  PretendHost homeless;
  homeless.variables = {"HOME=/"};
  CHECK(made(persistent, homeless).empty());
}

TEST_CASE("it has the name that the profile's state has, else the profile's; without either there is none") {
  policy::Policy policy = testing::own_policy("filesystem.home = \"persistent\"");
  const auto first = [&] {
    const steps::Plan plan = planner::plan(policy, {"true"}, PretendHost{});
    return std::get<steps::MakeHostDirectory>(plan.before.at(0).action).path.text();
  };
  policy.provenance.state_name = "own-4711";
  CHECK(first() == "/home/ada/.local/state/sandbox/own-4711/home");
  policy.provenance.state_name = {};
  policy.name.value = {};
  const char* const nameless = "a home is kept under the name of its profile, and this one has none";
  CHECK_THROWS_WITH_AS(first(), nameless, PolicyError);
  for (const char* name : {".", "..", "a/b"}) {
    policy.provenance.state_name = name;
    CHECK_THROWS_WITH_AS(first(), nameless, PolicyError);
  }
}

TEST_CASE("a kept home of somebody else's is not used, nor a link that the sandbox may have planted there") {
  PretendHost host;
  host.directory(kept, 4711);
  CHECK(complaint_about("home = \"persistent\"", host).sentence ==
        "the home " + std::string(kept) + " belongs to another user");
  host.directory(kept, 1000).link(std::string(kept) + "/link", "/opt");
  CHECK(complaint_about("home = \"persistent\"\ncreate = [\"" + std::string(kept) + "/link/x\"]", host)
            .sentence.find("lies in a directory that the sandbox may write") != std::string::npos);
  CHECK(complaint_about("home = \"persistent\"\nro = [\"" + std::string(kept) + "/link\"]", host)
            .sentence.find("lies in a directory that the sandbox may write") != std::string::npos);
}

TEST_CASE("what is placed in a kept home needs its mount point there, and the hint says how to have one") {
  PretendHost host;
  host.directory(kept, 1000);
  const std::string persistent = "home = \"persistent\"\n";
  const Complaint directory = complaint_about(persistent + "rw = [\"/home/ada/src\"]", host);
  CHECK(directory.sentence == "nothing can be placed at /home/ada/src: " + std::string(kept) +
                                  "/src does not exist on the host, and nothing is ever made there");
  CHECK(directory.hint == "have it made: filesystem.create = [\"${STATE_DIR}/home/src\"]");
  const Complaint file = complaint_about(persistent + "ro = [\"~/.gitconfig\"]", host);
  CHECK(file.hint == "make it there once: touch " + std::string(kept) + "/.gitconfig");
  CHECK(attaches("attach /home/ada/src, writable",
                 persistent + "create = [\"" + std::string(kept) + "/src\"]\nrw = [\"/home/ada/src\"]", host));
}

TEST_CASE("refusals are written where a directory is made for them, and by way of no link in a kept home") {
  const auto log = [](const std::string& file, const PretendHost& host) -> std::string {
    const std::string profile = "log.denials = \"file\"\nlog.file = \"" + file +
                                "\"\n[filesystem]\nhome = \"persistent\"\ncreate = [\"~/logs/new\"]\n";
    try {
      return planner::plan(testing::own_policy(profile), {"true"}, host).supervision.watch->file->text();
    } catch (const PolicyError& error) {
      return error.complaint().sentence;
    }
  };
  CHECK(log("~/logs/new/log", {}) == "/home/ada/logs/new/log");
  CHECK(log("~/logs/other/log", {}) == "/home/ada/logs/other/log is to be written, and its directory does not exist");
  PretendHost host;
  host.directory(kept, 1000).link(std::string(kept) + "/src", "/opt");
  CHECK(log("${STATE_DIR}/home/src/log", host) == std::string(kept) + "/src leads through the link " + kept +
                                                      "/src, which lies in a directory that the sandbox may write");
  // Without a name it stands beside the home, whose parents are made with it.
  CHECK(made("home = \"persistent\"\n[log]\ndenials = \"file\"") == Phrases{kept});
}
