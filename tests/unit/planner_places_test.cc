// Where ${HOME}, ${PWD} and ${PROJECT} are, and the guard that keeps them from opening more than a person meant.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <string>

#include "machine/places.h"
#include "pretend_host.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using testing::PretendHost;

HostPath host_path(const std::string& text) { return *HostPath::parse(text); }

std::string project_in(PretendHost host, const std::string& pwd) {
  host.pwd = pwd;
  return Places(host).project()->text();
}

std::string home_with(PretendHost host, const std::string& variable) {
  host.variables = {variable};
  return Places(host).home().text();
}

// "" when the text may open this path of the host, else why not.
std::string guarded(const std::string& text, const std::string& real, const PretendHost& host = {}) try {
  guard_variables(text, host_path(real), Places(host), {});
  return {};
} catch (const PolicyError& error) {
  return error.complaint().sentence;
}

template <class Function>
std::string complaint_of(Function function) try {
  function();
  return "no complaint";
} catch (const PolicyError& error) {
  return error.complaint().sentence;
}

}  // namespace

TEST_CASE("the home is what the environment says, else what passwd says, else the root") {
  PretendHost host;
  CHECK(home_with(host, "HOME=/srv/ada") == "/srv/ada");
  CHECK(home_with(host, "HOME=/srv//ada/") == "/srv/ada");
  CHECK(home_with(host, "HOME=") == "/home/ada");
  CHECK(home_with(host, "HOME=ada") == "/home/ada");
  CHECK(home_with(host, "HOME=/srv/../etc") == "/home/ada");
  CHECK(home_with(host, "OTHER=1") == "/home/ada");
  host.who = {.uid = 4711, .gid = 4711};
  CHECK(home_with(host, "OTHER=1") == "/");
}

TEST_CASE("state is kept where the base directory specification says") {
  const auto state_with = [](const std::string& variable) {
    PretendHost host;
    host.variables = {"HOME=/srv/ada", variable};
    return Places(host).state_directory().text();
  };
  CHECK(state_with("OTHER=1") == "/srv/ada/.local/state/sandbox");
  CHECK(state_with("XDG_STATE_HOME=/var/state/") == "/var/state/sandbox");
  for (const char* ignored : {"XDG_STATE_HOME=", "XDG_STATE_HOME=state", "XDG_STATE_HOME=/a/../b"})
    CHECK(state_with(ignored) == "/srv/ada/.local/state/sandbox");
}

TEST_CASE("the project is the nearest directory above with a .git of the caller's own") {
  PretendHost host;
  host.directory("/home/ada/src/tool/lib/deep/er", 1000);
  CHECK(project_in(host, "/home/ada/src/tool/lib/deep/er") == "/home/ada/src/tool");
  CHECK(project_in(host, "/home/ada/src/tool") == "/home/ada/src/tool");
  CHECK(project_in(host, "/home/ada/src") == "/home/ada/src");
  host.directory("/home/ada/src/tool/lib/.git", 1000);
  CHECK(project_in(host, "/home/ada/src/tool/lib/deep") == "/home/ada/src/tool/lib");
  // A worktree's .git is a file.
  host.file("/home/ada/src/tool/lib/deep/.git", "gitdir: /x", 1000);
  CHECK(project_in(host, "/home/ada/src/tool/lib/deep/er") == "/home/ada/src/tool/lib/deep");
}

TEST_CASE("a .git that another user left does not widen what is opened") {
  PretendHost host;
  host.directory("/tmp/.git", 1001).directory("/tmp/work", 1000);
  CHECK(project_in(host, "/tmp/work") == "/tmp/work");
  host.directory("/tmp/.git", 0);
  CHECK(project_in(host, "/tmp/work") == "/tmp/work");
  // Nor does a link of theirs to something of the caller's.
  host.remove("/tmp/.git").link("/tmp/.git", "/home/ada/src/tool/.git");
  CHECK(project_in(host, "/tmp/work") == "/tmp/work");
  host.directory("/tmp/.git", 1000);
  CHECK(project_in(host, "/tmp/work") == "/tmp");
}

TEST_CASE("a .git in the home, above it or in the root makes no project of them") {
  PretendHost host;
  for (const char* path : {"/home/ada/.git", "/home/.git", "/.git"}) host.directory(path, 1000);
  CHECK(project_in(host, "/home/ada/src") == "/home/ada/src");
  CHECK(project_in(host, "/opt") == "/opt");
}

