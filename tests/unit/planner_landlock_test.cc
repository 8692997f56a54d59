// The second fence: which rules say the same as the mounts, and what becomes of a wish on every version of the kernel's
// interface: tests/messages/landlock.txt.
//
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "golden.h"
#include "own_profile.h"
#include "planner/planner.h"
#include "pretend_host.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using testing::PretendHost;
using Phrases = std::vector<std::string>;

// The rules about files, without their common words.
Phrases rules(const std::string& profile, const PretendHost& host = {}) {
  constexpr std::string_view head = "allow by Landlock, ";
  Phrases list;
  for (const steps::Step& step : planner::plan(testing::own_policy(profile), {"true"}, host).ruleset)
    if (std::holds_alternative<steps::AllowBeneath>(step.action))
      list.push_back(steps::phrase_of(step.action).substr(head.size()));
  return list;
}

// What every sandbox has.
const Phrases own{"below /: read, execute", "below /dev: write, ioctl", "below /dev/shm: make and remove",
                  "below /proc: write"};

Phrases own_and(const Phrases& more) {
  Phrases list = own;
  list.insert(list.end(), more.begin(), more.end());
  return list;
}

bool is_landlock(const steps::Action& action) {
  return std::holds_alternative<steps::MakeRuleset>(action) || std::holds_alternative<steps::AllowPorts>(action) ||
         std::holds_alternative<steps::RestrictSelf>(action);
}

std::string answer_to(const std::string& profile, LandlockSupport support) try {
  PretendHost host;
  host.landlock_support = support;
  const steps::Plan plan = planner::plan(testing::own_policy(profile), {"true"}, host);
  std::string text;
  for (const auto* list : {&plan.ruleset, &plan.start})
    for (const steps::Step& step : *list)
      if (is_landlock(step.action)) text += "  " + steps::phrase_of(step.action) + "\n";
  for (const std::string& note : plan.notes)
    if (note.find("Landlock") != std::string::npos) text += "  note: " + note + "\n";
  return text.empty() ? "  nothing is restricted, and nothing said\n" : text;
} catch (const Error& error) {
  return error.complaint().text();
}

struct Wish {
  const char* title;
  const char* profile;
};

struct KnownKernel {
  const char* name;
  LandlockSupport support;
};

constexpr KnownKernel kernels[] = {
    {"not built", {.version = 0, .error = ENOSYS}}, {"not enabled", {.version = 0, .error = EOPNOTSUPP}},
    {"hidden", {.version = 0, .error = EPERM}},     {"version 1", {.version = 1, .error = 0}},
    {"version 2", {.version = 2, .error = 0}},      {"version 3", {.version = 3, .error = 0}},
    {"version 4", {.version = 4, .error = 0}},      {"version 5", {.version = 5, .error = 0}},
    {"version 6", {.version = 6, .error = 0}},      {"version 7", {.version = 7, .error = 0}},
    {"version 8", {.version = 8, .error = 0}},
};

constexpr Wish wishes[] = {
    {"nothing is said", ""},
    {"required", "landlock.enable = \"require\""},
    {"required, with a scope", "landlock.enable = true\nlandlock.scope = [\"signal\"]"},
    {"no scope", "landlock.scope = []"},
    {"ports", "network.tcp_bind = []\nnetwork.tcp_connect = [443, \"8000-8010\"]"},
    {"switched off", "landlock.enable = false"},
    {"sandboxes inside", "namespaces.nested = \"allow\""},
    {"required, and sandboxes inside", "landlock.enable = \"require\"\nnamespaces.nested = \"allow\""},
    {"a browser inside", "namespaces.nested = \"browser\""},
    {"switched off, with ports", "landlock.enable = false\nnetwork.tcp_bind = [80]"},
    {"switched off, with ports to connect to", "landlock.enable = false\nnetwork.tcp_connect = []"},
    {"switched off, with a scope", "landlock.enable = false\nlandlock.scope = [\"abstract-unix\"]"},
};

}  // namespace

TEST_CASE("every version of the interface, and a kernel without it, is used or refused in the kept words") {
  std::string text;
  for (const Wish& wish : wishes) {
    text += "# " + std::string(wish.title) + "\n";
    std::string before;
    for (const KnownKernel& kernel : kernels) {
      const std::string answer = answer_to(wish.profile, kernel.support);
      text += answer == before ? std::string(kernel.name) + ": the same\n" : std::string(kernel.name) + ":\n" + answer;
      before = answer;
    }
    text += "\n";
  }
  testing::check_golden("messages/landlock.txt", text);
}

