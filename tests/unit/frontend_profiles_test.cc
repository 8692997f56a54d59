// What a profile says becomes a policy, and what is wrong with one is told with its place: tests/messages/profiles.txt.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>
#include <doctest/doctest.h>
#include <map>
#include <string>
#include <vector>

#include "frontend/embedded_profiles.h"
#include "frontend/profile_reader.h"
#include "frontend/request.h"
#include "golden.h"
#include "policy/policy.h"
#include "shelf.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using testing::Shelf;

frontend::Request read(const std::vector<std::string>& words, const Shelf& surroundings) {
  std::vector<const char*> argv{"sandbox"};
  for (const std::string& word : words) argv.push_back(word.c_str());
  return frontend::read(static_cast<int>(argv.size()), argv.data(), surroundings);
}

policy::Policy policy_of(const std::string& text, const std::vector<std::string>& flags = {}) {
  Shelf surroundings;
  surroundings.files["own.toml"] = "version = 1\n" + text;
  std::vector<std::string> words{"-p", "own.toml"};
  words.insert(words.end(), flags.begin(), flags.end());
  return read(words, surroundings).policy;
}

std::string answer_to(const std::vector<std::string>& words, const Shelf& surroundings) try {
  policy::check(read(words, surroundings).policy);
  return "accepted\n";
} catch (const Error& error) {
  return error.complaint().text();
}

struct Wrong {
  const char* title;
  std::string text;
};

