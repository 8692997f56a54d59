// What a sandbox has refused is told from the plan: a path that the host has and the plan does not show, a write to
// what it shows read-only, an address that its network does not reach.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <set>
#include <string>
#include <vector>

#include "denials/keys.h"
#include "denials/overheard.h"
#include "denials/report.h"
#include "denials/view.h"
#include "golden.h"
#include "own_profile.h"
#include "planner/planner.h"
#include "pretend_host.h"

namespace sandbox::testing {
namespace {

using denials::Attempt;
using denials::Denial;
using denials::Kind;
using denials::View;

const std::set<std::string> on_the_host{"/home/ada/.ssh/id_ed25519",
                                        "/home/ada/.ssh",
                                        "/home/ada/src/tool",
                                        "/home/ada/src/tool/main.c",
                                        "/srv/data",
                                        "/srv",
                                        "/usr/bin",
                                        "/usr/bin/cc",
                                        "/dev/kvm",
                                        "/run/docker.sock",
                                        "/etc",
                                        "/etc/shadow",
                                        "/home/ada",
                                        "/home"};

const std::string usual =
    "[filesystem]\nsystem = \"minimal\"\nhome = \"tmpfs\"\nro = [\"/home/ada/src/tool\"]\ntmpfs = [\"/tmp\", "
    "\"/run\"]\n";

// Of what the host has, ada may change her own, and /srv.
bool is_adas(const std::string& path) {
  return on_the_host.contains(path) &&
         (path.starts_with("/home/ada") || path.starts_with("/srv") || path == "/run/docker.sock");
}

View view_of(const std::string& profile = usual) {
  PretendHost host;
  host.file("/home/ada/src/tool/main.c", "x", 1000).directory("/srv/data").directory("/srv/far");
  return View(planner::plan(own_policy(profile), {"true"}, host),
              {.may_read = [](const std::string& path) { return on_the_host.contains(path); },
               .may_write = is_adas,
               .is_far = [](const std::string& path) { return path.starts_with("/srv/far"); },
               .listens = [](unsigned port) { return port == 8080; }},
              "/home/ada");
}

std::string key_of(const View& view, const Attempt& attempt) {
  const std::optional<Denial> denial = view.judge(attempt);
  if (!denial) return "nothing";
  std::string text = denial->key + " = " + denial->value + (denial->is_secret ? " secret" : "");
  for (const denials::Setting& setting : denial->also) text += " and " + setting.key + " = " + setting.value;
  return text;
}

}  // namespace

TEST_CASE("what the host has and the sandbox does not show was refused to a reader") {
  const View view = view_of();
  CHECK(key_of(view, {Kind::read, "/srv/data", {}}) == "filesystem.ro = [\"/srv/data\"]");
  CHECK(key_of(view, {Kind::read, "/home/ada/.ssh/id_ed25519", {}}) ==
        "filesystem.ro = [\"/home/ada/.ssh/id_ed25519\"] secret");
  CHECK(key_of(view, {Kind::read, "/dev/kvm", {}}) == "devices.allow = [\"/dev/kvm\"]");
  CHECK(key_of(view, {Kind::read, "/srv/nothing", {}}) == "nothing");
  CHECK(key_of(view, {Kind::read, "/home/ada/src/tool/main.c", {}}) == "nothing");
  CHECK(key_of(view, {Kind::read, "/home/ada", {}}) == "nothing");
}

TEST_CASE("what is shown read-only was refused to a writer") {
  const View view = view_of();
  CHECK(key_of(view, {Kind::write, "/home/ada/src/tool/main.c", {}}) ==
        "filesystem.rw = [\"/home/ada/src/tool/main.c\"]");
  CHECK(key_of(view, {Kind::write, "/srv/made", {}}) == "filesystem.rw = [\"/srv\"]");
  CHECK(key_of(view, {Kind::write, "/home/ada/src/tool/planted", {}}) ==
        "filesystem.rw = [\"/home/ada/src/tool\"] and filesystem.ro = [\"!/home/ada/src/tool\"]");
  CHECK(key_of(view, {Kind::write, "/tmp/x", {}}) == "nothing");
  CHECK(key_of(view, {Kind::write, "/home/ada/.bashrc", {}}) == "nothing");
  CHECK(key_of(view, {Kind::write, "/dev/null", {}}) == "nothing");
  CHECK(key_of(view, {Kind::write, "/new/x", {}}) == "filesystem.tmpfs = [\"/new\"]");
}

TEST_CASE("what file modes forbid as well, no key opens") {
  const View view = view_of();
  CHECK(key_of(view, {Kind::write, "/usr/bin/cc", {}}) == " = ");
  CHECK(key_of(view, {Kind::write, "/usr/bin/planted", {}}) == " = ");
}

TEST_CASE("what is shown elsewhere is opened there") {
  const View view = view_of(
      usual + "[[filesystem.mount]]\ntype = \"bind\"\nsource = \"/srv/data\"\ntarget = \"/data\"\nmode = \"ro\"\n");
  CHECK(key_of(view, {Kind::write, "/data/x", {}}) == "filesystem.rw = [\"/srv/data:/data\"]");
}

TEST_CASE("who shows what a secret lies in shows the secret") {
  const View view = view_of();
  for (const char* const path : {"/home/ada/.ssh", "/home/ada", "/home"})
    CHECK(key_of(view_of("[filesystem]\nsystem = \"minimal\"\n"), {Kind::read, path, {}}).ends_with("secret"));
  CHECK(!key_of(view, {Kind::read, "/srv/data", {}}).ends_with("secret"));
}

TEST_CASE("what an entry for just that path closes is opened by taking the entry out, as it is written") {
  const std::string bare = "[filesystem]\nsystem = \"minimal\"\n";
  const View shown = view_of(bare + "ro = [\"${HOME}/src/tool?\"]\n");
  CHECK(key_of(shown, {Kind::write, "/home/ada/src/tool/planted", {}}) ==
        "filesystem.rw = [\"/home/ada/src/tool\"] and filesystem.ro = [\"!${HOME}/src/tool\"]");
  CHECK(key_of(shown, {Kind::write, "/home/ada/src/tool/main.c", {}}) ==
        "filesystem.rw = [\"/home/ada/src/tool/main.c\"]");
  const View kept = view_of(bare + "rw = [\"~/src/tool\"]\nprotect = [\"~/src/tool/main.c\"]\n");
  CHECK(key_of(kept, {Kind::write, "/home/ada/src/tool/main.c", {}}) ==
        "filesystem.protect = [\"!~/src/tool/main.c\"]");
  const View hidden = view_of(bare + "ro = [\"~/src/tool\"]\nhide = [\"~/src/tool/main.*\"]\n");
  CHECK(key_of(hidden, {Kind::read, "/home/ada/src/tool/main.c", {}}) ==
        "filesystem.hide = [\"!~/src/tool/main.*\"] secret");
}

TEST_CASE("a path that would have to be quoted, or means more than itself, is not offered for pasting") {
  const View view = view_of();
  for (const char* const odd : {"/new'; touch x; '", "/a:b", "/$HOME", "/x[1]", "/q?", "/*"})
    CHECK(key_of(view, {Kind::write, std::string(odd) + "/y", {}}) == "filesystem.tmpfs = ");
}

TEST_CASE("on its own loopback a command talks to itself, unless it looks for a service of the machine") {
  const View view = view_of();
  CHECK(key_of(view, {Kind::connect, "127.0.0.1:22", {}}) == "network.mode = \"host\"");
  CHECK(key_of(view, {Kind::connect, "[::1]:8080", {}}) == "network.mode = \"host\"");
  CHECK(key_of(view, {Kind::connect, "127.0.0.1:40000", {}}) == "nothing");
}

TEST_CASE("what belongs to another machine is not looked at") {
  const std::string mounts =
      "25 1 0:22 / / rw - ext4 /dev/vda rw\n30 25 0:40 / /net rw shared:1 - autofs -hosts rw\n"
      "31 25 0:41 / /mnt/a rw - fuse.sshfs x rw\n";
  CHECK(denials::is_far_away(denials::far_mounts(mounts), "/net/some.where/x"));
  CHECK(denials::is_far_away(denials::far_mounts(mounts), "/mnt/a"));
  CHECK_FALSE(denials::is_far_away(denials::far_mounts(mounts), "/mnt/ab"));
  CHECK_FALSE(denials::is_far_away(denials::far_mounts(mounts), "/srv"));
  CHECK_FALSE(denials::is_far_away(denials::far_mounts("nonsense\n1 2 3\n- -\n"), "/srv"));
}

TEST_CASE("nor by way of a link") {
  const std::vector<std::string> far{"/net"};
  const auto led = [&](const std::string& path) {
    return denials::followed_nearby(path, far, [](const std::string& at) -> std::string {
      if (at == "/work/away") return "/net/host";
      if (at == "/work/near") return "../srv/./data";
      if (at == "/work/circle") return "circle";
      return {};
    });
  };
  CHECK(led("/work/away/x") == std::nullopt);
  CHECK(led("/work/away") == "/work/away");
  CHECK(led("/work/near/x") == "/srv/data/x");
  CHECK(led("/work/circle/x") == std::nullopt);
  CHECK(led("/") == "/");
}

TEST_CASE("what is shown of another machine is known as such, wherever it stands") {
  const View view = view_of(usual +
                            "[[filesystem.mount]]\ntype = \"bind\"\nsource = \"/srv/far\"\ntarget = \"/near\"\n"
                            "[[filesystem.mount]]\ntype = \"bind\"\nsource = \"/srv/data\"\ntarget = \"/srv/far\"\n");
  CHECK(view.is_far_away("/near"));
  CHECK(view.is_far_away("/near/x"));
  CHECK_FALSE(view.is_far_away("/srv/far/x"));
  CHECK_FALSE(view.is_far_away("/tmp/x"));
}

TEST_CASE("who listens is read from the kernel's table") {
  const std::string table =
      "  sl  local_address rem_address   st\n   0: 0100007F:1F90 00000000:0000 0A 0:0\n   1: 0100007F:0016 "
      "0100007F:1F90 01\n";
  CHECK(denials::is_listened_to(table, 8080));
  CHECK_FALSE(denials::is_listened_to(table, 22));
  CHECK_FALSE(denials::is_listened_to("", 22));
}

TEST_CASE("what is hidden is opened by taking that back") {
  const View view = view_of(usual + "hide = [\"/home/ada/src/tool/main.c\"]\n");
  CHECK(key_of(view, {Kind::read, "/home/ada/src/tool/main.c", {}}) ==
        "filesystem.hide = [\"!/home/ada/src/tool/main.c\"] secret");
}

TEST_CASE("a network of its own reaches nothing, and ports that are listed nothing else") {
  CHECK(key_of(view_of(), {Kind::connect, "192.0.2.1:443", {}}) == "network.mode = \"host\"");
  CHECK(key_of(view_of(), {Kind::connect, "/run/docker.sock", {}}) == "sockets.unix = [\"/run/docker.sock\"]");
  const View open = view_of(usual + "[network]\nmode = \"host\"\n");
  CHECK(key_of(open, {Kind::connect, "192.0.2.1:443", {}}) == "nothing");
  const View listed =
      view_of(usual + "[landlock]\nenable = true\n[network]\nmode = \"host\"\ntcp_connect = [\"443\"]\n");
  CHECK(key_of(listed, {Kind::connect, "192.0.2.1:443", {}}) == "nothing");
  CHECK(key_of(listed, {Kind::connect, "[2001:db8::1]:80", {}}) == "network.tcp_connect = [\"80\"]");
}

TEST_CASE("a system call is opened by a feature where one is about it, else by its name") {
  const auto key = [](const std::string& call, const std::string& detail = "") {
    const Denial denial = denials::denial_of_call({Kind::call, call, detail}, {});
    return denial.key + " = " + denial.value;
  };
  CHECK(key("ptrace") == "seccomp.features = [\"devel\"]");
  CHECK(key("mincore") == "seccomp.allow = [\"mincore\"]");
  CHECK(key("unshare", "CLONE_NEWUSER") == "namespaces.nested = \"allow\"");
  CHECK(key("fchmodat") == "seccomp.features = [\"set-id-files\"]");
  CHECK(key("ioctl", "TIOCSTI") == " = ");
  CHECK(denials::denial_of_call({Kind::call, "fchmodat", {}}, {.listed = true}).key == "seccomp.allow");
}

TEST_CASE("a system call that wants a capability is opened with it, or not at all") {
  const auto denial = [](const std::string& call, bool kernel_log_is_open = false) {
    return denials::denial_of_call({Kind::call, call, {}}, {.kernel_log_is_open = kernel_log_is_open});
  };
  for (const char* const call :
       {"mount", "pivot_root", "reboot", "init_module", "kexec_load", "settimeofday", "syslog"})
    CHECK(denial(call).key.empty());
  CHECK(denial("syslog", true).key == "seccomp.allow");
  const Denial chroot = denial("chroot");
  CHECK(chroot.value == "[\"chroot\"]");
  REQUIRE(chroot.also.size() == 2);
  CHECK(chroot.also[0].key == "capabilities.keep");
  CHECK(chroot.also[1].key == "capabilities.ambient");
}

TEST_CASE("paths are meant as the command means them") {
  const View view = view_of();
  CHECK(view.path_of("../x", "/srv/data") == "/srv/x");
  CHECK(view.path_of("/bin/cc", "/") == "/usr/bin/cc");
  CHECK(view.path_of("/../../srv//data/.", "/") == "/srv/data");
  CHECK(view.path_of("", "/") == std::nullopt);
  CHECK(view.path_of(std::string_view("a\0b", 3), "/") == std::nullopt);
}

TEST_CASE("programs name what they could not have, each in its own way") {
  const View view = view_of(usual + "[process]\ncwd = \"/home/ada/src/tool\"\n");
  const auto heard = [&](const std::string& said) {
    std::string text;
    for (const Denial& denial : denials::overheard({"x"}, said, view))
      text += std::string(word_of(denial.attempt.kind)) + " " + denial.attempt.subject + "\n";
    return text;
  };
  CHECK(heard("cat: /home/ada/.ssh/id_ed25519: No such file or directory\r\n") == "read /home/ada/.ssh/id_ed25519\n");
  CHECK(heard("touch: cannot touch 'planted': Read-only file system") == "write /home/ada/src/tool/planted\n");
  CHECK(heard("rm: cannot remove \xe2\x80\x98main.c\xe2\x80\x99: Read-only file system") ==
        "write /home/ada/src/tool/main.c\n");
  CHECK(heard("evil.sh: 3: cannot create ./Makefile: Read-only file system") == "write /home/ada/src/tool/Makefile\n");
  CHECK(heard("bash: line 1: /usr/bin/planted: Read-only file system") == "write /usr/bin/planted\n");
  CHECK(heard("FileNotFoundError: [Errno 2] No such file or directory: '/srv/data'") == "read /srv/data\n");
  CHECK(heard("Error: ENOENT: no such file or directory, open '/srv/data'") == "read /srv/data\n");
  CHECK(heard("Error: EROFS: read-only file system, open '/usr/bin/cc'") == "write /usr/bin/cc\n");
  CHECK(heard("cat: /srv/nothing: No such file or directory") == "");
  CHECK(heard("/srv/data is fine") == "");
  CHECK(heard("x.c:1:10: \x1b[01;31m\x1b[Kfatal error: \x1b[m\x1b[K/srv/data\x1b[m: No such file or directory") ==
        "read /srv/data\n");
  CHECK(heard("\x1b]8;;file:///x\x1b\\cat: \x1b]8;;\a/srv/data: Permission denied\x1b") == "read /srv/data\n");
  CHECK(heard("sh: 1: /srv/data: not found\r\n") == "read /srv/data\n");
  CHECK(heard("sh: 1: cd: can't cd to /srv/data\r\n") == "read /srv/data\n");
  CHECK(heard("tar: main.c: Cannot open: Read-only file system") == "write /home/ada/src/tool/main.c\n");
  CHECK(heard("bash: open: command not found") == "");
  CHECK(heard("cat: '/srv/data: No such file or directory") == "read /srv/data\n");
}

TEST_CASE("a path on the command line that is not shown is told of") {
  const View view = view_of();
  const auto told = denials::overheard({"tool", "--input=/srv/data", "plain", "/usr/bin/cc", "/srv/nothing"}, "", view);
  REQUIRE(told.size() == 1);
  CHECK(told.front().attempt.subject == "/srv/data");
}

TEST_CASE("denials in words") {
  const denials::Subject subject{.profile = "base", .command = "x"};
  const std::string drop_in = "~/.config/sandbox/profiles/base.d/local.toml";
  const auto refused = [](Kind kind, const std::string& what, const std::string& key, const std::string& value,
                          bool secret = false) { return Denial{{kind, what, {}}, key, value, secret}; };
  std::vector<denials::Counted> all{
      {refused(Kind::read, "/home/ada/.ssh/id_ed25519", "filesystem.ro", "[\"/home/ada/.ssh/id_ed25519\"]", true), 0},
      {refused(Kind::connect, "192.0.2.1:443", "network.mode", "\"host\""), 3},
      {refused(Kind::write, "/a/\x1b[2J", "filesystem.rw", "[\"/a\"]"), 1},
      {{{Kind::call, "ioctl", "TIOCSTI"}, {}, {}}, 1},
      {{{Kind::write, "/a:b", {}}, "filesystem.rw", {}}, 1},
      {{{Kind::write, "/p", {}}, "filesystem.rw", "[\"/p\"]", false, {{"filesystem.ro", "[\"!${PWD}\"]"}}}, 1}};
  std::string text = denials::summary_of(all, subject, {.drop_in = drop_in}) + "\n";
  for (const denials::Counted& entry : all)
    text += denials::line_of(entry.denial) + "\n" + denials::json_of(entry.denial, subject, 1.5) + "\n";
  for (int i = 0; i < 20; ++i)
    all.push_back({refused(Kind::read, "/srv/" + std::to_string(i), "filesystem.ro", "[]"), 1});
  check_golden("messages/denials.txt",
               text + "\n" + denials::summary_of(all, subject, {.drop_in = drop_in}) +
                   denials::summary_of(all, subject, {.drop_in = drop_in, .has_more = true, .files_unheard = true}) +
                   denials::closing_line(4096) + "\n" + denials::closing_json(subject, 1.5) + "\n");
}

}  // namespace sandbox::testing
