// Which object of the host a path means, and whether its way there can be trusted.
//
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <doctest/doctest.h>
#include <string>

#include "own_profile.h"
#include "planner/sources.h"
#include "pretend_host.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using testing::PretendHost;

// Where the text leads under this [filesystem] table, "absent" for what is optional and not there, or the complaint.
std::string source(const std::string& filesystem, const std::string& text, const PretendHost& host,
                   bool optional = false) try {
  const policy::Policy policy = testing::own_policy("[filesystem]\n" + filesystem);
  const Places places(host);
  const planner::Sources sources(policy.filesystem, places, host);
  const auto found = sources.resolve({.text = text, .optional = optional, .origin = {}});
  return found ? found->real.text() : "absent";
} catch (const PolicyError& error) {
  return error.complaint().sentence;
}

// A link /home/ada/src/tool/out leads to the caller's keys.
PretendHost with_link() {
  PretendHost host;
  host.link("/home/ada/src/tool/out", "/home/ada/.ssh").file("/home/ada/.ssh/id", "key", 1000);
  return host;
}

bool is_mistrusted(const std::string& filesystem, const std::string& text, const PretendHost& host) {
  return source(filesystem, text, host).find("which lies in a directory that the sandbox may write") !=
         std::string::npos;
}

}  // namespace

TEST_CASE("a link in any directory that the sandbox may write is followed by nobody") {
  const PretendHost host = with_link();
  for (const char* filesystem : {
           "rw = [\"/home/ada/src/tool\"]",
           "rw = [\"${PWD}\"]",
           "rw = [\"/home/ada/src:/elsewhere\"]",
           "home = \"rw\"",
           "mount = [{ source = \"/home/ada/src/tool\", mode = \"rw\" }]",
       }) {
    CAPTURE(filesystem);
    CHECK(is_mistrusted(filesystem, "/home/ada/src/tool/out", host));
    CHECK(is_mistrusted(filesystem, "/home/ada/src/tool/out/id", host));
    CHECK(is_mistrusted(filesystem, "${PWD}/out", host));
  }
}

TEST_CASE("a link where the sandbox cannot write is the caller's own, and followed") {
  const PretendHost host = with_link();
  for (const char* filesystem :
       {"", "ro = [\"/home/ada/src\"]", "rw = [\"/home/ada/src/tool/lib\"]", "tmpfs = [\"/home/ada/src/tool\"]",
        "rw = [\"/home/ada/src/tool/out\"]", "mount = [{ source = \"/home/ada/src/tool\", mode = \"ro\" }]"}) {
    CAPTURE(filesystem);
    CHECK(source(filesystem, "/home/ada/src/tool/out", host) == "/home/ada/.ssh");
  }
}

TEST_CASE("a writable directory is one by its real place, whatever name it is reached by") {
  PretendHost host = with_link();
  host.link("/home/ada/work", "src/tool");
  CHECK(is_mistrusted("rw = [\"/home/ada/work\"]", "/home/ada/src/tool/out", host));
  CHECK(is_mistrusted("rw = [\"/home/ada/src/tool\"]", "/home/ada/work/out", host));
  // The link that names the writable directory lies outside of it.
  CHECK(source("rw = [\"/home/ada/work\"]", "/home/ada/work", host) == "/home/ada/src/tool");
}

TEST_CASE("a neighbour with the same beginning is another directory") {
  PretendHost host;
  host.link("/home/ada/src/toolbox/out", "/opt");
  CHECK(source("rw = [\"/home/ada/src/tool\"]", "/home/ada/src/toolbox/out", host) == "/opt");
}

TEST_CASE("optional excuses what does not exist, and nothing else") {
  PretendHost host = with_link();
  host.refuse("/closed", EACCES).link("/circle", "circle").file("/note");
  CHECK(source("", "/none", host, true) == "absent");
  CHECK(source("", "/none/deeper", host, true) == "absent");
  CHECK(source("", "/note/deeper", host, true) == "absent");
  CHECK(source("", "/closed/x", host, true) == "cannot show /closed/x: /closed: permission denied");
  CHECK(source("", "/circle", host, true) == "cannot show /circle: /circle: too many levels of symbolic links");
  CHECK(source("rw = [\"${PWD}\"]", "${PWD}/out", host, true) != "absent");
  CHECK(source("", "/none", host) == "cannot show /none: it does not exist");
}

TEST_CASE("the host's processes are not shown, by whatever name") {
  PretendHost host;
  host.directory("/proc/1").link("/processes", "/proc").link("/everything", "/");
  for (const char* text : {"/proc", "/proc/1", "/processes", "/processes/1", "/", "/everything", "/opt/.."}) {
    CAPTURE(text);
    CHECK(source("", text, host).find("would show the processes of the host") != std::string::npos);
    CHECK(source("", text, host, true).find("would show the processes of the host") != std::string::npos);
  }
  host.directory("/processor");
  CHECK(source("", "/processor", host) == "/processor");
}

TEST_CASE("a variable that opens too much is caught behind links and \"..\", too") {
  PretendHost host;
  host.link("/home/ada/src/tool/up", "/home/ada");
  CHECK(source("", "${PWD}/up", host).find("which is your whole home") != std::string::npos);
  CHECK(source("", "${PWD}/../..", host).find("which is your whole home") != std::string::npos);
  CHECK(source("", "${PROJECT}/../../..", host).find("a directory with your whole home in it") != std::string::npos);
  CHECK(source("", "${PWD}/..", host) == "/home/ada/src");
}
