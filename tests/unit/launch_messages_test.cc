// What a refused launch says, with a pretended look at the machine: tests/messages/launch.txt. Every known reason has
// its hint here, and what nobody knows has none.
//
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <csignal>
#include <doctest/doctest.h>
#include <map>
#include <set>
#include <string>
#include <sys/resource.h>
#include <vector>

#include "golden.h"
#include "launch/circumstances.h"
#include "launch/explain.h"

namespace {

using namespace sandbox;
using child::Stage;
using kernel::Call;
using Files = std::map<std::string, std::string>;

HostPath host_path(const char* text) { return *HostPath::parse(text); }
InnerPath inner_path(const char* text) { return *InnerPath::parse(text); }

// A machine with a root of its own, without any filter, that forbids nothing; `more` is laid over it.
launch::Look machine(const Files& more = {}, const std::set<std::string>& programs = {}) {
  Files files{
      {"/proc/self/mountinfo", "21 1 8:1 / /boot rw - ext4 /dev/sda1 rw\n22 1 8:2 / / rw - ext4 /dev/sda2 rw\n"},
      {"/proc/self/status", "Name:\tsandbox\nSeccomp:\t0\nSeccomp_filters:\t0\n"}};
  for (const auto& [path, text] : more) files[path] = text;
  return {.text_of = [files](const std::string& path) -> std::optional<std::string> {
            const auto file = files.find(path);
            return file == files.end() ? std::nullopt : std::optional(file->second);
          },
          .may_execute = [programs](const std::string& path) { return programs.contains(path); }};
}

// The same, where the launcher is known.
launch::Look machine_with(const std::string& launcher, const Files& files) {
  launch::Look look = machine(files);
  look.launcher = launcher;
  return look;
}

constexpr const char* apparmor = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";

struct Case {
  std::string title;
  LaunchError error;
};

// -- namespaces ----------------------------------------------------------------------------------------------------

LaunchError no_namespaces(int error, const Files& files = {}) {
  return launch::namespaces_refused({}, {Call::clone, error}, machine(files));
}

LaunchError no_namespaces_for(const std::string& launcher, const Files& files) {
  return launch::namespaces_refused({}, {Call::clone, EACCES}, machine_with(launcher, files));
}

std::vector<Case> namespace_cases() {
  return {
      {"user namespaces are switched off by Debian's sysctl",
       no_namespaces(EPERM, {{"/proc/sys/kernel/unprivileged_userns_clone", "0\n"}})},
      {"the sysctl is there, and on", no_namespaces(EPERM, {{"/proc/sys/kernel/unprivileged_userns_clone", "1\n"}})},
      {"a chroot", no_namespaces(EPERM, {{"/proc/self/mountinfo", "21 1 8:1 / /srv/root rw - ext4 /dev/sda1 rw\n"}})},
      {"an outer filter",
       no_namespaces(EPERM, {{"/proc/self/status", "Name:\tsandbox\nSeccomp:\t2\nSeccomp_filters:\t1\n"}})},
      {"AppArmor", no_namespaces(EACCES, {{apparmor, "1\n"}})},
      {"AppArmor, and the launcher is where its profile looks for it",
       no_namespaces_for("/usr/bin/sandbox",
                         {{apparmor, "1\n"}, {launch::apparmor_source, "@{sandbox_programs} = x"}})},
      {"AppArmor, and the profile was made for another place as well",
       no_namespaces_for("/opt/bin/sandbox", {{apparmor, "1\n"},
                                              {launch::apparmor_source,
                                               "@{sandbox_programs} = /usr/{,local/}bin/sandbox{,ctl} "
                                               "\"/opt/bin/sandbox{,ctl}\""}})},
      {"AppArmor, and the launcher is elsewhere",
       no_namespaces_for("/home/ada/.local/bin/sandbox", {{apparmor, "1\n"}, {launch::apparmor_source, "x"}})},
      {"AppArmor, and what was unpacked with the launcher is there",
       no_namespaces_for(
           "/home/ada/.local/bin/sandbox",
           {{apparmor, "1\n"}, {"/home/ada/.local/share/sandbox/apparmor", "x"}, {launch::apparmor_source, "x"}})},
      {"AppArmor, and nothing but the launcher is there",
       no_namespaces_for("/home/ada/.local/bin/sandbox", {{apparmor, "1\n"}})},
      {"AppArmor, and the launcher is where a shell would stumble",
       no_namespaces_for("/home/ada/my bin/sandbox", {{apparmor, "1\n"}})},
      {"SELinux", no_namespaces(EACCES, {{"/sys/fs/selinux/enforce", "1"}})},
      {"SELinux only watches", no_namespaces(EACCES, {{"/sys/fs/selinux/enforce", "0"}})},
      {"the caller is nobody", no_namespaces(EPERM, {{"/proc/self/uid_map", ""},
                                                     {"/proc/self/status",
                                                      "Name:\tx\nUid:\t65534\t65534\t65534\t65534\n"
                                                      "Seccomp:\t2\n"}})},
      {"the caller has a number", no_namespaces(EPERM, {{"/proc/self/uid_map", "0 1000 1\n1 100000 65536\n"},
                                                        {"/proc/self/status", "Name:\tx\nUid:\t7\t9\t7\t7\n"}})},
      {"the caller's group has none",
       no_namespaces(EPERM, {{"/proc/self/uid_map", "7 1000 1\n"},
                             {"/proc/self/gid_map", ""},
                             {"/proc/self/status", "Name:\tx\nUid:\t7\t7\t7\t7\nGid:\t65534\t65534\t65534\t65534\n"}})},
      {"AppArmor is there, and does not restrict", no_namespaces(EACCES, {{apparmor, "0\n"}})},
      {"no user namespaces by limit", no_namespaces(ENOSPC, {{"/proc/sys/user/max_user_namespaces", "0\n"}})},
      {"no network namespaces by limit", no_namespaces(ENOSPC, {{"/proc/sys/user/max_net_namespaces", "0\n"}})},
      {"a limit that is reached", no_namespaces(ENOSPC, {{"/proc/sys/user/max_user_namespaces", "7\n"}})},
      {"a limit on what is not asked for",
       launch::namespaces_refused({.unshare = {.network = false}}, {Call::clone, ENOSPC},
                                  machine({{"/proc/sys/user/max_net_namespaces", "0\n"}}))},
      {"a kernel without them", no_namespaces(EINVAL)},
      {"too many processes", no_namespaces(EAGAIN)},
      {"no memory", no_namespaces(ENOMEM)},
      {"an error that nobody expects", no_namespaces(EIO)},
  };
}

// -- steps ---------------------------------------------------------------------------------------------------------

const Origin wish{.place = "own.toml:7", .key = "filesystem.ro"};

// The step alone in its list, behind two others.
LaunchError refused(const steps::Action& action, Call call, int error, const Files& files = {}) {
  steps::Plan plan;
  plan.world = {{steps::MakeRoot{}, {}}, {steps::SealRoot{}, {}}, {action, wish}};
  return launch::step_refused(plan, {.stage = Stage::world, .call = call, .step = 2, .error = error}, machine(files));
}

LaunchError refused_without_procfs() {
  launch::Look bare = machine();
  bare.text_of = [](const std::string&) { return std::nullopt; };
  steps::Plan plan;
  plan.world = {{steps::MapIds{"0 1000 1", "0 1000 1"}, {}}};
  return launch::step_refused(plan, {.stage = Stage::world, .call = Call::open, .step = 0, .error = ENOENT}, bare);
}

steps::AttachTree data() {
  return {.from = host_path("/srv/my data"),
          .at = inner_path("/data"),
          .restrictions = {.read_only = true},
          .recursive = true};
}

std::vector<Case> step_cases() {
  steps::AttachTree flat = data();
  flat.recursive = false;
  const steps::MountFilesystem procfs{
      .type = steps::FilesystemType::proc, .at = inner_path("/proc"), .parameters = {}, .restrictions = {}};
  const steps::MakeFile note{.at = inner_path("/note"), .content = "x"};
  return {
      {"a source that disappeared", refused(data(), Call::openat2, ENOENT)},
      {"a source behind a closed door", refused(data(), Call::openat2, EACCES)},
      {"a link in place of the source", refused(data(), Call::openat2, ELOOP)},
      {"a kernel without openat2", refused(data(), Call::openat2, ENOSYS)},
      {"too many mounts", refused(data(), Call::move_mount, ENOSPC)},
      {"no memory for a file", refused(note, Call::write, ENOSPC)},
      {"mounts below a source that is to come without them", refused(flat, Call::open_tree, EINVAL)},
      {"a kernel without mount_setattr", refused(data(), Call::mount_setattr, ENOSYS)},
      {"a kernel without the new mount calls", refused(steps::MakeRoot{}, Call::fsopen, ENOSYS)},
      {"a masked /proc outside", refused(procfs, Call::fsmount, EPERM)},
      {"AppArmor takes the rights", refused(steps::MakeRoot{}, Call::fsopen, EPERM, {{apparmor, "1\n"}})},
      {"an id map that is refused", refused(steps::MapIds{"0 1000 1", "0 1000 1"}, Call::write, EPERM)},
      {"no procfs", refused_without_procfs()},
      {"a /proc that is read-only", refused(steps::MapIds{"0 1000 1", "0 1000 1"}, Call::open, EROFS)},
      {"too many keyrings", refused(steps::JoinNewKeyring{}, Call::keyctl, EDQUOT)},
      {"a limit above the hard one", refused(steps::SetLimit{RLIMIT_NOFILE, "nofile", 9, 9}, Call::prlimit, EPERM)},
      {"a directory that is not there", refused(steps::ChangeDirectory{inner_path("/none")}, Call::chdir, ENOENT)},
      {"a kernel without filters",
       refused(steps::FilterSyscalls{{}, "that refuses @dangerous"}, Call::seccomp, ENOSYS)},
      {"too many domains", refused(steps::RestrictSelf{}, Call::landlock_restrict_self, E2BIG)},
      {"a link in place of what Landlock allows",
       refused(steps::AllowBeneath{.at = inner_path("/tmp"), .kind = {}, .rights = {.write = true}}, Call::openat2,
               ELOOP)},
      {"too many open files", refused(data(), Call::open_tree, EMFILE)},
      {"an error that nobody expects", refused(data(), Call::open_tree, EIO)},
  };
}

// -- ids that are mapped from outside ------------------------------------------------------------------------------

LaunchError no_ids(const launch::IdRefusal& refusal, const Files& files = {},
                   const std::string& helper = "/usr/bin/newgidmap") {
  const Origin origin{.place = "own.toml:5", .key = "user.subids"};
  steps::Plan plan;
  plan.while_waiting = {
      {.kind = steps::IdKind::user, .ranges = {}, .helper = {}, .origin = origin},
      {.kind = steps::IdKind::group, .ranges = {{0, 1000, 1}, {1, 100000, 9}}, .helper = helper, .origin = origin}};
  return launch::ids_refused(plan, refusal, machine(files));
}

LaunchError helper_ended(int wait_status, const std::string& complaint, const Files& files = {}) {
  return no_ids({.which = 1, .failure = {}, .wait_status = wait_status, .complaint = complaint}, files);
}

std::vector<Case> id_cases() {
  constexpr int status_one = 0x100;
  const std::string denied = "newgidmap: write to gid_map failed: Operation not permitted";
  return {
      {"the helper may not write the map", helper_ended(status_one, denied)},
      {"the helper gains no privileges",
       helper_ended(status_one, denied, {{"/proc/self/status", "Name:\tx\nNoNewPrivs:\t1\nSeccomp:\t0\n"}})},
      {"the helper finds other ranges",
       helper_ended(status_one, "newgidmap: gid range [1-10) -> [100000-100009) not allowed")},
      {"the helper finds other ids",
       helper_ended(status_one, "newgidmap: Target process 7 is owned by a different user: uid:1 pw_uid:1")},
      {"the caller has no account", helper_ended(status_one, "newgidmap: Cannot determine your user name.")},
      {"the helper says what no terminal should show", helper_ended(status_one, "\x1b[2Jgone")},
      {"the helper says nothing", helper_ended(status_one, "")},
      {"the helper is killed", helper_ended(SIGKILL, "")},
      {"the helper cannot be started",
       no_ids({.which = 1, .failure = {Call::execve, EACCES}, .wait_status = 0, .complaint = {}})},
      {"root may not write the map",
       no_ids({.which = 1, .failure = {Call::write, EPERM}, .wait_status = 0, .complaint = {}}, {}, "")},
  };
}

// -- the command ---------------------------------------------------------------------------------------------------

// The candidates are paths that no machine has, so that a real look at one finds nothing.
LaunchError command(const std::string& name, int error, const std::set<std::string>& programs = {},
                    const Files& files = {}) {
  steps::Plan plan;
  plan.world = {{steps::AttachTree{.from = host_path("/no-machine/shown"), .at = inner_path("/no-machine/shown")}, {}},
                {steps::AttachTree{.from = host_path("/opt"), .at = inner_path("/no-machine/moved")}, {}}};
  plan.execute.argv = {name};
  plan.execute.candidates = name.find('/') != std::string::npos
                                ? std::vector<std::string>{name}
                                : std::vector<std::string>{"/no-machine/shown/" + name, "/no-machine/other/" + name};
  return launch::step_refused(plan, {.stage = Stage::execute, .call = Call::execve, .step = 0, .error = error},
                              machine(files, programs));
}

std::vector<Case> command_cases() {
  steps::Plan of_profile;
  of_profile.execute.argv = {"tool"};
  of_profile.execute.candidates = {"/no-machine/tool"};
  of_profile.execute.origin = {.place = "own.toml:9", .key = "process.command"};
  const std::string shown = "/no-machine/shown/tool";
  return {
      {"a command that is nowhere", command("tool", ENOENT)},
      {"a command that the host has and the profile does not show",
       command("tool", ENOENT, {"/no-machine/other/tool"})},
      {"a command with a path, that the profile does not show",
       command("/no-machine/a b/tool", ENOENT, {"/no-machine/a b/tool"})},
      {"something else is shown at the command's path",
       command("/no-machine/moved/tool", ENOENT, {"/no-machine/moved/tool"})},
      {"a script whose interpreter is missing",
       command("tool", ENOENT, {shown}, {{shown, "#! /usr/bin/python9 -E\nprint()\n"}})},
      {"a program whose loader is missing", command("tool", ENOENT, {shown},
                                                    {{shown,
                                                      "\x7f"
                                                      "ELF"}})},
      {"a path through a file", command("/no-machine/note/tool", ENOTDIR)},
      {"a command that may not be executed", command("/no-machine/tool", EACCES)},
      {"no program at all", command("/no-machine/tool", ENOEXEC)},
      {"too many arguments", command("tool", E2BIG)},
      {"a program that is being written", command("tool", ETXTBSY)},
      {"an error that nobody expects", command("tool", EIO)},
      {"the command of a profile",
       launch::step_refused(of_profile, {.stage = Stage::execute, .call = Call::execve, .step = 0, .error = ENOENT},
                            machine())},
      {"a name that is not plain text", command("two\nlines\x1b[31m", ENOENT)},
  };
}

// -- the first process ---------------------------------------------------------------------------------------------

constexpr int killed_by(int signal) { return signal; }
constexpr int ended_with(int status) { return status << 8; }

std::vector<Case> init_cases() {
  const auto before_any_step = [](Call call, int error) {
    return launch::step_refused({}, {.stage = Stage::begin, .call = call, .step = 0, .error = error}, machine());
  };
  return {
      {"before any step", before_any_step(Call::prctl, EPERM)},
      {"before any step, without memory", before_any_step(Call::mmap, ENOMEM)},
      {"before any step, on an old kernel", before_any_step(Call::close_range, EINVAL)},
      {"the first process was killed", launch::init_ended(killed_by(SIGKILL))},
      {"the first process fell over", launch::init_ended(killed_by(SIGSEGV))},
      {"the first process ended by itself", launch::init_ended(ended_with(3))},
  };
}

// -- what only a profile asks for, and few machines have -----------------------------------------------------------

std::vector<Case> hardening_cases() {
  const steps::NewClocks clocks{"monotonic -1 0\nboottime -1 0\n"};
  steps::Plan with_clocks;
  with_clocks.world = {{clocks, wish}};
  return {
      {"no MDWE", refused(steps::ForbidWritableCode{}, Call::prctl, EINVAL)},
      {"no core scheduling", refused(steps::ShareNoCore{}, Call::prctl, EINVAL)},
      {"no sibling threads", refused(steps::ShareNoCore{}, Call::prctl, ENODEV)},
      {"too many time namespaces", refused(clocks, Call::unshare, ENOSPC)},
      {"no vfork under new clocks",
       launch::step_refused(with_clocks, {.stage = Stage::begin, .call = Call::clone, .step = 0, .error = EINVAL},
                            machine())},
  };
}

// -- what the parent does on the host ------------------------------------------------------------------------------

std::vector<Case> preparation_cases() {
  const auto refused_on_host = [](Call call, int error) {
    steps::Plan plan;
    plan.before = {{steps::MakeHostDirectory{host_path("/srv/my data")}, wish}};
    return launch::host_step_refused(plan, 0, {call, error});
  };
  return {
      {"a directory that cannot be made", refused_on_host(Call::mkdir, EACCES)},
      {"a directory on a read-only file system", refused_on_host(Call::mkdir, EROFS)},
      {"a directory for which there is no room", refused_on_host(Call::mkdir, ENOSPC)},
      {"a link in the way of a directory", refused_on_host(Call::openat2, ELOOP)},
      {"a directory, and an error that nobody expects", refused_on_host(Call::mkdir, EIO)},
  };
}

// Where the profile for AppArmor is installed is up to who builds the program.
std::string without_prefix(std::string text) {
  const std::string installed = launch::apparmor_source;
  const std::string_view name = "/sandbox/apparmor";
  const std::string directory = installed.substr(0, installed.size() - name.size());
  for (std::size_t at = 0; (at = text.find(directory + std::string(name), at)) != std::string::npos;)
    text.replace(at, directory.size(), "DATADIR");
  return text;
}

std::string text_of(const std::vector<Case>& cases) {
  std::string text;
  for (const Case& one : cases)
    text += "# " + one.title + "\n" + one.error.complaint().text() + "exit status " +
            std::to_string(static_cast<int>(one.error.status())) + "\n\n";
  return text;
}

std::string refused_by(Stage stage, std::uint32_t step) {
  steps::Plan plan;
  plan.before = {{steps::MakeHostDirectory{}, {}}};
  plan.world = {{steps::MakeRoot{}, {}}, {steps::SealRoot{}, {}}};
  plan.lockdown = {{steps::DropCapabilities{}, {}}};
  plan.start = {{steps::SetUmask{}, {}}, {steps::ChangeDirectory{}, {}}};
  plan.guard = {{steps::FilterSyscalls{}, {}}};
  return launch::step_refused(plan, {.stage = stage, .call = Call::prctl, .step = step, .error = EPERM}, machine())
      .complaint()
      .refused_by;
}

}  // namespace