std::vector<Wrong> wrong_profiles() {
  return {
      {"no version", "name = \"x\"\n"},
      {"another version", "version = 2\n"},
      {"a version that is a string", "version = \"1\"\n"},
      {"no TOML", "version = 1\nfilesystem = {\n"},
      {"a vertical tab in front of a table's name", "version = 1\n[\vfilesystem]\n"},
      {"a space that is none in front of a table's name", "version = 1\n[\u00a0filesystem]\n"},
      {"a key twice", "version = 1\nname = \"a\"\nname = \"b\"\n"},
      {"an unknown table", "version = 1\n[filesytem]\n"},
      {"an unknown key", "version = 1\n[filesystem]\nr0 = [\"/x\"]\n"},
      {"a key of another table", "version = 1\n[filesystem]\nmode = \"none\"\n"},
      {"a key that is not built yet", "version = 1\n[filesystem]\ncow = [\"/x\"]\n"},
      {"a table that is not built yet", "version = 1\n[desktop]\nwayland = true\n"},
      {"a word that is not built yet", "version = 1\n[network]\nmode = \"nat\"\n"},
      {"a port that is none", "version = 1\n[network]\ntcp_bind = [65536]\n"},
      {"a range of ports from the end", "version = 1\n[network]\ntcp_connect = [\"90-80\"]\n"},
      {"one port where a list belongs", "version = 1\n[network]\ntcp_connect = 80\n"},
      {"a word for Landlock that is none", "version = 1\n[landlock]\nenable = \"on\"\n"},
      {"a scope that is none", "version = 1\n[landlock]\nscope = [\"signals\"]\n"},
      {"a scope that is no list", "version = 1\n[landlock]\nscope = \"signal\"\n"},
      {"Landlock switched off, and needed", "version = 1\nlandlock.enable = false\nnetwork.tcp_bind = []\n"},
      {"an unknown word", "version = 1\n[network]\nmode = \"nome\"\n"},
      {"a string where a list belongs", "version = 1\n[filesystem]\nro = \"/x\"\n"},
      {"a number in a list of strings", "version = 1\n[filesystem]\nro = [\"/x\", 1]\n"},
      {"a string where a table belongs", "version = 1\nfilesystem = \"/x\"\n"},
      {"a string where a table in a list belongs", "version = 1\n[[when]]\nif = \"x\"\n"},
      {"a fraction", "version = 1\n[process]\numask = 0.5\n"},
      {"a date", "version = 1\n[user]\nuid = 2026-01-01\n"},
      {"an id below 0", "version = 1\n[user]\nuid = -1\n"},
      {"an id that is none", "version = 1\n[user]\nuid = 4294967295\n"},
      {"a relative path", "version = 1\n[filesystem]\nro = [\"data\"]\n"},
      {"an empty path", "version = 1\n[filesystem]\nro = [\"\"]\n"},
      {"a target that climbs", "version = 1\n[filesystem]\nro = [\"/a:/b/../c\"]\n"},
      {"two colons", "version = 1\n[filesystem]\nro = [\"/a:/b:/c\"]\n"},
      {"an entry to take out that is not there", "version = 1\n[filesystem]\nro = [\"!/a\"]\n"},
      {"two paths to hide", "version = 1\n[filesystem]\nhide = [\"/a:/b\"]\n"},
      {"an unknown variable", "version = 1\n[filesystem]\nro = [\"${HOEM}/x\"]\n"},
      {"a variable of the environment without a name", "version = 1\n[filesystem]\nro = [\"${env:}/x\"]\n"},
      {"a variable without an end", "version = 1\n[filesystem]\nro = [\"${HOME/x\"]\n"},
      {"a lone dollar sign", "version = 1\n[filesystem]\nro = [\"/a$b\"]\n"},
      {"a NUL", "version = 1\n[filesystem]\nro = [\"/a\\u0000b\"]\n"},
      {"control characters", "version = 1\n[filesystem]\nro = [\"\\u001b[31mred\"]\n"},
      {"an unknown group of /etc", "version = 1\n[filesystem]\netc = [\"@bsae\"]\n"},
      {"a mount without a source", "version = 1\n[[filesystem.mount]]\ntarget = \"/x\"\n"},
      {"a key of another type of mount",
       "version = 1\n[[filesystem.mount]]\ntype = \"tmpfs\"\ntarget = \"/x\"\nsource = \"/y\"\n"},
      {"a type of mount that is not built yet", "version = 1\n[[filesystem.mount]]\ntype = \"overlay\"\n"},
      {"an unknown mount option", "version = 1\n[[filesystem.mount]]\nsource = \"/x\"\noptions = [\"suid\"]\n"},
      {"a size that is none",
       "version = 1\n[[filesystem.mount]]\ntype = \"tmpfs\"\ntarget = \"/x\"\nsize = \"much\"\n"},
      {"a size of nothing", "version = 1\n[[filesystem.mount]]\ntype = \"tmpfs\"\ntarget = \"/x\"\nsize = \"0\"\n"},
      {"a mode that is none", "version = 1\n[[filesystem.file]]\npath = \"/x\"\nperms = \"0888\"\n"},
      {"a host name that is none", "version = 1\n[namespaces]\nhostname = \"a b\"\n"},
      {"a namespace that is not built yet", "version = 1\n[namespaces]\nshare = [\"pid\"]\n"},
      {"a variable's name with =", "version = 1\n[env]\npass = [\"A=B\"]\n"},
      {"a limit that is none", "version = 1\n[limits.rlimit]\nnofile = \"many\"\n"},
      {"a soft limit above the hard one", "version = 1\n[limits.rlimit]\nnofile = \"10:5\"\n"},
      {"an unknown limit", "version = 1\n[limits.rlimit]\nnofiles = 5\n"},
      {"an unknown system call", "version = 1\n[seccomp]\ndeny = [\"ptrase\"]\n"},
      {"a system call that is like no other", "version = 1\n[seccomp]\nallow = [\"make_coffee\"]\n"},
      {"an unknown group of system calls", "version = 1\n[seccomp]\nallow = [\"@system-servise\"]\n"},
      {"an unknown system call to log", "version = 1\n[seccomp]\nlog = [\"opennat\"]\n"},
      {"an unknown feature", "version = 1\n[seccomp]\nfeatures = [\"devl\"]\n"},
      {"x32", "version = 1\n[seccomp]\narch = [\"native\", \"x32\"]\n"},
      {"an interface of another machine", "version = 1\n[seccomp]\narch = [\"aarch64\"]\n"},
      {"an unknown interface", "version = 1\n[seccomp]\narch = [\"pdp11\"]\n"},
      {"a default that is none", "version = 1\n[seccomp]\ndefault = \"denied\"\n"},
      {"a refusal that allows", "version = 1\n[seccomp]\non_deny = \"allow\"\n"},
      {"a refusal that is none", "version = 1\n[seccomp]\non_deny = \"EPERM\"\n"},
      {"an unknown errno", "version = 1\n[seccomp]\non_unknown = \"errno:EPREM\"\n"},
      {"unknown calls that are allowed", "version = 1\n[seccomp]\non_unknown = \"allow\"\n"},
      {"a rule without system calls", "version = 1\n[[seccomp.rule]]\naction = \"kill\"\n"},
      {"a rule about no system call", "version = 1\n[[seccomp.rule]]\nsyscalls = []\naction = \"kill\"\n"},
      {"a rule about an unknown system call",
       "version = 1\n[[seccomp.rule]]\nsyscalls = [\"sockett\"]\naction = \"kill\"\n"},
      {"a rule without an action", "version = 1\n[[seccomp.rule]]\nsyscalls = [\"socket\"]\n"},
      {"a rule with an action that is none",
       "version = 1\n[[seccomp.rule]]\nsyscalls = [\"socket\"]\naction = \"refuse\"\n"},
      {"an argument without its number",
       "version = 1\n[[seccomp.rule]]\nsyscalls = [\"socket\"]\naction = \"kill\"\nargs = [{ value = 1 }]\n"},
      {"an argument without a value",
       "version = 1\n[[seccomp.rule]]\nsyscalls = [\"socket\"]\naction = \"kill\"\nargs = [{ index = 0 }]\n"},
      {"a seventh argument",
       "version = 1\n[[seccomp.rule]]\nsyscalls = [\"socket\"]\naction = \"kill\"\nargs = [{ index = 6, value = 1 "
       "}]\n"},
      {"an argument before the first",
       "version = 1\n[[seccomp.rule]]\nsyscalls = [\"socket\"]\naction = \"kill\"\nargs = [{ index = -1, value = 1 "
       "}]\n"},
      {"a comparison that is none",
       "version = 1\n[[seccomp.rule]]\nsyscalls = [\"socket\"]\naction = \"kill\"\nargs = [{ index = 0, op = \"==\", "
       "value = 1 }]\n"},
      {"a value beyond its mask",
       "version = 1\n[[seccomp.rule]]\nsyscalls = [\"socket\"]\naction = \"kill\"\nargs = [\n  { index = 0, value = "
       "0x11, mask = 0x0f },\n]\n"},
      {"a filter of one's own by a relative path", "version = 1\n[seccomp]\nbpf = \"filter.bpf\"\n"},
      {"a descriptor that is always passed", "version = 1\n[process]\npass_fds = [2]\n"},
      {"a command that is empty", "version = 1\n[process]\ncommand = []\n"},
      {"a profile that does not exist", "version = 1\nextends = [\"bse\"]\n"},
      {"a file that does not exist", "version = 1\nextends = [\"./none.toml\"]\n"},
      {"itself", "version = 1\nextends = [\"own.toml\"]\n"},
      {"no strings to extend", "version = 1\nextends = \"base\"\n"},
  };
}

}  // namespace

