// What profiles make of one another: lists grow and shrink, tables merge, files add to a profile, conditions choose.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "frontend/inheritance.h"
#include "frontend/trust.h"
#include "policy/policy.h"
#include "shelf.h"
#include "support/error.h"
#include "support/origin.h"

namespace {

using namespace sandbox;
using testing::Shelf;

policy::Policy applied(const std::string& word, const Shelf& shelf, const std::string& command = "") {
  policy::Policy policy;
  frontend::apply_profile(policy, word, {.place = "--profile", .key = {}}, {.surroundings = shelf, .command = command});
  return policy;
}

// A parent "low" and a child "own" that extends it.
policy::Policy child(const std::string& low, const std::string& own, Shelf shelf = {},
                     const std::string& command = "") {
  shelf.files["/p/low.toml"] = "version = 1\n" + low;
  shelf.files["/p/own.toml"] = "version = 1\nextends = [\"./low.toml\"]\n" + own;
  return applied("/p/own.toml", shelf, command);
}

template <class Function>
std::string complaint_of(Function function) try {
  function();
  return "no complaint";
} catch (const PolicyError& error) {
  return error.complaint().headline();
}

std::string joined(const std::vector<Sourced<std::string>>& list) {
  std::string text;
  for (const auto& entry : list) text.append(text.empty() ? "" : " ").append(entry.value);
  return text;
}

std::string sources(const std::vector<Sourced<policy::PathRule>>& list) {
  std::string text;
  for (const auto& entry : list) text.append(text.empty() ? "" : " ").append(entry.value.source);
  return text;
}

// Which of two words an `if` chooses.
std::string chosen(const std::string& condition, Shelf shelf = {}, const std::string& command = "") {
  shelf.machine.file("/etc/os-release", "NAME=\"Debian\"\nID=debian\nID_LIKE='alike other'\nVERSION_ID=\"12\"\n");
  return joined(child("", "[[when]]\nif = { " + condition + R"( }
then = { env = { pass = ["then"] } }
else = { env = { pass = ["else"] } }
)",
                      std::move(shelf), command)
                    .env.pass);
}

}  // namespace

TEST_CASE("scalars replace, tables merge, lists append, each value with the line that set it") {
  const policy::Policy policy =
      child("env.pass = [\"A\"]\nenv.set = { X = \"1\", Y = \"1\" }\nprocess.umask = \"022\"\n",
            "env.pass = [\"B\"]\nenv.set = { Y = \"2\" }\nprocess.umask = \"077\"\n");
  CHECK(joined(policy.env.pass) == "A B");
  CHECK(policy.env.pass[0].origin.text() == "/p/low.toml:2 env.pass");
  CHECK(policy.env.pass[1].origin.text() == "/p/own.toml:3 env.pass");
  CHECK(policy.env.set.at("X").value == "1");
  CHECK(policy.env.set.at("Y").value == "2");
  CHECK(policy.env.set.at("Y").origin.text() == "/p/own.toml:4 env.set.Y");
  CHECK(policy.process.umask.value == "077");
}

TEST_CASE("an entry with \"!\" takes an inherited one out, wherever it stands in its list") {
  const std::string low = "filesystem.ro = [\"/a\", \"/b?\", \"/c:/d\"]\n";
  CHECK(sources(child(low, "filesystem.ro = [\"!/a\", \"/e\"]\n").filesystem.ro) == "/b /c /e");
  CHECK(sources(child(low, "filesystem.ro = [\"/a\", \"!/a\"]\n").filesystem.ro) == "/b /c /a");
  CHECK(sources(child(low, "filesystem.ro = [\"!/b\", \"!/c:/d\"]\n").filesystem.ro) == "/a");
  CHECK(sources(child(low, "filesystem.ro = [\"!/b?\"]\n").filesystem.ro) == "/a /c");
  CHECK(sources(child(low, "filesystem.ro = [\"!*\"]\n").filesystem.ro).empty());
  CHECK(sources(child(low, "filesystem.ro = [\"/e\", \"!*\"]\n").filesystem.ro) == "/e");
}

