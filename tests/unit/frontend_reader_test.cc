// A profile that uses every key, read value by value; then the short form of mounts.
//
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <doctest/doctest.h>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "every_key.h"
#include "frontend/path_rule.h"
#include "frontend/profile_reader.h"
#include "frontend/surroundings.h"
#include "given.h"
#include "policy/policy.h"

namespace {

using namespace sandbox;
using testing::every_key;

policy::Policy policy_of(std::string_view text) {
  policy::Policy policy;
  frontend::Profile(text, "own.toml", "own").apply(policy, {frontend::nowhere(), ""});
  return policy;
}

// A key that the text above leaves out, or that ends in another key's field, is red.
template <class Record>
void check_all_given(const Record& record) {
  policy::for_each_key<Record>([&]<class Field>(const policy::Key<Record, Field>& key) {
    CAPTURE(key.name);
    if constexpr (policy::Table<Field>)
      check_all_given(record.*key.field);
    else
      CHECK(testing::is_given(record.*key.field));
  });
}

// "SOURCE TARGET", with "?" for an optional one; or what is wrong.
std::string rule(std::string_view entry) {
  const auto parsed = frontend::parse_path_rule(entry);
  if (const auto* fault = std::get_if<policy::Fault>(&parsed)) return "fault: " + fault->words;
  const auto& result = std::get<policy::PathRule>(parsed);
  return result.source + " " + result.target + (result.optional ? " ?" : "");
}

}  // namespace

TEST_CASE("every key of every table is read") {
  const policy::Policy policy = policy_of(every_key);
  check_all_given(policy);
  REQUIRE(policy.filesystem.mount.size() == 2);
  check_all_given(std::get<policy::Bind>(policy.filesystem.mount[0].value));
  check_all_given(std::get<policy::Tmpfs>(policy.filesystem.mount[1].value));
  check_all_given(policy.filesystem.file.at(0).value);
  check_all_given(policy.filesystem.tmpfs.at(1).value);
  check_all_given(policy.seccomp.rule.at(0).value);
  check_all_given(policy.seccomp.rule.at(0).value.args.at(0).value);
}

TEST_CASE("what is read of [seccomp] is what was written") {
  const policy::Seccomp seccomp = policy_of(every_key).seccomp;
  CHECK(seccomp.default_answer.value == policy::FilterDefault::deny);
  REQUIRE(seccomp.allow.size() == 2);
  CHECK(seccomp.allow[0].value == "@default");
  CHECK(seccomp.deny.at(0).value == "@debug");
  CHECK(seccomp.log.at(0).value == "mount");
  CHECK(seccomp.on_deny.value == "errno:EACCES");
  CHECK(seccomp.on_unknown.value == "trap");
  CHECK(seccomp.features.at(0).value == "devel");
  CHECK(seccomp.bpf.value == "/own.bpf");
  const policy::SeccompRule& rule = seccomp.rule.at(0).value;
  CHECK(rule.syscalls.value == std::vector<std::string>{"ioctl", "@swap"});
  CHECK(rule.action.value == "kill");
  CHECK(policy::condition_of(rule.args.at(0).value) ==
        policy::ArgumentCondition{1, policy::Comparison::ge, 0x5401, 0xffff});
}

TEST_CASE("what is read of [filesystem] is what was written") {
  const policy::Filesystem files = policy_of(every_key).filesystem;
  CHECK(files.system.value == policy::SystemTrees::full);
  REQUIRE(files.etc.size() == 2);
  CHECK(files.etc[0].value == "@base");
  CHECK(files.etc[1].value == "ssh");
  CHECK(files.home.value == policy::Home::rw);
  CHECK(files.ro.at(0).value == policy::PathRule{.source = "/ro", .target = "/ro"});
  CHECK(files.rw.at(0).value == policy::PathRule{.source = "/rw", .target = "/there", .optional = true});
  CHECK(files.hide.at(0).value.target == "/hidden");
  CHECK(files.symlinks.at("/link").value == "text");
  REQUIRE(files.tmpfs.size() == 2);
  CHECK(files.tmpfs[0].value.path.value == "/t1");
  CHECK(!files.tmpfs[0].value.size.given());
  CHECK(files.tmpfs[1].value.path.value == "/t2");
  CHECK(files.tmpfs[1].value.size.value == "1M");
  CHECK(files.tmpfs[1].value.perms.value == "0700");
  CHECK(files.tmpfs[1].value.noexec.value);
  const policy::File& file = files.file.at(0).value;
  CHECK(file.path.value == "/f");
  CHECK(file.content.value == "c");
  CHECK(file.source.value == "/s");
  CHECK(file.perms.value == "0400");
  CHECK(file.writable.value);
}

TEST_CASE("what is read of mounts is what was written") {
  const policy::Filesystem files = policy_of(every_key).filesystem;
  const auto& bind = std::get<policy::Bind>(files.mount.at(0).value);
  CHECK(bind.source.value == "/bs");
  CHECK(bind.target.value == "/bt");
  CHECK(bind.mode.value == policy::Access::rw);
  CHECK(bind.optional.value);
  CHECK(!bind.recursive.value);
  REQUIRE(bind.options.size() == 2);
  CHECK(bind.options[0].value == policy::MountOption::noexec);
  CHECK(bind.options[1].value == policy::MountOption::noatime);
  const auto& tmpfs = std::get<policy::Tmpfs>(files.mount.at(1).value);
  CHECK(tmpfs.target.value == "/tt");
  CHECK(tmpfs.size.value == "2M");
  CHECK(tmpfs.inodes.value == 9);
  CHECK(tmpfs.perms.value == "1777");
  CHECK(tmpfs.options.at(0).value == policy::MountOption::nosymfollow);
}