TEST_CASE("what is wrong with a profile is told in the kept words") {
  std::string text;
  for (const Wrong& wrong : wrong_profiles()) {
    Shelf surroundings;
    surroundings.files["own.toml"] = wrong.text;
    const std::string answer = answer_to({"-p", "own.toml", "true"}, surroundings);
    CHECK_MESSAGE(answer != "accepted\n", wrong.title);
    text.append("# ").append(wrong.title).append("\n").append(answer).append("\n");
  }
  testing::check_golden("messages/profiles.txt", text);
}

TEST_CASE("what is wrong with a flag is told in the kept words") {
  std::string text;
  const std::vector<std::vector<std::string>> lines{
      {"--set", "network.mod=host"},
      {"--set", "network.mode"},
      {"--set", "=x"},
      {"--set", "filesystem.ro=[/x]"},
      {"--set", "extends=[\"base\"]"},
      {"--set", "network.mode=nat"},
      {"--ro", ""},
      {"--hide", "/a:/b"},
      {"--env", "=x"},
      {"-p", "no-such-profile"},
      {"-p", "../x"},
      {"-p", "a b"},
  };
  for (const auto& words : lines) {
    std::vector<std::string> line = words;
    line.emplace_back("true");
    text.append("# ")
        .append(words[0])
        .append(" ")
        .append(words[1])
        .append("\n")
        .append(answer_to(line, {}))
        .append("\n");
  }
  testing::check_golden("messages/flags.txt", text);
}