TEST_CASE("what is not there cannot be taken out") {
  const std::string low = "filesystem.ro = [\"/a\"]\nenv.set = { X = \"1\" }\n";
  const auto complaint = [&](const std::string& own) { return complaint_of([&] { child(low, own); }); };
  CHECK(complaint("filesystem.ro = [\"!/aa\"]\n") ==
        "/p/own.toml:3:18: filesystem.ro has no \"/aa\" to take out, did you mean \"/a\"?");
  CHECK(complaint("filesystem.rw = [\"!/a\"]\n") == "/p/own.toml:3:18: filesystem.rw has no \"/a\" to take out");
  CHECK(complaint("filesystem.ro = [\"!\"]\n") == "/p/own.toml:3:18: filesystem.ro has no \"\" to take out");
  CHECK(complaint("env.set = { \"!Y\" = true }\n") == "/p/own.toml:3:13: env.set has no \"Y\" to take out");
  CHECK(complaint("env.set = { \"!X\" = \"1\" }\n") == "/p/own.toml:3:13: env.set.!X must be true");
  CHECK(complaint("filesystem.ro = [\"!*\"]\nfilesystem.rw = [\"!*\"]\n") == "no complaint");
}

TEST_CASE("entries of every kind of list can be taken out") {
  const policy::Policy policy = child(R"(namespaces.share = ["ipc", "uts"]
network.families = ["inet", "unix"]
network.tcp_connect = [80, "90-99", 443]
landlock.scope = ["signal", "abstract-unix"]
process.pass_fds = [3, 4]
filesystem.tmpfs = ["/t", { path = "/u", size = "1M" }]
env.set = { X = "1", Y = "2" }
filesystem.symlinks = { "/l" = "x" }
seccomp.rule = [{ syscalls = ["read"], action = "allow" }]
[[filesystem.mount]]
source = "/m"
[[filesystem.mount]]
source = "/n"
target = "/o"
[[filesystem.file]]
path = "/f"
)",
                                      R"(namespaces.share = ["!uts"]
network.families = ["!inet"]
network.tcp_connect = ["!80", "!90-99", 8080]
landlock.scope = ["!signal"]
process.pass_fds = ["!3", 5]
env.set = { "!X" = true }
seccomp.rule = ["!*"]
[filesystem]
tmpfs = ["!/u"]
symlinks = { "!/l" = true }
mount = ["!/m", "!/o", { source = "/q" }]
file = ["!/f"]
)");
  CHECK(policy.namespaces.share.size() == 1);
  CHECK(policy.network.families.front().value == policy::Family::local);
  REQUIRE(policy.network.tcp_connect.entries.size() == 2);
  CHECK(policy.network.tcp_connect.entries[0].value == policy::PortRange{443, 443});
  CHECK(policy.network.tcp_connect.entries[1].value == policy::PortRange{8080, 8080});
  REQUIRE(policy.landlock.scope.entries.size() == 1);
  CHECK(policy.landlock.scope.entries[0].value == policy::LandlockScope::abstract_unix);
  REQUIRE(policy.process.pass_fds.size() == 2);
  CHECK(policy.process.pass_fds[0].value == 4);
  CHECK(policy.filesystem.tmpfs.size() == 1);
  CHECK(policy.filesystem.mount.size() == 1);
  CHECK(policy.filesystem.file.empty());
  CHECK(policy.filesystem.symlinks.empty());
  CHECK(policy.env.set.size() == 1);
  CHECK(policy.seccomp.rule.empty());
}

TEST_CASE("a list of what is allowed that was emptied allows nothing, and one that nobody has everything") {
  CHECK(!child("", "").network.tcp_bind.given());
  const policy::Policy emptied = child("network.tcp_bind = [80]\n", "network.tcp_bind = [\"!*\"]\n");
  CHECK(emptied.network.tcp_bind.given());
  CHECK(emptied.network.tcp_bind.entries.empty());
}

