// Patterns in lists of paths become what they fit when the sandbox starts.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <errno.h>
#include <string>
#include <vector>

#include "own_profile.h"
#include "planner/path_patterns.h"
#include "policy/path_pattern.h"
#include "pretend_host.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using testing::PretendHost;

PretendHost with_keys() {
  PretendHost host;
  const std::string tool = "/home/ada/src/tool/";
  host.file(tool + "a.pem", "x", 1000).file(tool + "b.pem", "x", 1000).file(tool + ".c.pem", "x", 1000);
  return host.file(tool + "$d.pem", "x", 1000).file(tool + "[e].pem", "x", 1000);
}

// The sources that a list has afterwards.
std::string fitting(const std::string& entry, const PretendHost& host = with_keys()) try {
  const policy::Policy policy = testing::own_policy("filesystem.ro = [\"" + entry + "\"]\n");
  std::string names;
  for (const auto& rule : planner::without_patterns(policy.filesystem, Places(host), host).ro)
    names.append(names.empty() ? "" : " ").append(rule.value.source.substr(rule.value.source.rfind('/') + 1));
  return names;
} catch (const PolicyError& error) {
  return error.complaint().headline();
}

}  // namespace

TEST_CASE("a pattern stands for the names it fits, sorted; for hidden ones only when it begins with a dot") {
  CHECK(fitting("${PROJECT}/*.pem") == "$$d.pem [e].pem a.pem b.pem");
  CHECK(fitting("${PROJECT}/[ab].pem") == "a.pem b.pem");
  CHECK(fitting("${PROJECT}/?.pem") == "a.pem b.pem");
  CHECK(fitting("${PROJECT}/.*.pem") == ".c.pem");
  CHECK(fitting("${PROJECT}/\\\\[*") == "[e].pem");
  CHECK(fitting("${PROJECT}/a.pem") == "a.pem");
}

TEST_CASE("a pattern that fits nothing is an error, unless it is optional") {
  CHECK(fitting("${PROJECT}/*.key") == "nothing fits '${PROJECT}/*.key': no name is like that");
  CHECK(fitting("${PROJECT}/*.key?").empty());
  CHECK(fitting("~/nowhere/*") == "nothing fits '~/nowhere/*': /home/ada/nowhere: no such file or directory");
  CHECK(fitting("~/nowhere/*?").empty());
  PretendHost host;
  CHECK(fitting("~/closed/*?", host.refuse("/home/ada/closed", EACCES)) ==
        "nothing fits '~/closed/*': /home/ada/closed: permission denied");
}

TEST_CASE("a pattern stands in the last component, and has no target of its own") {
  CHECK(fitting("/a/*/b") == "own.toml:2:18: filesystem.ro: \"/a/*/b\" has a pattern before its last component");
  CHECK(fitting("/a/*:/b") == "own.toml:2:18: filesystem.ro: \"/a/*\" is a pattern, which has no target of its own");
  CHECK(!policy::path_pattern("${env:X:-/*}/a"));
  CHECK(!policy::path_pattern("*"));
  CHECK(policy::path_pattern("/*")->directory.empty());
}

TEST_CASE("what is hidden and protected by patterns is found in the plan") {
  std::string world;
  for (const std::string& phrase :
       testing::own_world("filesystem.rw = [\"${PROJECT}\"]\nfilesystem.hide = [\"${PROJECT}/?.pem\"]\n", with_keys()))
    world.append(phrase).append("\n");
  for (const char* name : {"a.pem", "b.pem"})
    CHECK(world.find("hide the file /home/ada/src/tool/" + std::string(name)) != std::string::npos);
  CHECK(world.find(".c.pem") == std::string::npos);
}
