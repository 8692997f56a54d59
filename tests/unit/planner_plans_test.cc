// Whole plans, as --explain prints them, for a pretended machine: tests/plans/*.plan. SANDBOX_ACCEPT=1 rewrites them.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <map>
#include <string>
#include <vector>

#include "frontend/inheritance.h"
#include "frontend/profile_reader.h"
#include "golden.h"
#include "planner/planner.h"
#include "policy/policy.h"
#include "pretend_host.h"

namespace {

using namespace sandbox;

// Nobody's files: the built-in profiles are found, and nothing else.
class Nowhere final : public frontend::Surroundings {
 public:
  std::optional<std::string> variable(std::string_view /*name*/) const override { return std::nullopt; }
  std::variant<std::string, frontend::Unreadable> read_file(const std::string& /*path*/) const override {
    return frontend::Unreadable{.error = ENOENT, .words = {}};
  }
};

policy::Policy built_in(const std::string& name) {
  policy::Policy policy;
  frontend::apply_profile(policy, name, {.place = "--profile", .key = {}}, Nowhere{});
  return policy;
}

policy::Policy with(policy::Policy policy, const std::string& text) {
  frontend::Profile(text, "own.toml", "own").apply(policy);
  return policy;
}

std::string plan_text(const policy::Policy& policy, const planner::Host& host) {
  policy::check(policy);
  return steps::text_of(planner::plan(policy, {"make", "all"}, host));
}

constexpr const char* every_key = R"(
version = 1
name = "every-key"
description = "Uses every key once."
[filesystem]
system = "minimal"
etc = ["@base", "@dns"]
home = "tmpfs"
ro = ["~/.gitconfig", "${PROJECT}/lib:/lib-of-tool", "/nowhere?"]
rw = ["${PWD}"]
tmpfs = ["/tmp", { path = "/scratch", size = "64M", perms = "0700", noexec = true }]
hide = ["${PWD}/.env"]
[[filesystem.mount]]
type = "bind"
source = "/opt"
target = "/tools"
mode = "ro"
options = ["noexec"]
recursive = false
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
[namespaces]
share = ["ipc", "cgroup"]
hostname = "box"
[network]
mode = "host"
[process]
cwd = "/tmp"
umask = "077"
pass_fds = [5]
die_with_parent = true
[limits.rlimit]
nofile = "1024:4096"
core = 0
cpu = "unlimited"
)";

}  // namespace

TEST_CASE("the plans of the built-in profiles are the kept ones") {
  const testing::PretendHost host;
  for (const char* name : {"base", "build", "script"})
    testing::check_golden("plans/" + std::string(name) + ".plan", plan_text(built_in(name), host));
}

TEST_CASE("the plan for the host's root protects what he owns") {
  testing::PretendHost host;
  host.who = {.uid = 0, .gid = 0};
  host.closed_file("/etc/shadow").closed_file("/etc/ssl/private/key").file("/proc/kpagecount");
  testing::check_golden("plans/build-as-root.plan", plan_text(built_in("build"), host));
}

TEST_CASE("the plan of a profile that uses every key is the kept one") {
  testing::PretendHost host;
  host.descriptors[5] = planner::Descriptor::other;
  testing::check_golden("plans/every-key.plan", plan_text(with({}, every_key), host));
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
