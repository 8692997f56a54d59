// What an examination of a machine means: tests/messages/doctor.txt. The machines are pretended; the hints are those of
// a refused launch.
//
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <doctest/doctest.h>
#include <string>
#include <utility>
#include <vector>

#include "control/delegation.h"
#include "control/findings.h"
#include "golden.h"
#include "launch/hints.h"
#include "machine/distribution.h"
#include "machine/packages.h"
#include "pretend_host.h"

namespace {

using namespace sandbox;
using control::Examination;
using kernel::Call;

// A machine that has all, and is not in the way.
Examination healthy() {
  Examination found;
  found.around.modules = "capability,landlock,yama,apparmor";
  found.landlock = {.version = 7, .error = 0};
  found.clocks = true;
  found.group = {.directory = "/sys/fs/cgroup/user.slice/app.scope", .controllers = "memory pids", .delegated = true};
  found.helpers = {{.program = "pasta", .path = "/usr/bin/pasta"},
                   {.program = "xdg-dbus-proxy", .path = "/usr/bin/xdg-dbus-proxy"}};
  found.profiles = {
      {.name = "base", .place = "built-in base.toml", .built_in = true, .description = "x", .problem = {}},
      {.name = "own", .place = "/p/own.toml", .built_in = false, .description = "y", .problem = {}}};
  found.directories = {{.path = "/home/ada/.config/sandbox/profiles", .owner = 1000, .group = 1000, .mode = 0775},
                       {.path = "/etc/sandbox/profiles", .owner = 0, .group = 0, .mode = 0755}};
  found.caller = {.uid = 1000, .gid = 1000};
  return found;
}

launch::Look looks(const std::string& path, const std::string& text) {
  return {.text_of = [=](const std::string& asked) { return asked == path ? std::optional(text) : std::nullopt; },
          .may_execute = [](const std::string&) { return false; },
          .launcher = {}};
}

control::Asked refused(Call call, int error) {
  return {.failure = {call, error}, .hint = launch::hint_for_call({call, error})};
}

control::Asked refused_step(steps::Action step, int error) {
  return {.failure = {Call::prctl, error},
          .hint = launch::hint_for_step({std::move(step), {}}, {Call::prctl, error}, looks("", ""))};
}

Examination without_namespaces() {
  Examination found = healthy();
  const launch::Hint hint = launch::hint_for_namespaces({}, ENOSPC, looks("/proc/sys/user/max_user_namespaces", "0\n"));
  found.launch = {.sentence = "cannot create the namespaces of the sandbox: no space left on device",
                  .refused_by = "clone (ENOSPC)",
                  .hint = hint};
  found.namespaces = {{.kind = "user", .error = ENOSPC, .hint = hint}};
  found.overlay = {Call::clone, ENOSPC};
  return found;
}

Examination in_a_container() {
  Examination found = healthy();
  found.launch = {.sentence = "cannot mount a procfs at /proc: operation not permitted",
                  .refused_by = "fsmount (EPERM), step 9 of 40",
                  .hint = {.words = "the container masks /proc", .command = {}}};
  found.around = {.user_namespace = true, .filter = true, .no_new_privileges = true, .apparmor = true, .modules = {}};
  found.group = {};
  found.helpers = {{.program = "pasta", .path = {}}};
  found.directories.push_back({.path = "/usr/share/sandbox/profiles", .owner = 65534, .group = 65534, .mode = 0755});
  return found;
}

Examination old_kernel() {
  Examination found = healthy();
  found.launch = {.sentence = "cannot attach /usr at /usr: function not implemented", .refused_by = {}, .hint = {}};
  found.missing_calls = {refused(Call::mount_setattr, ENOSYS), refused(Call::openat2, ENOSYS)};
  found.filters = refused(Call::seccomp, ENOSYS);
  found.filter_notifications = found.filters;
  found.landlock = {.version = 0, .error = ENOSYS};
  found.writable_code = refused_step(steps::ForbidWritableCode{}, EINVAL);
  found.core_sharing = refused_step(steps::ShareNoCore{}, EINVAL);
  found.clocks = false;
  found.overlay = {Call::fsmount, EPERM};
  return found;
}

Examination of_landlock(int version, int error) {
  Examination found = healthy();
  found.landlock = {.version = version, .error = error};
  return found;
}

Examination with_weak_spots() {
  Examination found = healthy();
  found.filter_notifications = refused(Call::seccomp, EOPNOTSUPP);
  found.core_sharing = refused_step(steps::ShareNoCore{}, ENODEV);
  found.group = {.directory = "/sys/fs/cgroup/session.scope", .controllers = "pids", .delegated = false};
  found.subordinate_ids = {.sentence = "there are no subordinate ids for ada in /etc/subuid and /etc/subgid",
                           .refused_by = {},
                           .hint = {.words = "sudo usermod --add-subuids 100000-165535 ada", .command = {}}};
  found.profiles.push_back({.name = "torn",
                            .place = "/p/torn.toml",
                            .built_in = false,
                            .description = {},
                            .problem = "/p/torn.toml:3:1: there is no key \"\x1b[2J\""});
  found.directories = {{.path = "/home/ada/.config/sandbox/profiles", .owner = 1000, .group = 1000, .mode = 0777},
                       {.path = "/srv/profiles", .owner = 65534, .group = 65534, .mode = 0755},
                       {.path = "/home/eve/my profiles", .owner = 1001, .group = 100, .mode = 0755},
                       {.path = "/etc/sandbox/profiles", .owner = 0, .group = 0, .mode = 0775}};
  return found;
}

Examination at_home() {
  Examination found = healthy();
  found.default_launch = {.sentence = "'${PWD}' is /home/ada here, which is your whole home",
                          .refused_by = {},
                          .hint = {.words = "run it from a directory of its own", .command = {}}};
  return found;
}

Examination without_a_useful_helper() {
  Examination found = healthy();
  found.subordinate_ids = {.sentence = "cannot map the user ids: newuidmap: Operation not permitted",
                           .refused_by = "/usr/bin/newuidmap, which ended with status 1, step 1 of 40",
                           .hint = {.words = "it must be set-user-ID root", .command = {}}};
  return found;
}

}  // namespace