TEST_CASE("what is read of the other tables is what was written") {
  const policy::Policy policy = policy_of(every_key);
  CHECK(policy.version.value == 1);
  CHECK(policy.name.value == "all");
  CHECK(policy.description.value == "Everything at once.");
  CHECK(policy.env.inherit.value == policy::Inherit::all);
  CHECK(policy.env.pass.at(0).value == "P*");
  CHECK(policy.env.unset.at(0).value == "U");
  CHECK(policy.env.path.at(0).value == "/bin");
  CHECK(policy.env.set.at("S").value == "s");
  CHECK(policy.user.uid.value == policy::Id(11));
  CHECK(policy.user.gid.value == policy::Id(12));
  CHECK(policy.user.name.value == "builder");
  CHECK(policy.user.home.value == "/home/builder");
  CHECK(policy.user.shell.value == "/bin/dash");
  CHECK(policy.user.groups.value == policy::Groups::drop);
  CHECK(policy.user.subids.value);
  REQUIRE(policy.namespaces.share.size() == 2);
  CHECK(policy.namespaces.share[0].value == policy::Shared::ipc);
  CHECK(policy.namespaces.share[1].value == policy::Shared::uts);
  CHECK(policy.namespaces.hostname.value == "box");
  CHECK(policy.network.mode.value == policy::NetworkMode::host);
  CHECK(policy.process.command.value == std::vector<std::string>{"make", "test"});
  CHECK(policy.process.cwd.value == "/cwd");
  CHECK(policy.process.umask.value == "077");
  REQUIRE(policy.process.pass_fds.size() == 2);
  CHECK(policy.process.pass_fds[0].value == 3);
  CHECK(policy.process.pass_fds[1].value == 7);
  CHECK(policy.process.die_with_parent.value);
}

TEST_CASE("each resource limit ends in its own field") {
  const policy::ResourceLimits limits = policy_of(every_key).limits.rlimit;
  const auto both = [](std::uint64_t number) { return policy::LimitRange{.soft = number, .hard = number}; };
  CHECK(limits.as.value == both(1));
  CHECK(limits.core.value == both(2));
  CHECK(limits.cpu.value == both(3));
  CHECK(limits.data.value == both(4));
  CHECK(limits.fsize.value == both(5));
  CHECK(limits.memlock.value == both(6));
  CHECK(limits.msgqueue.value == both(7));
  CHECK(limits.nice.value == both(8));
  CHECK(limits.nofile.value == policy::LimitRange{.soft = 9, .hard = 10});
  CHECK(limits.nproc.value == both(11));
  CHECK(limits.rtprio.value == both(12));
  CHECK(limits.rttime.value == both(13));
  CHECK(limits.sigpending.value == both(14));
  CHECK(limits.stack.value == both(policy::LimitRange::unlimited));
}

TEST_CASE("a value remembers its line and its key") {
  const policy::Policy policy = policy_of(every_key);
  CHECK(policy.filesystem.system.origin.text() == "own.toml:6 filesystem.system");
  CHECK(policy.filesystem.rw.at(0).origin.text() == "own.toml:11 filesystem.rw");
  CHECK(policy.filesystem.symlinks.at("/link").origin.text() == "own.toml:16 filesystem.symlinks./link");
  CHECK(policy.filesystem.mount.at(1).origin.text() == "own.toml:26 [[filesystem.mount]]");
  CHECK(policy.filesystem.mount.at(0).origin.text() == "own.toml:18 [[filesystem.mount]]");
  CHECK(policy.limits.rlimit.stack.origin.text() == "own.toml:127 limits.rlimit.stack");
}

TEST_CASE("the caller's own id is a word, and the ends of the range are numbers") {
  const auto uid = [](const std::string& value) { return policy_of("version = 1\nuser.uid = " + value).user.uid; };
  CHECK(uid("\"self\"").value == policy::Id());
  CHECK(uid("\"self\"").given());
  CHECK(uid("0").value == policy::Id(0));
  CHECK(uid("4294967294").value == policy::Id(4294967294));
}

TEST_CASE("a profile that gives no name and no description has its file's name and none") {
  policy::Policy policy = policy_of(every_key);
  frontend::Profile("version = 1", "/p/other.toml", "other").apply(policy, {frontend::nowhere(), ""});
  CHECK(policy.name.value == "other");
  CHECK(policy.description.value.empty());
  CHECK(policy.network.mode.value == policy::NetworkMode::host);
}

TEST_CASE("the short form of a mount is one path or two, and may be optional") {
  CHECK(rule("/a") == "/a /a");
  CHECK(rule("/a?") == "/a /a ?");
  CHECK(rule("/a:/b") == "/a /b");
  CHECK(rule("/a:/b?") == "/a /b ?");
  CHECK(rule("/a??") == "/a? /a? ?");
  CHECK(rule("~/x:${PWD}/y") == "~/x ${PWD}/y");
  // A colon within a variable is the variable's.
  CHECK(rule("${env:X}/a") == "${env:X}/a ${env:X}/a");
  CHECK(rule("${env:X}/a:/b") == "${env:X}/a /b");
}

TEST_CASE("a short form that lacks a path, or has too many, is refused") {
  for (const char* entry : {"", "?", ":", "/a:", ":/b", "/a:?", ":?"}) {
    CAPTURE(entry);
    CHECK(rule(entry) == "fault: \"" + std::string(entry) + "\" lacks a path");
  }
  CHECK(rule("/a:/b:/c") == "fault: \"/a:/b:/c\" has more than one \":\"");
  CHECK(rule("/a:/b:") == "fault: \"/a:/b:\" has more than one \":\"");
}
