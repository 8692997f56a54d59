// What the planner refuses, in the words that a person reads: tests/messages/planner.txt.
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

struct Case {
  std::string title;
  std::string profile;  ///< below "version = 1"
  testing::PretendHost host = {};
  std::vector<std::string> command = {"true"};
};

std::string answer_to(const Case& one) try {
  planner::plan(testing::own_policy(one.profile), one.command, one.host);
  return "planned\n";
} catch (const Error& error) {
  return error.complaint().text() + "exit status " + std::to_string(static_cast<int>(error.status())) + "\n";
}

testing::PretendHost in(const std::string& pwd) {
  testing::PretendHost host;
  host.pwd = pwd;
  return host;
}

testing::PretendHost on_old_kernel() {
  testing::PretendHost host;
  host.last_known_capability = 37;
  host.offsets = std::nullopt;
  return host;
}

// A machine that lends ids, as its files say, and has the programs that map them.
testing::PretendHost lending(const std::string& subuid, const std::string& subgid, bool with_programs = true) {
  testing::PretendHost host;
  host.file("/etc/subuid", subuid).file("/etc/subgid", subgid);
  if (with_programs) host.file("/usr/bin/newuidmap").file("/usr/bin/newgidmap");
  return host;
}

// Whom neither /etc/passwd nor USER gives a name.
testing::PretendHost without_account() {
  testing::PretendHost host = lending("ada:100000:65536\n", "ada:100000:65536\n");
  host.file("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n");
  std::erase(host.variables, "USER=ada");
  return host;
}

std::string many_ranges() {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "ada:" + std::to_string(100000 + 2 * i) + ":1\n";
  return text;
}

// Each rule is looked for in every range of numbers that are decided alike.
std::string rules_about_everything() {
  std::string text;
  for (int value = 0; value < 100; ++value)
    text +=
        "[[seccomp.rule]]\nsyscalls = [\"@system-service\"]\naction = \"errno:EIO\"\nargs = [{ index = 0, value = " +
        std::to_string(value) + " }]\n";
  return text;
}