TEST_CASE("files in NAME.d add to a profile that is found by its name, in the order of their names") {
  Shelf shelf;
  shelf.variables = {{"HOME", "/home/ada"}};
  const auto text = [](const char* name) { return "version = 1\nenv.pass = [\"" + std::string(name) + "\"]\n"; };
  shelf.files["/usr/share/sandbox/profiles/mine.toml"] = text("own");
  shelf.files["/etc/sandbox/profiles/mine.d/20-b.toml"] = text("b");
  shelf.files["/home/ada/.config/sandbox/profiles/mine.d/30-c.toml"] = text("c");
  shelf.files["/home/ada/.config/sandbox/profiles/mine.d/10-a.toml"] = text("a");
  shelf.files["/home/ada/.config/sandbox/profiles/mine.d/notes.txt"] = "no profile";
  shelf.files["/home/ada/.config/sandbox/profiles/mine.d/.hidden.toml"] = "no profile";
  const auto order = [&] { return joined(applied("mine", shelf).env.pass); };
  CHECK(order() == "own a b c");
  CHECK(applied("mine", shelf).name.value == "mine");
  // The directory that is searched first hides a file of the same name in others.
  shelf.files["/home/ada/.config/sandbox/profiles/mine.d/20-b.toml"] = text("home");
  CHECK(order() == "own a home c");
  // What is shipped is not a place to add from.
  shelf.files["/usr/share/sandbox/profiles/mine.d/00-x.toml"] = text("x");
  CHECK(order() == "own a home c");
  // They add to a built-in profile, and to one that is inherited.
  shelf.files["/etc/sandbox/profiles/base.d/x.toml"] = text("based");
  CHECK(joined(applied("base", shelf).env.pass) == "based");
  CHECK(joined(applied("script", shelf).env.pass).starts_with("based"));
  // A file that is named by its path is complete.
  CHECK(joined(applied("/usr/share/sandbox/profiles/mine.toml", shelf).env.pass) == "own");
}

TEST_CASE("a file that adds to a profile cannot be passed over, and says nothing that only a profile can") {
  Shelf shelf;
  shelf.files["/etc/sandbox/profiles/base.d/x.toml"] = "version = 1\nextends = [\"script\"]\n";
  const auto complaint = [&] { return complaint_of([&] { applied("base", shelf); }); };
  CHECK(complaint() == "a file that adds to a profile extends no other");
  shelf.files["/etc/sandbox/profiles/base.d/x.toml"] = "version = 1\nmatch.path_beneath = [\"~/src\"]\n";
  CHECK(complaint() == "a file that adds to a profile does not say when it is picked");
  shelf.files["/etc/sandbox/profiles/base.d/x.toml"] = "version = 1\n[[test]]\nread = \"/x\"\nexpect = \"deny\"\n";
  CHECK(complaint() == "a file that adds to a profile promises nothing");
  shelf.closed["/etc/sandbox/profiles/base.d/x.toml"] = {.error = EACCES, .words = {}};
  CHECK(complaint() == "cannot read the profile /etc/sandbox/profiles/base.d/x.toml: permission denied");
  shelf.closed["/etc/sandbox/profiles/base.d"] = {.error = EACCES, .words = {}};
  CHECK(complaint() == "cannot read the profile /etc/sandbox/profiles/base.d: permission denied");
}

