// What is executed, where it starts, and what it inherits.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <sys/resource.h>
#include <vector>

#include "own_profile.h"
#include "planner/activation.h"
#include "planner/planner.h"
#include "pretend_host.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using testing::PretendHost;
using Words = std::vector<std::string>;

steps::Plan plan(const std::string& profile, const Words& command = {"tool"}, const PretendHost& host = {}) {
  return planner::plan(testing::own_policy(profile), command, host);
}

std::string start_directory(const std::string& profile, const PretendHost& host = {}) {
  for (const steps::Step& step : plan(profile, {"tool"}, host).start)
    if (const auto* change = std::get_if<steps::ChangeDirectory>(&step.action)) return change->to.text();
  return "none";
}

}  // namespace

TEST_CASE("a name without a slash is looked for in PATH, in its order, as it is inside") {
  CHECK(plan("env.path = [\"/b\", \"/a/\", \"~/bin\"]").execute.candidates ==
        Words{"/b/tool", "/a/tool", "/home/ada/bin/tool"});
  CHECK(plan("env.set = { PATH = \"/x:/y\" }").execute.candidates == Words{"/x/tool", "/y/tool"});
}

TEST_CASE("PATH's empty and relative entries, which mean the current directory, are left out") {
  CHECK(plan("env.set = { PATH = \":/x::.:bin:/y:\" }").execute.candidates == Words{"/x/tool", "/y/tool"});
}

TEST_CASE("a name with a slash is taken as it is") {
  for (const char* name : {"./tool", "lib/tool", "/opt/tool", "../tool"})
    CHECK(plan("", {name}).execute.candidates == Words{name});
}

TEST_CASE("the command's words are the command line's, else the profile's") {
  const std::string profile = "process.command = [\"cat\", \"a b\", \"\"]";
  CHECK(plan(profile, {}).execute.argv == Words{"cat", "a b", ""});
  CHECK(plan(profile, {}).execute.origin.text() == "own.toml:2 process.command");
  CHECK(plan(profile, {"ls", "--ro", "\xff"}).execute.argv == Words{"ls", "--ro", "\xff"});
  CHECK_FALSE(plan(profile, {"ls"}).execute.origin.given());
}

TEST_CASE("the command starts in the current directory where that is shown, else at home, else in the root") {
  CHECK(start_directory("filesystem.rw = [\"${PWD}\"]") == "/home/ada/src/tool");
  CHECK(start_directory("filesystem.ro = [\"/home/ada/src\"]") == "/home/ada/src/tool");
  CHECK(start_directory("") == "/");
  CHECK(start_directory("filesystem.home = \"tmpfs\"") == "/home/ada");
  // Something else of the same name is not where the caller is.
  CHECK(start_directory("filesystem.ro = [\"/opt:/home/ada/src/tool\"]") != "/home/ada/src/tool");
  CHECK(start_directory("filesystem.tmpfs = [\"/home/ada/src/tool\"]") != "/home/ada/src/tool");
  CHECK(start_directory("filesystem.ro = [\"${PWD}\"]\nprocess.cwd = \"/opt\"") == "/opt");
  PretendHost gone;
  gone.pwd = "";
  CHECK(start_directory("filesystem.home = \"tmpfs\"", gone) == "/home/ada");
}

TEST_CASE("no core file is written and the umask is 022, unless a profile says else") {
  const auto limits = [](const std::string& profile) {
    std::vector<std::string> list;
    for (const steps::Step& step : plan(profile).start)
      if (std::holds_alternative<steps::SetLimit>(step.action) || std::holds_alternative<steps::SetUmask>(step.action))
        list.push_back(steps::phrase_of(step.action));
    return list;
  };
  CHECK(limits("") == Words{"set the limit core to 0 (at most 0)", "set the umask to 0022"});
  CHECK(limits("process.umask = \"0077\"\n[limits.rlimit]\ncore = 10\nnofile = \"1:unlimited\"") ==
        Words{"set the limit core to 10 (at most 10)", "set the limit nofile to 1 (at most unlimited)",
              "set the umask to 0077"});
}

TEST_CASE("each limit is the kernel's of that name") {
  const auto number = [](const std::string& name) {
    for (const steps::Step& step : plan("limits.rlimit." + name + " = 7").start)
      if (const auto* limit = std::get_if<steps::SetLimit>(&step.action); limit != nullptr && limit->soft == 7)
        return limit->resource;
    return -1;
  };
  CHECK(number("as") == RLIMIT_AS);
  CHECK(number("core") == RLIMIT_CORE);
  CHECK(number("cpu") == RLIMIT_CPU);
  CHECK(number("data") == RLIMIT_DATA);
  CHECK(number("fsize") == RLIMIT_FSIZE);
  CHECK(number("memlock") == RLIMIT_MEMLOCK);
  CHECK(number("msgqueue") == RLIMIT_MSGQUEUE);
  CHECK(number("nice") == RLIMIT_NICE);
  CHECK(number("nofile") == RLIMIT_NOFILE);
  CHECK(number("nproc") == RLIMIT_NPROC);
  CHECK(number("rtprio") == RLIMIT_RTPRIO);
  CHECK(number("rttime") == RLIMIT_RTTIME);
  CHECK(number("sigpending") == RLIMIT_SIGPENDING);
  CHECK(number("stack") == RLIMIT_STACK);
}

