// What decides about the next launch: it cannot be changed from inside, or there is no launch.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "machine/host_view.h"
#include "own_profile.h"
#include "planner/planner.h"
#include "pretend_host.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using testing::PretendHost;
using Phrases = std::vector<std::string>;

constexpr const char* profiles = "/home/ada/.config/sandbox/profiles";
constexpr const char* state = "/home/ada/.local/state/sandbox";

// Counts what it is asked for.
class CountingHost final : public HostView {
 public:
  using HostView::HostView;
  Answer find(const HostPath& path) const override {
    if (path.text().find("sandbox") != std::string::npos) ++asked;
    return seen().find(path);
  }

  mutable int asked = 0;
};

PretendHost with_profiles() {
  PretendHost host;
  host.directory(profiles, 1000).file("/home/ada/src/tool/build.toml", "x", 1000);
  return host;
}

steps::Plan plan_of(const std::string& filesystem, const Host& host) {
  policy::Policy policy = testing::own_policy("[filesystem]\n" + filesystem);
  policy.provenance = {.files = {"build.toml"}, .directories = {profiles, "/etc/sandbox/profiles"}, .state_name = {}};
  return planner::plan(policy, {"true"}, host);
}

// What is attached below the caller's home.
Phrases attached(const std::string& filesystem, const PretendHost& host = with_profiles()) {
  Phrases phrases;
  for (const steps::Step& step : plan_of(filesystem, host).world)
    if (std::string phrase = steps::phrase_of(step.action); phrase.starts_with("attach /home/ada"))
      phrases.push_back(std::move(phrase));
  return phrases;
}

Complaint complaint_about(const std::string& filesystem, const Host& host = with_profiles()) try {
  plan_of(filesystem, host);
  return {.sentence = "no complaint", .wanted_by = {}, .refused_by = {}, .hint = {}};
} catch (const PolicyError& error) {
  return error.complaint();
}

}  // namespace

TEST_CASE("a writable tree that holds profiles shows them read-only, and in their place") {
  CHECK(attached("rw = [\"~/.config\"]") == Phrases{"attach /home/ada/.config, writable",
                                                    "attach /home/ada/.config/sandbox, writable",
                                                    "attach /home/ada/.config/sandbox/profiles, read-only"});
  CHECK(attached("rw = [\"~/.config:/cfg\"]") ==
        Phrases{"attach /home/ada/.config at /cfg, writable",
                "attach /home/ada/.config/sandbox at /cfg/sandbox, writable",
                "attach /home/ada/.config/sandbox/profiles at /cfg/sandbox/profiles, read-only"});
  CHECK(attached("rw = [\"${PWD}\"]") ==
        Phrases{"attach /home/ada/src/tool, writable", "attach /home/ada/src/tool/build.toml, read-only"});
  const Phrases home = attached("home = \"rw\"");
  for (const char* held : {profiles, state, "/home/ada/src/tool/build.toml"})
    CHECK(std::find(home.begin(), home.end(), "attach " + std::string(held) + ", read-only") != home.end());
  for (const char* pin : {"/home/ada/.local", "/home/ada/.local/state", "/home/ada/.config", "/home/ada/src/tool"})
    CHECK(std::find(home.begin(), home.end(), "attach " + std::string(pin) + ", writable") != home.end());
}

TEST_CASE("what a profile protects in such a place does not open the way to it") {
  PretendHost host = with_profiles();
  host.file(std::string(profiles) + "/own.toml", "x", 1000);
  CHECK(attached("rw = [\"~/.config\"]\nprotect = [\"~/.config/sandbox/profiles/own.toml\"]", host) ==
        Phrases{"attach /home/ada/.config, writable", "attach /home/ada/.config/sandbox, writable",
                "attach /home/ada/.config/sandbox/profiles, read-only",
                "attach /home/ada/.config/sandbox/profiles/own.toml, read-only"});
}

TEST_CASE("a flag does not open them") {
  policy::Policy policy = testing::own_policy("");
  policy.provenance.directories = {profiles};
  for (const char* path : {profiles, "/home/ada/.config/sandbox"}) {
    policy.filesystem.rw = {{{.source = path, .target = path}, {.place = "--rw", .key = {}}}};
    PretendHost host = with_profiles();
    if (std::string(path) == profiles) {
      CHECK_THROWS_AS(planner::plan(policy, {"true"}, host), PolicyError);
      continue;
    }
    const auto world = planner::plan(policy, {"true"}, host).world;
    CHECK(std::any_of(world.begin(), world.end(), [](const steps::Step& step) {
      return steps::phrase_of(step.action) == "attach " + std::string(profiles) + ", read-only";
    }));
  }
}