TEST_CASE("single values replace, lists grow, tables merge, and each remembers its line") {
  Shelf surroundings;
  surroundings.files["/p/low.toml"] =
      "version = 1\nfilesystem.ro = [\"/a\"]\nuser.uid = 5\nenv.set = { A = \"1\", B = \"2\" }\n";
  surroundings.files["/p/own.toml"] =
      "version = 1\nextends = [\"./low.toml\"]\nfilesystem.ro = [\"/b\"]\nuser.uid = 6\nenv.set = { B = \"3\" }\n";
  const policy::Policy policy = read({"-p", "/p/own.toml", "--ro", "/c", "true"}, surroundings).policy;
  REQUIRE(policy.filesystem.ro.size() == 3);
  CHECK(policy.filesystem.ro[0].value.source == "/a");
  CHECK(policy.filesystem.ro[0].origin.text() == "/p/low.toml:2 filesystem.ro");
  CHECK(policy.filesystem.ro[1].value.source == "/b");
  CHECK(policy.filesystem.ro[2].origin.text() == "--ro");
  CHECK(policy.user.uid.value == 6);
  CHECK(policy.env.set.at("A").value == "1");
  CHECK(policy.env.set.at("B").value == "3");
  CHECK(policy.name.value == "own");
}

TEST_CASE("a profile that is extended twice is applied once") {
  Shelf surroundings;
  surroundings.files["/p/low.toml"] = "version = 1\nfilesystem.ro = [\"/a\"]\n";
  surroundings.files["/p/left.toml"] = "version = 1\nextends = [\"./low.toml\"]\n";
  surroundings.files["/p/right.toml"] = "version = 1\nextends = [\"./low.toml\"]\n";
  surroundings.files["/p/own.toml"] = "version = 1\nextends = [\"./left.toml\", \"./right.toml\"]\n";
  CHECK(read({"-p", "/p/own.toml", "true"}, surroundings).policy.filesystem.ro.size() == 1);
}

TEST_CASE("names are looked for from the caller's own directories to what is built in") {
  Shelf surroundings;
  surroundings.variables["HOME"] = "/home/ada";
  const auto found = [&] { return read({"-p", "base", "true"}, surroundings).policy.name.origin.place; };
  CHECK(found().starts_with("built-in base.toml"));
  const std::vector<std::string> places{"/usr/share/sandbox/profiles/base.toml",
                                        "/usr/local/share/sandbox/profiles/base.toml",
                                        "/etc/sandbox/profiles/base.toml", "/etc/xdg/sandbox/profiles/base.toml",
                                        "/home/ada/.config/sandbox/profiles/base.toml"};
  for (const std::string& place : places) {
    surroundings.files[place] = "version = 1\n";
    CHECK(found().starts_with(place));
  }
  surroundings.variables["SANDBOX_PROFILE_PATH"] = "relative:/first:/second";
  surroundings.files["/second/base.toml"] = "version = 1\n";
  CHECK(found().starts_with("/second/base.toml"));
  surroundings.closed["/first/base.toml"] = {.error = EACCES, .words = {}};
  CHECK_THROWS_AS(found(), PolicyError);
}

TEST_CASE("without a name the profile is the default, or what SANDBOX_PROFILE names") {
  Shelf surroundings;
  CHECK(read({"true"}, surroundings).policy.name.value == "default");
  surroundings.variables["SANDBOX_PROFILE"] = "build";
  CHECK(read({"true"}, surroundings).policy.name.value == "build");
  CHECK(read({"-p", "base", "true"}, surroundings).policy.name.value == "base");
}

