// What every sandbox is given of the system: its programs, its files of /etc, and nothing that only root may read.
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

bool has(const Phrases& phrases, const std::string& phrase) {
  return std::find(phrases.begin(), phrases.end(), phrase) != phrases.end();
}

// The steps that speak of this path.
Phrases about(const std::string& path, const Phrases& phrases) {
  Phrases found;
  for (const std::string& phrase : phrases)
    if (phrase.find(path) != std::string::npos) found.push_back(phrase);
  return found;
}

const std::string minimal = "filesystem.system = \"minimal\"\n";

// What stands at /etc/localtime inside, for this link on the host.
Phrases localtime(const std::string& text) {
  PretendHost host;
  host.file("/run/zone", "zone").file("/home/ada/zone", "secret").link("/etc/localtime", text);
  return about("/etc/localtime", own_world(minimal + "filesystem.etc = [\"localtime\"]", host));
}

PretendHost with_secrets(std::uint32_t uid) {
  PretendHost host;
  host.who = {.uid = uid, .gid = uid};
  host.closed_file("/etc/shadow").closed_file("/etc/ssl/private/key").file("/proc/kpagecount");
  return host;
}

}  // namespace

TEST_CASE("without a wish nothing of the system is shown but devices and the process table") {
  for (const std::string& phrase : own_world("")) {
    CAPTURE(phrase);
    CHECK((!phrase.starts_with("attach ") || phrase.find(" /dev/") != std::string::npos));
  }
  CHECK(about("/usr", own_world("")).empty());
  CHECK(about("/etc/hosts", own_world("")).empty());
}

TEST_CASE("a device can be written to, but nothing about it can be changed") {
  const Phrases phrases = own_world("");
  for (const char* name : {"null", "zero", "full", "random", "urandom", "tty"})
    CHECK(has(phrases, std::string("attach the device /dev/") + name +
                           ", read-only, nothing executable, without what is mounted below"));
}

TEST_CASE("directories of programs are links or trees, as they are on the host") {
  PretendHost host;
  host.remove("/sbin").directory("/sbin").directory("/lib64");
  const Phrases phrases = own_world(minimal, host);
  CHECK(has(phrases, "attach /usr, read-only"));
  CHECK(has(phrases, "make the link /bin to usr/bin"));
  CHECK(has(phrases, "attach /sbin, read-only"));
  CHECK(has(phrases, "attach /lib64, read-only"));
  CHECK(about("/libx32", phrases).empty());
}

TEST_CASE("a small file of /etc is copied, a large one attached") {
  PretendHost host;
  host.file("/etc/hostname", std::string(16384, 'x')).file("/etc/issue", std::string(16385, 'x'));
  const Phrases phrases = own_world(minimal + "filesystem.etc = [\"hostname\", \"issue\"]", host);
  CHECK(about("/etc/hostname", phrases) == Phrases{"write /etc/hostname (16384 bytes, mode 0444)"});
  CHECK(about("/etc/issue", phrases) == Phrases{"make the empty file /etc/issue", "attach /etc/issue, read-only"});
}

TEST_CASE("a link of /etc into /usr stays one, any other becomes what it leads to") {
  CHECK(localtime("/usr/share/zoneinfo/Europe/London") ==
        Phrases{"make the link /etc/localtime to /usr/share/zoneinfo/Europe/London"});
  CHECK(localtime("../usr/share/zoneinfo/Europe/London") ==
        Phrases{"make the link /etc/localtime to ../usr/share/zoneinfo/Europe/London"});
  CHECK(localtime("/run/zone") == Phrases{"write /etc/localtime (4 bytes, mode 0444)"});
  CHECK(localtime("/usr/../run/zone") == Phrases{"write /etc/localtime (4 bytes, mode 0444)"});
  CHECK(localtime("../usr/../run/zone") == Phrases{"write /etc/localtime (4 bytes, mode 0444)"});
}

TEST_CASE("what a group names may be absent, what a profile names may not") {
  CHECK(about("/etc/locale.alias", own_world(minimal + "filesystem.etc = [\"@base\"]")).empty());
  CHECK_THROWS_AS(own_world(minimal + "filesystem.etc = [\"locale.alias\"]"), PolicyError);
  PretendHost dangling;
  dangling.link("/etc/note", "/run/none");
  CHECK_THROWS_AS(own_world(minimal + "filesystem.etc = [\"note\"]", dangling), PolicyError);
}

TEST_CASE("a name below a directory of /etc is shown without its neighbours") {
  PretendHost host;
  host.file("/etc/app/conf", "x").file("/etc/app/secret", "y");
  const Phrases phrases = own_world(minimal + "filesystem.etc = [\"app/conf\"]", host);
  CHECK(about("/etc/app", phrases) ==
        Phrases{"make the directory /etc/app (mode 0755)", "write /etc/app/conf (1 bytes, mode 0444)"});
}

TEST_CASE("for the host's root, what only he may read is closed, whoever he is inside") {
  for (const char* user : {"", "user.uid = 1000\n"}) {
    CAPTURE(user);
    const Phrases full = own_world(std::string(user) + "filesystem.system = \"full\"", with_secrets(0));
    CHECK(has(full, "hide the file /etc/shadow"));
    CHECK(has(full, "hide the file /etc/ssl/private/key"));
    CHECK(has(own_world(user + minimal + "filesystem.etc = [\"@tls\"]", with_secrets(0)),
              "hide the file /etc/ssl/private/key"));
  }
}

TEST_CASE("another user's file modes close it by themselves, also to who is called root inside") {
  const Phrases phrases = own_world("user.uid = 0\nfilesystem.system = \"full\"", with_secrets(1000));
  CHECK(about("/etc/shadow", phrases).empty());
}

TEST_CASE("the kernel's settings in /proc are read-only for the host's root, whoever he is inside") {
  for (const char* user : {"", "user.uid = 1000"}) {
    CAPTURE(user);
    const Phrases phrases = own_world(user, with_secrets(0));
    CHECK(has(phrases, "make /proc/sys read-only"));
    CHECK(has(phrases, "make /proc/fs read-only"));
    CHECK(about("/proc/irq", phrases).empty());
    CHECK(has(phrases, "hide the file /proc/keys"));
    CHECK(has(phrases, "hide the file /proc/kpagecount"));
  }
  const Phrases of_others = own_world("user.uid = 0", with_secrets(1000));
  CHECK(about("/proc/sys", of_others).empty());
  CHECK(about("/proc/kpagecount", of_others).empty());
  CHECK(has(of_others, "hide the file /proc/keys"));
}