TEST_CASE("what is no part of what is writable costs no mount, and without anything writable no question") {
  CHECK(attached("rw = [\"~/src/tool/lib\"]") == Phrases{"attach /home/ada/src/tool/lib, writable"});
  CHECK(attached("ro = [\"~\"]") == Phrases{"attach /home/ada, read-only"});
  CHECK(attached("rw = [\"~/.config\"]\nro = [\"~/.config/sandbox\"]") ==
        Phrases{"attach /home/ada/.config, writable", "attach /home/ada/.config/sandbox, read-only"});
  CHECK(attached("rw = [\"~/.config\"]\ntmpfs = [\"~/.config/sandbox\"]") ==
        Phrases{"attach /home/ada/.config, writable"});
  const PretendHost host = with_profiles();
  const CountingHost counting(host);
  plan_of("ro = [\"/opt\"]\ntmpfs = [\"/tmp\"]\nhome = \"tmpfs\"", counting);
  CHECK(counting.asked == 0);
}

TEST_CASE("a place for profiles that the command could make is refused, with all that are missing in one hint") {
  PretendHost host = with_profiles();
  host.remove(profiles).remove("/home/ada/.config/sandbox").remove(state);
  const Complaint complaint = complaint_about("home = \"rw\"", host);
  CHECK(complaint.sentence ==
        "the command could make /home/ada/.config/sandbox/profiles, where profiles are looked "
        "for: only what exists can be protected");
  CHECK(complaint.wanted_by == "own.toml:3 filesystem.home");
  CHECK(complaint.hint == "make it first: mkdir -p /home/ada/.config/sandbox/profiles /home/ada/.local/state/sandbox");
  CHECK(complaint_about("rw = [\"~/src\"]", host).sentence == "no complaint");
  PretendHost gone = with_profiles();
  gone.remove("/home/ada/src/tool/build.toml");
  CHECK(complaint_about("rw = [\"${PWD}\"]", gone).sentence ==
        "the command could make /home/ada/src/tool/build.toml, a profile of this launch: only what exists can be "
        "protected");
  CHECK(complaint_about("rw = [\"${PWD}\"]", gone).hint.empty());
  // What stands in its place is no place for profiles either.
  CHECK(complaint_about("rw = [\"~/.config\"]\ntmpfs = [\"~/.config\"]", host).sentence != "no complaint");
  host.directory("/home/ada/.config/sandbox", 1000);
  CHECK(complaint_about("rw = [\"~/.config\"]\nprotect = [\"~/.config/sandbox\"]", host).sentence == "no complaint");
}

TEST_CASE("what is such a place, or lies in one, is not writable; what is kept for the profile is") {
  PretendHost host = with_profiles();
  host.directory(std::string(profiles) + "/own.d", 1000).directory(std::string(state) + "/own/data", 1000);
  host.directory(std::string(state) + "/other/home", 1000);
  const auto complaint = [&](const std::string& path) {
    return complaint_about("rw = [\"" + path + ":/x\"]", host).sentence;
  };
  CHECK(complaint(profiles) ==
        "the command could change /home/ada/.config/sandbox/profiles, which is where profiles are looked for");
  CHECK(complaint(std::string(profiles) + "/own.d") ==
        "the command could change /home/ada/.config/sandbox/profiles/own.d, which lies in "
        "/home/ada/.config/sandbox/profiles, where profiles are looked for");
  CHECK(complaint("/home/ada/src/tool/build.toml") ==
        "the command could change /home/ada/src/tool/build.toml, which is a profile of this launch");
  CHECK(complaint(std::string(state) + "/other/home") ==
        "the command could change /home/ada/.local/state/sandbox/other/home, which lies in "
        "/home/ada/.local/state/sandbox, where the launcher keeps its own");
  CHECK(complaint(std::string(state) + "/own") != "no complaint");
  CHECK(complaint(std::string(state) + "/own/data") == "no complaint");
  CHECK(complaint_about("home = \"persistent\"", host).sentence == "no complaint");
}

TEST_CASE("a place is what it really is, and a link on the way is none that the command could replace") {
  PretendHost host = with_profiles();
  host.remove(profiles).remove("/home/ada/.config/sandbox");
  host.directory("/home/ada/dotfiles/sandbox/profiles", 1000).link("/home/ada/.config/sandbox", "../dotfiles/sandbox");
  CHECK(attached("rw = [\"~/dotfiles\"]", host) == Phrases{"attach /home/ada/dotfiles, writable",
                                                           "attach /home/ada/dotfiles/sandbox, writable",
                                                           "attach /home/ada/dotfiles/sandbox/profiles, read-only"});
  const Complaint complaint = complaint_about("rw = [\"~/.config\"]", host);
  CHECK(complaint.sentence ==
        "the command could replace the link /home/ada/.config/sandbox, through which "
        "/home/ada/.config/sandbox/profiles leads, where profiles are looked for");
  CHECK(complaint.wanted_by == "own.toml:3 filesystem.rw");
  // A link that is not there for the command, and stays where it is, is none to replace.
  CHECK(complaint_about("rw = [\"~\"]\nro = [\"~/.config\"]", host).sentence == "no complaint");
}

