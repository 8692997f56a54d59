// A path of the host is followed link by link, as the kernel would, and every link on the way is remembered.
//
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "pretend_host.h"

namespace {

using namespace sandbox;

// "real path (links that were followed)", or "errno at the component that is in the way".
std::string way(const testing::PretendHost& host, const std::string& path) {
  const Answer answer = host.find(*HostPath::parse(path));
  if (const auto* missing = std::get_if<Missing>(&answer))
    return std::to_string(missing->error) + " at " + missing->part.text();
  const auto& found = std::get<Found>(answer);
  std::string text = found.real.text();
  for (const HostPath& link : found.links) text += " (" + link.text() + ")";
  return text;
}

std::string refused(int error, const std::string& at) { return std::to_string(error) + " at " + at; }

}  // namespace

TEST_CASE("a path without links is where it says") {
  const testing::PretendHost host;
  CHECK(way(host, "/") == "/");
  CHECK(way(host, "/usr/bin") == "/usr/bin");
  CHECK(way(host, "//usr/./bin/") == "/usr/bin");
}

TEST_CASE("links are followed from where they lie, and remembered by their real place") {
  testing::PretendHost host;
  host.directory("/a/b").directory("/c/d").link("/a/b/relative", "../../c").link("/a/absolute", "/c/d");
  host.link("/first", "/a/b/relative/d").link("/dot", ".").link("/a/slashes", "/c//d/");
  CHECK(way(host, "/bin") == "/usr/bin (/bin)");
  CHECK(way(host, "/a/b/relative") == "/c (/a/b/relative)");
  CHECK(way(host, "/a/b/relative/d") == "/c/d (/a/b/relative)");
  CHECK(way(host, "/a/absolute") == "/c/d (/a/absolute)");
  CHECK(way(host, "/a/slashes") == "/c/d (/a/slashes)");
  CHECK(way(host, "/first") == "/c/d (/first) (/a/b/relative)");
  CHECK(way(host, "/dot/dot/usr") == "/usr (/dot) (/dot)");
}

TEST_CASE("\"..\" is resolved behind the link in front of it, not by the text") {
  testing::PretendHost host;
  host.directory("/a/b").directory("/c/d").link("/a/link", "/c/d");
  CHECK(way(host, "/a/b/../b") == "/a/b");
  CHECK(way(host, "/a/link/..") == "/c (/a/link)");
  CHECK(way(host, "/a/link/../../a") == "/a (/a/link)");
  CHECK(way(host, "/../../usr") == "/usr");
}

TEST_CASE("\"..\" leads to a directory, with that directory's owner") {
  const testing::PretendHost host;
  const Answer answer = host.find(*HostPath::parse("/home/ada/src/.."));
  const auto* found = std::get_if<Found>(&answer);
  REQUIRE(found != nullptr);
  CHECK(found->kind == Kind::directory);
  CHECK(found->real.text() == "/home/ada");
  CHECK(found->owner == 1000);
}

TEST_CASE("the component that is in the way is named") {
  testing::PretendHost host;
  host.refuse("/closed", EACCES).link("/hanging", "/none/x").file("/note");
  CHECK(way(host, "/none") == refused(ENOENT, "/none"));
  CHECK(way(host, "/usr/none/deeper") == refused(ENOENT, "/usr/none"));
  CHECK(way(host, "/closed/x/y") == refused(EACCES, "/closed"));
  CHECK(way(host, "/hanging") == refused(ENOENT, "/none"));
  CHECK(way(host, "/note/x") == refused(ENOTDIR, "/note"));
  CHECK(way(host, "/note/..") == refused(ENOTDIR, "/note"));
}

TEST_CASE("40 links are followed, one more is refused, and so is a circle") {
  testing::PretendHost host;
  host.directory("/end").link("/link1", "/end");
  for (int i = 2; i <= 41; ++i) host.link("/link" + std::to_string(i), "link" + std::to_string(i - 1));
  CHECK(way(host, "/link40").starts_with("/end (/link40) (/link39) "));
  CHECK(way(host, "/link41") == refused(ELOOP, "/link1"));
  host.link("/self", "self").link("/ping", "pong").link("/pong", "ping");
  CHECK(way(host, "/self") == refused(ELOOP, "/self"));
  CHECK(way(host, "/ping") == refused(ELOOP, "/ping"));
}