TEST_CASE("what ${PWD} or ${PROJECT} opens is never the root, the home, or what holds the home") {
  for (const char* text : {"${PWD}", "${PROJECT}", "${PWD}/..", "${PROJECT}/sub"}) {
    CAPTURE(text);
    CHECK(guarded(text, "/").find("the whole machine") != std::string::npos);
    CHECK(guarded(text, "/home/ada").find("your whole home") != std::string::npos);
    CHECK(guarded(text, "/home").find("a directory with your whole home in it") != std::string::npos);
    CHECK(guarded(text, "/home/ada/src").empty());
    CHECK(guarded(text, "/home/adam").empty());
    CHECK(guarded(text, "/opt").empty());
  }
}

TEST_CASE("nor is it where programs meet, whose sockets are ways out, or what holds such a place") {
  PretendHost host;
  host.directory("/tmp/work", 1000).directory("/run/user/1000/app", 1000).directory("/data/tmp");
  host.variables.emplace_back("XDG_RUNTIME_DIR=/run/user/1000");
  for (const char* text : {"${PWD}", "${PROJECT}"}) {
    CAPTURE(text);
    for (const char* place : {"/tmp", "/var/tmp", "/run", "/run/user/1000"})
      CHECK(guarded(text, place, host).find("which is where other programs keep their sockets") != std::string::npos);
    CHECK(guarded(text, "/run/user", host).find("which is above /run/user/1000, where other programs keep") !=
          std::string::npos);
    CHECK(guarded(text, "/var", host).find("which is above /var/tmp, where") != std::string::npos);
    for (const char* place : {"/tmp/work", "/run/user/1000/app", "/run/other", "/data/tmp"})
      CHECK(guarded(text, place, host).empty());
  }
  CHECK(guarded("${XDG_RUNTIME_DIR}", "/run/user/1000", host).empty());
  CHECK(guarded("${TMPDIR}", "/tmp", host).empty());
  host.remove("/tmp").link("/tmp", "/data/tmp");
  CHECK(guarded("${PWD}", "/data/tmp", host).find("where other programs keep their sockets") != std::string::npos);
}

TEST_CASE("who spells a path out means it") {
  CHECK(guarded("/home/ada", "/home/ada").empty());
  CHECK(guarded("~", "/home/ada").empty());
  CHECK(guarded("${HOME}", "/home/ada").empty());
  CHECK(guarded("/home/$${PWD}", "/home/ada").empty());
}

TEST_CASE("the guard compares real paths: a home behind a link is guarded where it lies") {
  PretendHost host;
  host.directory("/data/ada", 1000).link("/home/eve", "/data/ada");
  host.variables = {"HOME=/home/eve"};
  CHECK(guarded("${PWD}", "/data/ada", host).find("your whole home") != std::string::npos);
  CHECK(guarded("${PWD}", "/data", host).find("a directory with your whole home in it") != std::string::npos);
  CHECK(guarded("${PWD}", "/home/ada", host).empty());
}

TEST_CASE("paths are expanded, tidied and absolute") {
  const PretendHost host;
  const Places places(host);
  CHECK(expand_path("~/x//y/", places, {}).text() == "/home/ada/x/y");
  CHECK(expand_path("${PWD}/../x", places, {}).text() == "/home/ada/src/tool/../x");
  CHECK(expand_path("/a$$b", places, {}).text() == "/a$b");
  CHECK(expand_inner_path("${PROJECT}/lib", places, {}).text() == "/home/ada/src/tool/lib");
  CHECK(complaint_of([&] { expand_path("lib", places, {}); }) == "lib is not an absolute path");
  CHECK(complaint_of([&] { expand_inner_path("/a/../b", places, {}); }) == "/a/../b is not a path inside a sandbox");
}

TEST_CASE("inside, ~ and ${HOME} are the home inside, and all else is where it is") {
  const PretendHost host;
  const Places inside = Places(host).inside(*InnerPath::parse("/home/builder"));
  CHECK(expand_inner_path("~/x", inside, {}).text() == "/home/builder/x");
  CHECK(expand_inner_path("/srv/${HOME}", inside, {}).text() == "/srv/home/builder");
  CHECK(expand_inner_path("${PROJECT}/x", inside, {}).text() == "/home/ada/src/tool/x");
  CHECK(inside.real_home().text() == "/home/ada");
}

TEST_CASE("a home that is the root does not double slashes") {
  PretendHost host;
  host.variables = {"HOME=/"};
  const Places places(host);
  CHECK(expand_path("~/x", places, {}).text() == "/x");
  CHECK(expand_path("~", places, {}).is_root());
}

TEST_CASE("where there is no current directory, its variables have no value, and the others have") {
  PretendHost host;
  host.pwd = "";
  const Places places(host);
  for (const char* text : {"${PWD}", "${PROJECT}/x"})
    CHECK(complaint_of([&] { expand_path(text, places, {}); }).find("has no value") != std::string::npos);
  CHECK(expand_path("${HOME}", places, {}).text() == "/home/ada");
}