TEST_CASE("where the entries of such a place are links, what they lead to is held as well") {
  PretendHost host = with_profiles();
  host.directory("/home/ada/dot/build.d", 1000).file("/home/ada/dot/mine.toml", "x", 1000);
  host.file("/home/ada/dot/more.toml", "x", 1000).file("/home/ada/dot/trusted", "x", 1000);
  host.file("/home/ada/dot/notes", "x", 1000).directory(std::string(profiles) + "/own.d", 1000);
  host.link(std::string(profiles) + "/build.d", "/home/ada/dot/build.d");
  host.link(std::string(profiles) + "/mine.toml", "/home/ada/dot/mine.toml");
  host.link(std::string(profiles) + "/own.d/more.toml", "/home/ada/dot/more.toml");
  host.link(std::string(profiles) + "/notes", "/home/ada/dot/notes");
  host.link(std::string(state) + "/trusted", "/home/ada/dot/trusted");
  CHECK(attached("rw = [\"~/dot\"]", host) ==
        Phrases{"attach /home/ada/dot, writable", "attach /home/ada/dot/build.d, read-only",
                "attach /home/ada/dot/mine.toml, read-only", "attach /home/ada/dot/more.toml, read-only",
                "attach /home/ada/dot/trusted, read-only"});
  CHECK(complaint_about("rw = [\"~/dot/build.d\"]", host).sentence ==
        "the command could change /home/ada/dot/build.d, which is where more of a profile is looked for");

  host.link("/home/ada/dot/build.d/deep.toml", "../deep/deep.toml").file("/home/ada/dot/deep/deep.toml", "x", 1000);
  CHECK(attached("rw = [\"~/dot/deep\"]", host) ==
        Phrases{"attach /home/ada/dot/deep, writable", "attach /home/ada/dot/deep/deep.toml, read-only"});

  host.link("/home/ada/dot/current", "versions").file("/home/ada/dot/versions/new.toml", "x", 1000);
  host.link(std::string(profiles) + "/new.toml", "/home/ada/dot/current/new.toml");
  CHECK(complaint_about("rw = [\"~/dot\"]", host).sentence ==
        "the command could replace the link /home/ada/dot/current, through which "
        "/home/ada/.config/sandbox/profiles/new.toml leads, a profile of other launches");
}

TEST_CASE("the filter program of a launch is held as its profiles are") {
  PretendHost host = with_profiles();
  host.file("/home/ada/filters/own.bpf", std::string("\x06\0\0\0\0\0\xff\x7f", 8), 1000);
  policy::Policy policy = testing::own_policy("seccomp.bpf = \"~/filters/own.bpf\"\nfilesystem.rw = [\"~/filters\"]");
  const auto world = planner::plan(policy, {"true"}, host).world;
  CHECK(std::any_of(world.begin(), world.end(), [](const steps::Step& step) {
    return steps::phrase_of(step.action) == "attach /home/ada/filters/own.bpf, read-only";
  }));
  policy.filesystem.rw.front().value = {.source = "~/filters/own.bpf", .target = "~/filters/own.bpf"};
  CHECK_THROWS_WITH_AS(planner::plan(policy, {"true"}, host),
                       "the command could change /home/ada/filters/own.bpf, which is the filter program of this launch",
                       PolicyError);
}

TEST_CASE("what a link of such a place will lead to once it exists is not made by the command") {
  PretendHost host = with_profiles();
  host.directory("/home/ada/dot", 1000).link(std::string(profiles) + "/gone.toml", "/home/ada/dot/gone.toml");
  const Complaint complaint = complaint_about("rw = [\"~/dot\"]", host);
  CHECK(complaint.sentence ==
        "the command could make /home/ada/dot/gone.toml, a profile of other launches: only what exists can be "
        "protected");
  CHECK(complaint.hint.empty());
  CHECK(complaint_about("rw = [\"~/.config\"]", host).sentence == "no complaint");

  PretendHost dangling = with_profiles();
  dangling.remove(profiles).remove("/home/ada/.config/sandbox").directory("/home/ada/dot", 1000);
  dangling.link("/home/ada/.config/sandbox", "../dot/sandbox");
  CHECK(complaint_about("rw = [\"~/dot\"]", dangling).hint == "make it first: mkdir -p /home/ada/dot/sandbox");
}
