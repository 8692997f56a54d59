// What each entry of [filesystem] becomes: the defaults of a mount, of a file, of the home.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "own_profile.h"
#include "pretend_host.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using testing::own_world;
using testing::PretendHost;
using Phrases = std::vector<std::string>;

// The last step that speaks of this path: what comes to stand there.
std::string at(const std::string& path, const std::string& profile, const PretendHost& host = {}) {
  const Phrases phrases = own_world(profile, host);
  const auto last = std::find_if(phrases.rbegin(), phrases.rend(),
                                 [&](const std::string& phrase) { return phrase.find(path) != std::string::npos; });
  return last == phrases.rend() ? "nothing" : *last;
}

std::string complaint_about(const std::string& profile) try {
  own_world(profile);
  return "no complaint";
} catch (const PolicyError& error) {
  return error.complaint().sentence;
}

}  // namespace

TEST_CASE("the home is not there, or empty, or the caller's own") {
  CHECK(at("/home", "") == "nothing");
  CHECK(at("/home", "filesystem.home = \"none\"") == "nothing");
  CHECK(at("/home/ada", "filesystem.home = \"tmpfs\"") ==
        "attach an empty directory in memory at /home/ada (mode 0700), writable");
  CHECK(at("/home/ada", "filesystem.home = \"ro\"") == "attach /home/ada, read-only");
  CHECK(at("/home/ada,", "filesystem.home = \"rw\"") == "attach /home/ada, writable");
  PretendHost nobody;
  nobody.variables = {"HOME=/"};
  const Phrases without = own_world("filesystem.home = \"none\"", nobody);
  for (const char* home : {"tmpfs", "ro", "rw"})
    CHECK(own_world(std::string("filesystem.home = \"") + home + "\"", nobody) == without);
}

TEST_CASE("an empty directory is open to all where habit wants it, else its owner's to write") {
  CHECK(at("/tmp", "filesystem.tmpfs = [\"/tmp\"]") ==
        "attach an empty directory in memory at /tmp (mode 1777), writable");
  CHECK(at("/var/tmp", "filesystem.tmpfs = [\"/var/tmp\"]") ==
        "attach an empty directory in memory at /var/tmp (mode 1777), writable");
  CHECK(at("/x", "filesystem.tmpfs = [\"/x\"]") == "attach an empty directory in memory at /x (mode 0755), writable");
  CHECK(at("/tmp", "filesystem.tmpfs = [{ path = \"/tmp\", perms = \"0700\" }]") ==
        "attach an empty directory in memory at /tmp (mode 0700), writable");
}

TEST_CASE("an empty directory with a limit is a file system of its own, with the mode it would have without") {
  CHECK(at("/x", "filesystem.tmpfs = [{ path = \"/x\", size = \"1M\" }]") ==
        "mount a tmpfs at /x, size=1M, mode=755, writable");
  CHECK(at("/tmp", "filesystem.tmpfs = [{ path = \"/tmp\", size = \"1M\", noexec = true }]") ==
        "mount a tmpfs at /tmp, size=1M, mode=1777, writable, nothing executable");
  CHECK(at("/x", "filesystem.mount = [{ type = \"tmpfs\", target = \"/x\", inodes = 5 }]") ==
        "mount a tmpfs at /x, nr_inodes=5, mode=755, writable");
}

TEST_CASE("a mount is read-only, whole and at its own path, unless it says else") {
  const auto mount = [](const std::string& keys) { return "filesystem.mount = [{ source = \"/opt\"" + keys + " }]"; };
  CHECK(at("/opt", mount("")) == "attach /opt, read-only");
  CHECK(at("/opt", mount(", mode = \"rw\"")) == "attach /opt, writable");
  CHECK(at("/opt", mount(", target = \"/x\"")) == "attach /opt at /x, read-only");
  CHECK(at("/opt", mount(", recursive = false")) == "attach /opt, read-only, without what is mounted below");
  CHECK(at("/opt", mount(", options = [\"noexec\"]")) == "attach /opt, read-only, nothing executable");
  CHECK(at("/opt", mount(", options = [\"nosymfollow\"]")) == "attach /opt, read-only, links not followed");
  CHECK(at("/opt", mount(", options = [\"noatime\"]")) == "attach /opt, read-only, without access times");
  // What is so anyway may be said.
  CHECK(at("/opt", mount(", options = [\"exec\", \"nosuid\", \"nodev\"]")) == "attach /opt, read-only");
}