TEST_CASE("a condition holds when all it gives holds, of several words one, and none that is negated") {
  Shelf shelf;
  shelf.variables = {{"CI", "true"}, {"EMPTY", ""}};
  CHECK(chosen("env = \"CI\"", shelf) == "then");
  CHECK(chosen("env = \"CI=true\"", shelf) == "then");
  CHECK(chosen("env = \"CI=false\"", shelf) == "else");
  CHECK(chosen("env = \"EMPTY\"", shelf) == "else");
  CHECK(chosen("env = \"!CI\"", shelf) == "else");
  CHECK(chosen("env = \"!OTHER\"", shelf) == "then");
  CHECK(chosen("env = [\"OTHER\", \"CI\"]", shelf) == "then");
  CHECK(chosen("env = [\"CI\", \"!EMPTY\"]", shelf) == "then");
  CHECK(chosen("env = [\"EMPTY\", \"!CI\"]", shelf) == "else");
  CHECK(chosen("env = \"CI\", arch = \"x86_64\"", shelf) == "then");
  CHECK(chosen("env = \"CI\", arch = \"aarch64\"", shelf) == "else");
}

TEST_CASE("conditions about the machine") {
  CHECK(chosen("arch = [\"aarch64\", \"x86_64\"]") == "then");
  for (const char* holds : {"6.1", "6", "6.1.0", ">=6.1", ">=5.19", "<6.10", "<=6.1", ">6.0", "!<6"}) {
    CAPTURE(holds);
    CHECK(chosen("kernel = \"" + std::string(holds) + "\"") == "then");
  }
  for (const char* fails : {"6.10", "5", ">=6.2", "<6.1", ">6.1", "!6.1"}) {
    CAPTURE(fails);
    CHECK(chosen("kernel = \"" + std::string(fails) + "\"") == "else");
  }
  for (const char* holds : {"debian", "debian:12", "alike", "other", "!arch"})
    CHECK(chosen("distro = \"" + std::string(holds) + "\"") == "then");
  for (const char* fails : {"ubuntu", "debian:11", "alike:12"})
    CHECK(chosen("distro = \"" + std::string(fails) + "\"") == "else");
  CHECK(chosen("exists = \"~/.gitconfig\"") == "then");
  CHECK(chosen("exists = \"${PROJECT}/.git\"") == "then");
  CHECK(chosen("exists = \"!~/.nvm\"") == "then");
  Shelf run_before;
  const std::string digits = frontend::sha256_of("/p/own.toml").substr(0, 12);
  run_before.machine.directory("/home/ada/.local/state/sandbox/own-" + digits);
  CHECK(chosen("exists = \"${STATE_DIR}\"", run_before) == "then");
  CHECK(chosen("exists = \"${STATE_DIR}\"") == "else");
  Shelf old;
  old.machine.landlock_support.version = 3;
  CHECK(chosen("feature = \"landlock\"", old) == "then");
  CHECK(chosen("feature = \"landlock-tcp\"", old) == "else");
  CHECK(chosen("feature = [\"landlock-scope\", \"time-namespace\"]", old) == "then");
}

TEST_CASE("a condition about the command means the one that was typed, else the profile's own") {
  CHECK(chosen("command = \"make\"", {}, "/usr/bin/make") == "then");
  CHECK(chosen("command = \"make*\"", {}, "makepkg") == "then");
  CHECK(chosen("command = \"./x\"", {}, "./x") == "then");
  CHECK(chosen("command = \"./x\"", {}, "x") == "else");
  CHECK(chosen("command = \"make\"") == "else");
  const std::string rest = "[[when]]\nif.command = \"vi\"\nthen.env.pass = [\"yes\"]\n";
  CHECK(joined(child("", "process.command = [\"/usr/bin/vi\", \"x\"]\n" + rest).env.pass) == "yes");
}