TEST_CASE("what is found out about a machine is told in the kept words") {
  std::string text;
  const auto add = [&](const std::string& title, const Examination& found) {
    text += "# " + title + "\n" + control::text_of(control::findings_of(found)) + "\n";
  };
  add("all is there", healthy());
  add("not from the home", at_home());
  add("no user namespaces by limit", without_namespaces());
  add("in a container", in_a_container());
  add("an old kernel", old_kernel());
  add("Landlock is not enabled", of_landlock(0, EOPNOTSUPP));
  add("Landlock of version 3", of_landlock(3, 0));
  add("weak spots", with_weak_spots());
  add("a helper without rights", without_a_useful_helper());
  testing::check_golden("messages/doctor.txt", text);
}

TEST_CASE("something is missing exactly where a launch does not work") {
  const auto is_missing = [](const Examination& found) {
    for (const control::Finding& finding : control::findings_of(found))
      if (finding.state == control::State::missing) return true;
    return false;
  };
  for (const Examination& found : {healthy(), of_landlock(0, ENOSYS), with_weak_spots(), without_a_useful_helper()})
    CHECK(!is_missing(found));
  for (const Examination& found : {without_namespaces(), in_a_container(), old_kernel(), at_home()})
    CHECK(is_missing(found));
}

TEST_CASE("a helper is installed by what the distribution has for it") {
  const auto command = [](const std::string& os_release, const char* program) {
    testing::PretendHost host;
    if (!os_release.empty()) host.file("/etc/os-release", os_release);
    return installation_of(program, host);
  };
  CHECK(command("ID=debian\n", "newuidmap") == "sudo apt-get install uidmap");
  CHECK(command("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", "newgidmap") == "sudo apt-get install uidmap");
  CHECK(command("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", "newuidmap") == "sudo dnf install shadow-utils");
  CHECK(command("ID=arch\n", "pasta") == "sudo pacman -S passt");
  CHECK(command("ID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"\n", "newuidmap") == "sudo zypper install shadow");
  CHECK(command("ID=alpine\n", "newuidmap") == "sudo apk add shadow-subids");
  CHECK(command("ID=gentoo\n", "xdg-dbus-proxy").starts_with("install the package xdg-dbus-proxy"));
  CHECK(command("", "newuidmap") ==
        "install the package uidmap (Debian's name), shadow-utils (Fedora's) or shadow (Arch's)");
}

TEST_CASE("a distribution is itself, what it is built on, and one version") {
  testing::PretendHost host;
  CHECK(!distribution_of(host));
  host.file("/usr/lib/os-release", "NAME=x\nID=debian\nVERSION_ID='12'\n");
  const std::optional<Distribution> debian = distribution_of(host);
  REQUIRE(debian);
  CHECK(debian->is("debian"));
  CHECK(debian->is("debian:12"));
  CHECK(!debian->is("debian:13"));
  CHECK(!debian->is("ubuntu"));
  CHECK(!debian->is(""));
}

TEST_CASE("a control group is found where its hierarchy is mounted") {
  const std::string_view mounts =
      "25 1 0:22 / /sys rw - sysfs sysfs rw\n26 25 0:23 / /sys/fs/cgroup/unified rw,nosuid shared:4 - cgroup2 cgroup2 "
      "rw\n";
  CHECK(control::group_directory("4:memory:/x\n0::/user.slice/a.scope\n", mounts) ==
        "/sys/fs/cgroup/unified/user.slice/a.scope");
  CHECK(control::group_directory("0::/\n", mounts) == "/sys/fs/cgroup/unified");
  CHECK(control::group_directory("4:memory:/x\n", mounts).empty());
  CHECK(control::group_directory("0::/x\n", "25 1 0:22 / /sys rw - sysfs sysfs rw\n").empty());
  CHECK(control::group_directory("", "").empty());
}