TEST_CASE("descriptors that are passed stand in order, each once; others are not kept") {
  PretendHost host;
  for (const int number : {3, 5, 9}) host.descriptors[number] = Descriptor::other;
  CHECK(plan("process.pass_fds = [9, 3, 9]", {"tool"}, host).execute.pass_fds == std::vector<int>{3, 9});
  CHECK(plan("", {"tool"}, host).execute.pass_fds.empty());
}

TEST_CASE("sockets that a service manager has opened for this launch are the command's") {
  PretendHost host;
  for (const int number : {3, 4, 7}) host.descriptors[number] = Descriptor::other;
  const auto execution = [&](const std::string& pid) {
    host.variables = {"LISTEN_PID=" + pid, "LISTEN_FDS=2", "LISTEN_FDNAMES=web:admin"};
    return plan("process.pass_fds = [7, 3]", {"tool"}, host).execute;
  };
  const steps::Execute ours = execution("4711");
  CHECK(ours.pass_fds == std::vector<int>{3, 4, 7});
  for (const char* variable : {"LISTEN_PID=2", "LISTEN_FDS=2", "LISTEN_FDNAMES=web:admin"})
    CHECK(std::find(ours.envp.begin(), ours.envp.end(), variable) != ours.envp.end());
  for (const char* other : {"4712", "", "4711x", "-1"}) {
    CAPTURE(other);
    const steps::Execute theirs = execution(other);
    CHECK(theirs.pass_fds == std::vector<int>{3, 7});
    CHECK(std::find(theirs.envp.begin(), theirs.envp.end(), "LISTEN_FDS=2") == theirs.envp.end());
  }
  host.descriptors.erase(4);
  CHECK_THROWS_AS(execution("4711"), PolicyError);
}

TEST_CASE("a number of sockets that is none is refused where it is the launcher's") {
  const auto answer_to = [](const std::string& pid, const std::string& count) -> std::string {
    PretendHost host;
    host.variables = {"LISTEN_PID=" + pid, "LISTEN_FDS=" + count};
    try {
      return std::to_string(planner::activated_descriptors(host));
    } catch (const SystemError& error) {
      return error.complaint().sentence;
    }
  };
  const std::string own = std::to_string(PretendHost().process_id());
  CHECK(answer_to(own, "1024") == "1024");
  CHECK(answer_to(own, "0") == "0");
  for (const char* count : {"-1", "x", "1025", "99999999999", "", "3 "})
    CHECK(answer_to(own, count).starts_with("LISTEN_FDS is \"" + std::string(count)));
  CHECK(answer_to("1" + own, "x") == "0");
  CHECK(answer_to("x", "x") == "0");
}

TEST_CASE("a directory on any standard descriptor is refused, for it leads out of every mount") {
  for (const int number : {0, 1, 2}) {
    CAPTURE(number);
    PretendHost host;
    host.descriptors[number] = Descriptor::directory;
    CHECK_THROWS_AS(plan("", {"tool"}, host), PolicyError);
  }
}

TEST_CASE("closed standard descriptors are no mistake") {
  PretendHost host;
  host.descriptors.clear();
  CHECK(plan("", {"tool"}, host).execute.argv == Words{"tool"});
}

TEST_CASE("every namespace is new, but those that a profile shares") {
  CHECK(plan("").unshare == steps::NamespaceSet{});
  CHECK_FALSE(plan("network.mode = \"host\"").unshare.network);
  const steps::NamespaceSet shared = plan("namespaces.share = [\"ipc\", \"uts\", \"cgroup\"]").unshare;
  CHECK(shared == steps::NamespaceSet{.cgroup = false, .ipc = false, .network = true, .uts = false});
}

TEST_CASE("the command is the first process only when it is asked for") {
  CHECK_FALSE(plan("").execute.as_first_process);
  CHECK_FALSE(plan("process.init = true").execute.as_first_process);
  const steps::Plan first = plan("process.init = false");
  REQUIRE(first.execute.as_first_process);
  CHECK(first.execute.as_first_process->key == "process.init");
}

TEST_CASE("signals are the command's, unless the launcher keeps them") {
  CHECK(plan("").supervision.forward_signals);
  CHECK_FALSE(plan("process.forward_signals = false").supervision.forward_signals);
}

TEST_CASE("all ends with the launcher's parent only when it is asked for") {
  CHECK_FALSE(plan("").supervision.die_with_parent);
  CHECK(plan("process.die_with_parent = true").supervision.die_with_parent);
}