TEST_CASE("what depends on a condition is judged even where it does not count") {
  const auto complaint = [](const std::string& own) { return complaint_of([&] { child("", own); }); };
  CHECK(complaint("[[when]]\nif.arch = \"m68k\"\nthen.network.mdoe = \"host\"\n") ==
        "/p/own.toml:5:14: unknown key \"network.mdoe\", did you mean \"mode\"?");
  CHECK(complaint("[[when]]\nif.arch = \"m68k\"\nelse.extends = [\"base\"]\n") ==
        "/p/own.toml:5:6: extends stands at the top of profiles only");
  CHECK(complaint("[[when]]\nthen.network.mode = \"host\"\n") == "/p/own.toml:3:1: [[when]]: has no condition");
  CHECK(complaint("[[when]]\nif.arch = \"m68k\"\n") == "/p/own.toml:3:1: [[when]]: changes nothing");
  CHECK(complaint("[[when]]\nif.kernel = \"new\"\nthen = {}\n") ==
        "/p/own.toml:4:13: [[when]] if.kernel: \"new\" is not a version of a kernel");
  CHECK(complaint("[[when]]\nif.desktop = \"gnome\"\nthen = {}\n") ==
        "/p/own.toml:4:4: [[when]] if.desktop is not supported yet");
  CHECK(complaint("[[when]]\nif.feature = \"landlok\"\nthen = {}\n") ==
        "/p/own.toml:4:14: [[when]] if.feature: there is no feature \"landlok\", did you mean \"landlock\"?");
}

TEST_CASE("a condition that no machine meets, or every one, is a mistake") {
  const auto complaint = [](const std::string& condition) {
    const std::string said =
        complaint_of([&] { child("", "[[when]]\nif." + condition + "\nthen.network.mode = \"host\"\n"); });
    return said.substr(std::min(said.find("if."), said.size()));
  };
  CHECK(complaint("arch = \"amd64\"") == "if.arch: there is no machine \"amd64\", did you mean \"x86_64\"?");
  CHECK(complaint("arch = [\"x86_64\", \"!arm64\"]") ==
        "if.arch: there is no machine \"arm64\", did you mean \"aarch64\"?");
  CHECK(complaint("arch = \"x86_46\"") == "if.arch: there is no machine \"x86_46\", did you mean \"x86_64\"?");
  CHECK(complaint("arch = \"riscv64\"").empty());
  CHECK(complaint("distro = \"Debian\"") == "if.distro: \"Debian\" is not a distribution");
  CHECK(complaint("distro = [\"opensuse-leap:15.6\", \"rhel\"]").empty());
  CHECK(complaint("env = \"CI*\"") == "if.env: \"CI*\" has a \"*\", which stands for itself here");
  CHECK(complaint("exists = \"/usr/lib/*.so\"") ==
        "if.exists: \"/usr/lib/*.so\" has a \"*\", which stands for itself here");
  CHECK(complaint("command = \"make*\"").empty());
  CHECK(complaint("env = \"!!CI\"") == "if.env: \"!!CI\" has a second \"!\"");
  CHECK(complaint("command = [\"!!make\"]") == "if.command: \"!!make\" has a second \"!\"");
}

TEST_CASE("every problem of a profile is found at once, and none of what it extends is lost") {
  Shelf shelf;
  shelf.files["/p/own.toml"] =
      "version = 1\nextends = [\"nowhere\"]\n[network]\nmode = \"nome\"\nfamilies = [\"inet\", \"x25\"]\n"
      "[[filesystem.mount]]\nsource = \"relative\"\n[[when]]\nif.arch = \"m68k\"\nthen.user.uid = -1\n";
  frontend::Problems problems;
  policy::Policy policy;
  frontend::apply_profile(policy, "/p/own.toml", {.place = "own", .key = {}},
                          {.surroundings = shelf, .problems = &problems});
  std::string all;
  for (const Complaint& problem : problems) all.append(problem.headline()).append("\n");
  CHECK(all ==
        "there is no profile \"nowhere\"\n"
        "/p/own.toml:4:8: network.mode cannot be \"nome\", did you mean \"none\"?\n"
        "/p/own.toml:5:21: network.families cannot be \"x25\"\n"
        "/p/own.toml:7:10: [[filesystem.mount]] source: \"relative\" is not an absolute path\n"
        "/p/own.toml:10:17: user.uid must be a number from 0 to 4294967294, or \"self\"\n");
  CHECK(policy.network.families.size() == 1);
}