TEST_CASE("a refused launch is told in the kept words") {
  std::string text;
  for (const auto& cases : {namespace_cases(), step_cases(), id_cases(), command_cases(), init_cases(),
                            hardening_cases(), preparation_cases()})
    text += text_of(cases);
  sandbox::testing::check_golden("messages/launch.txt", without_prefix(text));
}

TEST_CASE("a refused step is counted as --explain counts it") {
  CHECK(refused_by(Stage::world, 0) == "prctl (EPERM), step 2 of 8");
  CHECK(refused_by(Stage::world, 1) == "prctl (EPERM), step 3 of 8");
  CHECK(refused_by(Stage::lockdown, 0) == "prctl (EPERM), step 4 of 8");
  CHECK(refused_by(Stage::start, 1) == "prctl (EPERM), step 6 of 8");
  CHECK(refused_by(Stage::guard, 0) == "prctl (EPERM), step 8 of 8");
}

TEST_CASE("a report that no plan can have sent is no reason to fall over") {
  CHECK(refused_by(Stage::lockdown, 1) == "prctl (EPERM)");
  CHECK(refused_by(Stage::start, 4'000'000'000) == "prctl (EPERM)");
  CHECK(refused_by(static_cast<Stage>(77), 0) == "prctl (EPERM)");
}