TEST_CASE("what is read-only needs no rule of its own") {
  CHECK(rules("") == own);
  CHECK(rules("filesystem.system = \"full\"\nfilesystem.ro = [\"/home/ada\", \"/opt:/x/y\"]") == own);
  CHECK(rules("filesystem.file = [{ path = \"/x\", content = \"x\", perms = \"0755\" }]") == own);
  CHECK(rules("filesystem.ro = [\"/home/ada\"]\nfilesystem.hide = [\"/home/ada/.ssh\"]") == own);
  CHECK(rules("filesystem.symlinks = { \"/a/b\" = \"c\" }") == own);
}

TEST_CASE("what is writable has a rule") {
  CHECK(rules("filesystem.tmpfs = [\"/tmp\"]") == own_and({"below /tmp: write, make and remove"}));
  CHECK(rules("filesystem.home = \"rw\"") == Phrases{"below /: read, execute", "below /dev: write, ioctl",
                                                     "below /dev/shm: make and remove",
                                                     "below /home/ada: write, make and remove", "below /proc: write"});
  CHECK(rules("filesystem.rw = [\"/opt\"]").back() == "below /proc: write");
  CHECK(rules("filesystem.rw = [\"/etc/passwd:/x\"]") == own_and({"for /x: write"}));
  CHECK(rules("filesystem.file = [{ path = \"/x\", content = \"x\", writable = true }]") == own_and({"for /x: write"}));
}

TEST_CASE("a rule stands as near to what it is for as it can: the directories above stay closed") {
  CHECK(rules("filesystem.rw = [\"/opt:/srv/a/x\", \"/usr:/srv/b/x\"]") ==
        own_and({"below /srv/a/x: write, make and remove", "below /srv/b/x: write, make and remove"}));
}

TEST_CASE("what lies below something writable needs none, and can have none that takes away") {
  CHECK(rules("filesystem.rw = [\"/home/ada/src/tool:/w\", \"/opt:/w/lib\"]") ==
        own_and({"below /w: write, make and remove"}));
  CHECK(rules("filesystem.rw = [\"/home/ada/src/tool:/w\"]\nfilesystem.ro = [\"/opt:/w/lib\"]") ==
        own_and({"below /w: write, make and remove"}));
}

TEST_CASE("where something must not be executed, each that may has a rule") {
  const std::string scratch = "filesystem.tmpfs = [{ path = \"/scratch\", noexec = true }]\n";
  CHECK(rules(scratch + "filesystem.ro = [\"/opt\", \"/usr:/deep/usr\"]") ==
        Phrases{"below /: read", "below /deep/usr: execute", "below /dev: execute, write, ioctl",
                "below /dev/shm: make and remove", "below /etc: execute", "below /opt: execute", "below /proc: write",
                "below /scratch: write, make and remove"});
}

TEST_CASE("a tree that is shown below /dev is no device") {
  CHECK(rules("filesystem.ro = [\"/opt:/dev/x\"]") ==
        Phrases{"below /: read, execute", "for /dev/full: write, ioctl", "for /dev/null: write, ioctl",
                "below /dev/pts: write, ioctl", "for /dev/random: write, ioctl",
                "below /dev/shm: write, make and remove", "for /dev/tty: write, ioctl",
                "for /dev/urandom: write, ioctl", "for /dev/zero: write, ioctl", "below /proc: write"});
}

TEST_CASE("a file that a descriptor was opened on can be opened again as it was, and not more") {
  PretendHost host;
  host.descriptors[5] = Descriptor::other;
  host.descriptors.erase(2);
  Phrases list;
  for (const steps::Step& step : planner::plan(testing::own_policy("process.pass_fds = [5]"), {"true"}, host).ruleset)
    if (std::holds_alternative<steps::AllowDescriptor>(step.action)) list.push_back(steps::phrase_of(step.action));
  CHECK(list == Phrases{"allow by Landlock, for the file of descriptor 0: read, ioctl",
                        "allow by Landlock, for the file of descriptor 1: write, ioctl",
                        "allow by Landlock, for the file of descriptor 5: write, ioctl"});
}

TEST_CASE("the rules are made before the filter, and only the command is bound by them") {
  const steps::Plan plan = planner::plan(testing::own_policy("limits.rlimit.nofile = 3"), {"true"}, PretendHost{});
  CHECK(std::holds_alternative<steps::MakeRuleset>(plan.ruleset.front().action));
  CHECK(std::holds_alternative<steps::FilterSyscalls>(plan.lockdown.back().action));
  CHECK(std::holds_alternative<steps::RestrictSelf>(plan.start.back().action));
  const steps::Plan strict =
      planner::plan(testing::own_policy("seccomp.deny = [\"@sandbox\"]"), {"true"}, PretendHost{});
  CHECK(std::holds_alternative<steps::FilterSyscalls>(strict.start.back().action));
}