TEST_CASE("flags edit the policy: relative paths, variables, any key") {
  const policy::Policy policy = policy_of(
      "", {"--rw", ".", "--ro", "../x:/y?", "--env", "A=$b", "--env", "LANG", "--set", "network.mode=host", "true"});
  REQUIRE(policy.filesystem.rw.size() == 1);
  CHECK(policy.filesystem.rw[0].value.source == "${PWD}/.");
  REQUIRE(policy.filesystem.ro.size() == 1);
  CHECK(policy.filesystem.ro[0].value.target == "/y");
  CHECK(policy.filesystem.ro[0].value.optional);
  CHECK(policy.env.set.at("A").value == "$$b");
  REQUIRE(policy.env.pass.size() == 1);
  CHECK(policy.env.pass[0].value == "LANG");
  CHECK(policy.network.mode.value == policy::NetworkMode::host);
}

TEST_CASE("every built-in profile is read and consistent, and has a description") {
  CHECK(frontend::embedded_profiles().size() == 7);
  for (const frontend::EmbeddedProfile& profile : frontend::embedded_profiles()) {
    const policy::Policy policy = read({"-p", std::string(profile.name), "true"}, {}).policy;
    policy::check(policy);
    CHECK(policy.name.value == profile.name);
    CHECK(!policy.description.value.empty());
  }
}

TEST_CASE("every built-in profile says what it allows and what it refuses") {
  for (const frontend::EmbeddedProfile& profile : frontend::embedded_profiles()) {
    CAPTURE(profile.name);
    const frontend::Profile parsed(profile.text, std::string(profile.name), std::string(profile.name));
    for (const auto expected : {policy::Expected::allow, policy::Expected::deny})
      CHECK(std::ranges::any_of(parsed.heritage().test,
                                [&](const auto& test) { return test.value.expect.value == expected; }));
  }
}

TEST_CASE("built-in profiles ask a kernel for what it has") {
  Shelf surroundings;
  surroundings.machine.uname.release = "6.1.0-40-cloud-amd64";
  surroundings.machine.landlock_support.version = 2;
  CHECK(!read({"-p", "media", "true"}, surroundings).policy.process.memory_deny_write_execute.value);
  CHECK(!read({"-p", "fetch", "true"}, surroundings).policy.network.tcp_bind.given());
  surroundings.machine.uname.release = "6.12.0";
  surroundings.machine.landlock_support.version = 6;
  CHECK(read({"-p", "media", "true"}, surroundings).policy.process.memory_deny_write_execute.value);
  CHECK(read({"-p", "fetch", "true"}, surroundings).policy.network.tcp_bind.given());
}

TEST_CASE("a byte order mark and carriage returns are no mistakes") {
  Shelf surroundings;
  surroundings.files["own.toml"] = "\xef\xbb\xbfversion = 1\r\n[user]\r\nuid = 7\r\n";
  CHECK(read({"-p", "own.toml", "true"}, surroundings).policy.user.uid.value == 7);
}

TEST_CASE("--help and --version win over everything else") {
  CHECK(read({"--version", "-p", "nothing"}, {}).text.starts_with("sandbox "));
  CHECK(read({"-h"}, {}).mode == frontend::Mode::help);
}

TEST_CASE("who is to be told is known also when the words are wrong, as far as they were read") {
  const Shelf surroundings;
  const auto listeners_of = [&](std::vector<const char*> words) {
    words.insert(words.begin(), "sandbox");
    Listeners listeners;
    try {
      frontend::read(static_cast<int>(words.size()), words.data(), surroundings, &listeners);
    } catch (const Error&) {
      return listeners;
    }
    listeners.report_file += " of what was no mistake";
    return listeners;
  };
  const Listeners of_option = listeners_of({"--report-json", "r", "--ready-fd", "5", "--nosuch", "--info-fd", "6"});
  CHECK(of_option.report_file == "r");
  CHECK(of_option.ready == 5);
  CHECK(of_option.info == -1);
  CHECK(listeners_of({"--report-json", "r", "-p", "nosuch", "true"}).report_file == "r");
  CHECK(listeners_of({"--json-status-fd", "x", "--report-json", "r", "true"}).report_file == "r");
  CHECK(listeners_of({"--report-json", "r", "--report-json", "s", "true"}).report_file == "r");
  CHECK(listeners_of({"--explain", "--report-json", "r", "-p", "nosuch", "true"}).report_file.empty());
  CHECK(listeners_of({"--report-json", "r", "-p", "base", "true"}).report_file == "r of what was no mistake");
}
