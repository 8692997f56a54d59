// Whole plans, as --explain prints them, for a pretended machine: tests/plans/*.plan. SANDBOX_ACCEPT=1 rewrites them.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <map>
#include <string>
#include <type_traits>
#include <vector>

#include "frontend/named_policy.h"
#include "frontend/profile_reader.h"
#include "frontend/surroundings.h"
#include "golden.h"
#include "plan_rules.h"
#include "planner/planner.h"
#include "policy/policy.h"
#include "pretend_host.h"

namespace {

using namespace sandbox;

policy::Policy with(policy::Policy policy, const std::string& text) {
  frontend::Profile(text, "own.toml", "own").apply(policy, {frontend::nowhere(), ""});
  return policy;
}

std::string plan_text(const policy::Policy& policy, const Host& host,
                      const std::vector<std::string>& command = {"make", "all"}) {
  policy::check(policy);
  const steps::Plan plan = planner::plan(policy, command, host);
  CHECK(testing::broken_rule(plan, policy, host).empty());
  return steps::text_of(plan);
}

constexpr const char* every_key = R"(
version = 1
name = "every-key"
description = "Uses every key once."
[filesystem]
system = "minimal"
etc = ["@base", "@dns"]
home = "tmpfs"
proc = "private"
ro = ["~/.gitconfig", "${PROJECT}/lib:/lib-of-tool", "/nowhere?"]
rw = ["${PWD}"]
tmpfs = ["/tmp", { path = "/scratch", size = "64M", perms = "0700", noexec = true }]
protect = ["${PWD}/.git/hooks", "${PWD}/.envrc?"]
hide = ["${PWD}/.env"]
create = ["${PWD}/out/debug"]
[[filesystem.mount]]
type = "bind"
source = "/opt"
target = "/tools"
mode = "ro"
options = ["noexec"]
recursive = false
optional = true
[[filesystem.mount]]
type = "tmpfs"
target = "/cache"
size = "1G"
inodes = 1000
perms = "0755"
[[filesystem.file]]
path = "/etc/motd"
content = "hello\n"
[[filesystem.file]]
path = "/run/settings"
source = "/etc/nsswitch.conf"
perms = "0640"
writable = true
[filesystem.symlinks]
"/etc/mtab" = "/proc/self/mounts"
[env]
inherit = "none"
pass = ["EDITOR", "GITHUB_TOKEN"]
unset = ["TERM"]
path = ["/usr/bin", "/bin"]
[env.set]
GREETING = "hello ${HOME}"
[user]
uid = 0
gid = 0
name = "builder"
home = "/home/builder"
shell = "/bin/dash"
groups = "drop"
subids = true
[capabilities]
keep = ["chown", "CAP_SETUID", "sys_resource"]
ambient = ["Cap_Chown"]
[namespaces]
share = ["ipc", "cgroup"]
hostname = "box"
time = "private"
nested = "browser"
[network]
mode = "host"
tcp_bind = [8080, "9000-9010"]
tcp_connect = []
families = ["unix", "inet"]
[seccomp]
default = "deny"
allow = ["@system-service"]
deny = ["@debug"]
log = ["@mount"]
on_deny = "errno:EACCES"
on_unknown = "kill"
arch = ["native"]
features = ["devel"]
bpf = "/srv/own.bpf"
[[seccomp.rule]]
syscalls = ["prctl"]
action = "errno:EINVAL"
args = [{ index = 0, op = "eq", value = 38, mask = 255 }]
[landlock]
enable = "require"
scope = ["abstract-unix"]
[process]
cwd = "/tmp"
umask = "077"
pass_fds = [5]
init = false
forward_signals = false
die_with_parent = true
memory_deny_write_execute = true
memfd_noexec = true
core_scheduling = true
command = ["cmake", "--build", "."]
[devices]
allow = ["kvm", "/dev/extra?"]

[sockets]
ssh_agent = true
gpg_agent = true
pcsc = true
cups = true
nscd = true
journal = true
unix = ["/run/own.sock?"]

[terminal]
tty = "none"

[log]
denials = "file"
file = "/srv/denials.jsonl"

[limits]
timeout = "90s"
kill_after = "500ms"
nice = 5

[limits.rlimit]
nofile = "1024:4096"
core = 0
cpu = "unlimited"
)";