std::vector<Case> cases() {
  std::vector<Case> list{
      {"the current directory is the home", "filesystem.rw = [\"${PWD}\"]", in("/home/ada")},
      {"the current directory holds the home", "filesystem.ro = [\"${PWD}\"]", in("/home")},
      {"the project is the current directory, which is the home", "filesystem.rw = [\"${PROJECT}\"]", in("/home/ada")},
      {"the whole machine by its name", "filesystem.ro = [\"/\"]"},
      {"the host's processes", "filesystem.ro = [\"/proc\"]"},
      {"a source that is not there", "filesystem.ro = [\"/srv/data\"]"},
      {"a source whose parent is not there", "filesystem.rw = [\"/home/ada/src/none/deep/er\"]"},
      {"a source that is not there, and need not be", "filesystem.ro = [\"/srv/data?\"]"},
      {"a link planted in a writable directory",
       "filesystem.rw = [\"/home/ada/src/tool\"]\nfilesystem.ro = [\"/home/ada/src/tool/out\"]"},
      {"a writable source whose variable has no value", "filesystem.rw = [\"${XDG_DOWNLOAD_DIR}\"]"},
      {"a writable mount whose variable has no value",
       "[[filesystem.mount]]\ntype = \"bind\"\nmode = \"rw\"\nsource = \"${env:NOWHERE}\""},
      {"two different things at one path", "filesystem.ro = [\"/opt:/x\", \"/usr:/x\"]"},
      {"a mount point that the host lacks", "filesystem.ro = [\"/opt\", \"/usr:/opt/usr\"]"},
      {"a mount on the sandbox's own /proc", "filesystem.tmpfs = [\"/proc\"]"},
      {"a link on the host", "filesystem.ro = [\"/opt\"]\nfilesystem.symlinks = { \"/opt/x\" = \"y\" }"},
      {"hiding what is not there", "filesystem.ro = [\"/opt\"]\nfilesystem.hide = [\"/opt/none\"]"},
      {"hiding what need not be there", "filesystem.ro = [\"/opt\"]\nfilesystem.hide = [\"/opt/none?\"]"},
      {"hiding by the host's path what is shown at another",
       "[filesystem]\nro = [\"~/src:/work\"]\nhide = [\"~/src/tool/.git\"]"},
      {"hiding it at both paths",
       "[filesystem]\nro = [\"~/src:/work\"]\nhide = [\"~/src/tool/.git?\", \"/work/tool/.git\"]"},
      {"hiding what is hidden where it is shown",
       "[filesystem]\nro = [\"~/src:/work\"]\nhide = [\"~/src/tool/.git\", \"/work/tool/.git\"]"},
      {"hiding what is shown nowhere", "filesystem.hide = [\"~/src/tool/.git\"]"},
      {"hiding by a path of the host what is shown in another home",
       "user.home = \"/home/guest\"\n[filesystem]\nrw = [\"~/src\"]\nhide = [\"/home/ada/src/tool\"]"},
      {"hiding by the home what is shown in another home",
       "user.home = \"/home/guest\"\n[filesystem]\nrw = [\"~/src\"]\nhide = [\"~/src/tool\"]"},
      {"protecting by the host's path what is shown at another",
       "[filesystem]\nrw = [\"~/src:/work\"]\nprotect = [\"~/src/tool/.git\"]"},
      {"protecting by the host's path what is shown read-only at another",
       "[filesystem]\nro = [\"~/src:/work\"]\nprotect = [\"~/src/tool/.git\"]"},
      {"protecting what is not there", "[filesystem]\nrw = [\"${PWD}\"]\nprotect = [\"${PWD}/none\"]"},
      {"protecting what need not be there", "[filesystem]\nrw = [\"${PWD}\"]\nprotect = [\"${PWD}/none?\"]"},
      {"making a directory in place of a file", "filesystem.create = [\"~/.gitconfig\"]"},
      {"a directory in a home that is kept", "[filesystem]\nhome = \"persistent\"\nrw = [\"/home/ada/src\"]"},
      {"writing the launcher's own", "filesystem.rw = [\"~/.local/state/sandbox\"]"},
      {"something below what is hidden",
       "filesystem.ro = [\"/home/ada/src/tool\", \"/usr:/home/ada/src/tool/lib/usr\"]\nfilesystem.hide = "
       "[\"/home/ada/src/tool/lib\"]"},
      {"a capability that is ambient and not kept", "capabilities.ambient = [\"chown\"]"},
      {"a capability of the network in the host's",
       "network.mode = \"host\"\ncapabilities.keep = [\"net_bind_service\"]"},
      {"a capability with which the sandbox is taken apart", "capabilities.keep = [\"sys_admin\"]"},
      {"a capability that is none", "capabilities.keep = [\"CAP_CHWN\"]"},
      {"a capability that this kernel does not have", "capabilities.keep = [\"checkpoint_restore\"]", on_old_kernel()},
      {"clocks of its own on a kernel without time namespaces", "namespaces.time = \"private\"", on_old_kernel()},
      {"an unknown file of /etc", "filesystem.system = \"minimal\"\nfilesystem.etc = [\"nothing\"]"},
      {"a copy of a directory", "filesystem.file = [{ path = \"/x\", source = \"/opt\" }]"},
      {"a file with content and source",
       "filesystem.file = [{ path = \"/x\", content = \"a\", source = \"/etc/passwd\" }]"},
      {"a host name in the host's namespace", "namespaces = { share = [\"uts\"], hostname = \"box\" }"},
      {"the name of user 0 for another user", "user = { uid = 1000, name = \"root\" }"},
      {"the name of nobody for another user", "user = { uid = 0, name = \"nobody\" }"},
      {"a home that passwd cannot hold", "user.home = \"/home/a:b\""},
      {"a shell that passwd cannot hold", "user.shell = \"/bin/s\\th\""},
      {"subordinate ids, and no file of them", "user.subids = true"},
      {"subordinate ids, and all are others'", "user.subids = true",
       lending("bob:100000:65536\n", "bob:100000:65536\n")},
      {"subordinate users without groups", "user.subids = true", lending("ada:100000:65536\n", "")},
      {"subordinate groups without users", "user.subids = true", lending("", "1000:100000:65536\n")},
      {"subordinate ids, and no program to map them", "user.subids = true",
       lending("ada:100000:65536\n", "ada:100000:65536\n", false)},
      {"subordinate ids for who has no account", "user.subids = true", without_account()},
      {"too many ranges", "user.subids = true", lending(many_ranges(), "ada:100000:65536\n")},
      {"groups that cannot be left", "user.groups = \"drop\""},
      {"a descriptor that is not open", "process.pass_fds = [7]"},
      {"no command", "", {}, {}},
      {"a command without a name", "", {}, {""}},
      {"no PATH", "env.path = []\nenv.set = { PATH = \"relative\" }"},
  };
  const std::string own_filter = "seccomp.bpf = \"/opt/own.bpf\"";
  constexpr std::size_t instruction = 8;
  constexpr std::size_t most_instructions = 4096;
  list.push_back({"a filter of one's own that is not there", own_filter});
  list.push_back({"a filter of one's own that is empty", own_filter});
  list.back().host.file("/opt/own.bpf", "");
  list.push_back({"a filter of one's own of an odd size", own_filter});
  list.back().host.file("/opt/own.bpf", std::string(instruction + 1, '\0'));
  list.push_back({"a filter of one's own that is too long", own_filter});
  list.back().host.file("/opt/own.bpf", std::string(instruction * (most_instructions + 1), '\0'));
  list.push_back({"a filter of one's own that is as long as can be", own_filter});
  list.back().host.file("/opt/own.bpf", std::string(instruction * most_instructions, '\0'));
  list.push_back(
      {"a list of what is allowed, without execve", "[seccomp]\ndefault = \"deny\"\nallow = [\"@basic-io\"]"});
  list.push_back({"execve among what is denied", "[seccomp]\ndeny = [\"ptrace\", \"execve\"]"});
  list.push_back({"a rule that refuses execve", "[[seccomp.rule]]\nsyscalls = [\"execve\"]\naction = \"kill\""});
  list.push_back({"a rule that alone allows execve",
                  "seccomp.default = \"deny\"\n[[seccomp.rule]]\nsyscalls = [\"execve\"]\naction = \"allow\""});
  list.push_back({"too many rules", "[seccomp]\n" + rules_about_everything()});
  list[8].host.link("/home/ada/src/tool/out", "/home/ada/.ssh");
  Case refused{"a source behind a closed door", "filesystem.ro = [\"/closed/data\"]"};
  refused.host.refuse("/closed", EACCES);
  list.push_back(std::move(refused));
  Case directory{"a directory as standard input", ""};
  directory.host.descriptors[0] = Descriptor::directory;
  list.push_back(std::move(directory));
  Case passed{"a directory as a passed descriptor", "process.pass_fds = [5]"};
  passed.host.descriptors[5] = Descriptor::directory;
  list.push_back(std::move(passed));
  return list;
}

}  // namespace

TEST_CASE("what the planner refuses is told in the kept words") {
  std::string text;
  for (const Case& one : cases()) text += "# " + one.title + "\n" + answer_to(one) + "\n";
  testing::check_golden("messages/planner.txt", text);
}