TEST_CASE("a mount that need not be there is left out when it is not") {
  CHECK(at("/none", "filesystem.mount = [{ source = \"/none\", optional = true }]") == "nothing");
  CHECK(complaint_about("filesystem.mount = [{ source = \"/none\" }]") == "cannot show /none: it does not exist");
}

TEST_CASE("a file is for reading, or for its owner to write") {
  const auto file = [](const std::string& keys) { return "filesystem.file = [{ path = \"/x\", " + keys + " }]"; };
  CHECK(at("/x", file("content = \"abc\"")) == "write /x (3 bytes, mode 0444)");
  CHECK(at("/x", file("content = \"abc\", perms = \"0400\"")) == "write /x (3 bytes, mode 0400)");
  CHECK(at("/x", file("content = \"abc\", writable = true")) == "attach a file of 3 bytes at /x (mode 0644), writable");
  CHECK(at("/x", file("source = \"/etc/nsswitch.conf\"")) == "write /x (14 bytes, mode 0444)");
  CHECK(complaint_about(file("source = \"/none\"")) == "cannot show /none: it does not exist");
}

TEST_CASE("a link's text may name variables, and is else what it says") {
  const auto link = [](const std::string& text) { return "filesystem.symlinks = { \"/x\" = \"" + text + "\" }"; };
  CHECK(at("/x", link("../y")) == "make the link /x to ../y");
  CHECK(at("/x", link("${HOME}/y")) == "make the link /x to /home/ada/y");
  CHECK(at("/x", link("a$$b")) == "make the link /x to a$b");
  CHECK(at("/x", link("~")) == "make the link /x to ~");
}

TEST_CASE("a file of the host is attached at a file, a directory at a directory") {
  const Phrases phrases = own_world("filesystem.ro = [\"/etc/passwd:/accounts\", \"/opt:/tools\"]");
  const auto before = [&](const std::string& phrase) {
    const auto found = std::find(phrases.begin(), phrases.end(), phrase);
    return found == phrases.end() || found == phrases.begin() ? std::string() : *(found - 1);
  };
  CHECK(before("attach /etc/passwd at /accounts, read-only") == "make the empty file /accounts");
  CHECK(before("attach /opt at /tools, read-only") == "make the directory /tools (mode 0755)");
}

TEST_CASE("a path that climbs stands inside where it leads to") {
  CHECK(at("/home/ada/src", "filesystem.ro = [\"${PWD}/..\"]") == "attach /home/ada/src, read-only");
}

TEST_CASE("the root, the process table and the devices are the sandbox's own") {
  for (const char* path : {"/", "/proc", "/proc/sys", "/dev", "/dev/pts", "/dev/pts/0"}) {
    CAPTURE(path);
    CHECK(complaint_about(std::string("filesystem.tmpfs = [\"") + path + "\"]") ==
          std::string(path) + " is the sandbox's own, and nothing else can stand there");
    CHECK(complaint_about(std::string("filesystem.ro = [\"/opt:") + path + "\"]") ==
          std::string(path) + " is the sandbox's own, and nothing else can stand there");
  }
  CHECK(complaint_about("filesystem.tmpfs = [{ path = \"/dev/shm\", size = \"1M\" }]") == "no complaint");
  CHECK(complaint_about("filesystem.tmpfs = [\"/process\", \"/device\"]") == "no complaint");
}