// A key is used in a line or an inline table, or as the head of a table or of one below it.
bool is_used(const std::string& key, const std::string& profile) {
  for (const std::string& use :
       {"\n" + key + " = ", " " + key + " = ", "[" + key + "]", "." + key + "]", "[" + key + "."})
    if (profile.find(use) != std::string::npos) return true;
  return false;
}

template <class Record>
void check_all_used(const std::string& profile) {
  // The limits differ in nothing but their names.
  if constexpr (!std::is_same_v<Record, policy::ResourceLimits>) {
    policy::for_each_key<Record>([&]<class Field>(const policy::Key<Record, Field>& key) {
      CHECK_MESSAGE(is_used(std::string(key.name), profile), key.name, " is not used");
      if constexpr (policy::Table<Field>) check_all_used<Field>(profile);
    });
  }
}

}  // namespace

TEST_CASE("the plans of the built-in profiles are the kept ones") {
  const testing::PretendHost host;
  for (const char* name : {"base", "build", "fetch", "media", "script", "shell"})
    testing::check_golden("plans/" + std::string(name) + ".plan", plan_text(frontend::built_in_policy(name), host));
}

TEST_CASE("the plan for a project with what runs later outside protects it") {
  testing::PretendHost host;
  const std::string project = "/home/ada/src/tool/";
  host.directory(project + ".git/hooks", 1000).file(project + ".git/config", "[core]", 1000);
  host.file(project + ".envrc", "x", 1000).directory(project + ".vscode", 1000);
  testing::check_golden("plans/build-protected.plan", plan_text(frontend::built_in_policy("build"), host));
}

TEST_CASE("the plan for the host's root protects what he owns") {
  testing::PretendHost host;
  host.who = {.uid = 0, .gid = 0};
  host.closed_file("/etc/shadow").closed_file("/etc/ssl/private/key").file("/proc/kpagecount");
  testing::check_golden("plans/build-as-root.plan", plan_text(frontend::built_in_policy("build"), host));
}

TEST_CASE("the plan of a profile that uses every key is the kept one") {
  testing::PretendHost host;
  host.descriptors[5] = Descriptor::other;
  host.descriptors[2] = Descriptor::terminal;
  host.file("/srv/own.bpf", std::string(8, '\0')).directory("/home/ada/src/tool/.git/hooks", 1000);
  host.file("/etc/subuid", "ada:100000:65536\n").file("/etc/subgid", "1000:200000:65536\n");
  host.file("/usr/bin/newuidmap").file("/usr/bin/newgidmap");
  host.file("/dev/kvm").file("/run/agent").file("/run/cups/cups.sock");
  host.variables.emplace_back("SSH_AUTH_SOCK=/run/agent");
  testing::check_golden("plans/every-key.plan", plan_text(with({}, every_key), host, {}));
}

TEST_CASE("that profile does use every key") {
  check_all_used<policy::Policy>(every_key);
  check_all_used<policy::Bind>(every_key);
  check_all_used<policy::Tmpfs>(every_key);
  check_all_used<policy::TmpfsRule>(every_key);
  check_all_used<policy::File>(every_key);
  check_all_used<policy::SeccompRule>(every_key);
  check_all_used<policy::ArgumentTest>(every_key);
}

TEST_CASE("the order of a profile's entries does not matter") {
  const testing::PretendHost host;
  const std::string one = R"(version = 1
[filesystem]
rw = ["/home/ada/src/tool"]
ro = ["/home/ada/src/tool/lib", "/opt"]
)";
  const std::string other = R"(version = 1
[filesystem]
ro = ["/opt", "/home/ada/src/tool/lib"]
rw = ["/home/ada/src/tool"]
)";
  const auto steps_of = [&](const std::string& text) {
    std::vector<std::string> phrases;
    for (const steps::Step& step : planner::plan(with({}, text), {"true"}, host).world)
      phrases.push_back(steps::phrase_of(step.action));
    return phrases;
  };
  CHECK(steps_of(one) == steps_of(other));
}
