// The instruction set: every action of a launch as a plain record that carries all it needs and never asks a question.
// A Step is an action and the line that wanted it.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <linux/filter.h>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "support/origin.h"
#include "support/paths.h"

namespace sandbox::steps {

/// Permission bits of a file, as of chmod(2).
using Mode = std::uint32_t;

/// What a mount forbids. Every mount is nosuid, and nodev unless `devices`.
struct Restrictions {
  bool read_only = false;
  bool no_exec = false;
  bool no_symlinks = false;
  bool no_atime = false;
  bool devices = false;

  bool operator==(const Restrictions&) const = default;
};

/// What a mount point is.
enum class PointKind { directory, file };

// -- world: build what the command will see ----------------------------------------------------------------------

/// Maps one user and one group id; lines of uid_map and gid_map. setgroups(2) is denied.
struct MapIds {
  std::string uid_line;
  std::string gid_line;
};
/// Waits until the supervisor has mapped the ids; see MapIdRanges.
struct AwaitIdMaps {};
/// Makes a time namespace for the command; lines of timens_offsets.
struct NewClocks {
  std::string offsets;
};
/// Sets the loopback interface of the new network namespace up.
struct BringUpLoopback {};
struct SetHostName {
  std::string name;
};
/// Mounts the new root, an empty tmpfs, and a second one, the store, that private directories and files come from.
struct MakeRoot {};
struct MakeDirectory {
  InnerPath at;
  Mode mode = 0755;
};
struct MakeSymlink {
  InnerPath at;
  std::string text;
};
/// Makes a file on the root itself; also the empty file that a mount goes on top of.
struct MakeFile {
  InnerPath at;
  std::string content;
  Mode mode = 0444;
};
/// Attaches a tree of the host. `from` has no links in it; one that appeared meanwhile is an error.
struct AttachTree {
  HostPath from;
  InnerPath at;
  Restrictions restrictions;
  bool recursive = true;
};
/// Attaches an empty directory of the store.
struct AttachPrivate {
  InnerPath at;
  Mode mode = 0755;
  Restrictions restrictions;
};
/// Attaches a file of the store.
struct AttachFile {
  InnerPath at;
  std::string content;
  Mode mode = 0444;
  Restrictions restrictions;
};
/// Puts an empty object that nobody may open on top of what is there.
struct Conceal {
  InnerPath at;
  PointKind kind = PointKind::file;
};
/// Makes a part of what is already there read-only, in place.
struct Protect {
  InnerPath at;
};

enum class FilesystemType { tmpfs, proc, devpts };
struct Parameter {
  std::string name;
  std::string value;
};
/// Mounts a new instance of a file system.
struct MountFilesystem {
  FilesystemType type = FilesystemType::tmpfs;
  InnerPath at;
  std::vector<Parameter> parameters;
  Restrictions restrictions;
};
/// Sets the number of user namespaces that may be made inside to 0.
struct ForbidUserNamespaces {
  bool detached_procfs = false;  ///< by a procfs that is attached nowhere, since the one inside has no /proc/sys
};
/// Makes the root itself read-only.
struct SealRoot {};
/// Changes over: the new root becomes "/", the host's is detached.
struct EnterRoot {};
/// Makes a pseudo-terminal in the private devpts, which controls the session of the first process, and hands its master
/// to the supervisor.
struct MakeTerminal {
  InnerPath multiplexer;
};

// -- lockdown: pid 1, and by inheritance the command, give up rights ---------------------------------------------

/// Closes the memory and /proc entries of supervisor and init to other processes of the user.
struct MakeUndumpable {};
struct JoinNewKeyring {};
/// Leaves the caller's supplementary groups.
struct DropGroups {};
/// Drops all capabilities but those of these sets, a bit for each. Inheritable ones are the ambient ones.
struct DropCapabilities {
  std::uint64_t bounding = 0;
  std::uint64_t permitted = 0;
  std::uint64_t ambient = 0;
  bool root_regains = false;  ///< execve gives user 0 what is bounding and permitted
  std::string exceptions;     ///< for people: " but chown, setuid"
};
struct ForbidNewPrivileges {};
/// No memory is writable and executable at once, or becomes executable: PR_SET_MDWE.
struct ForbidWritableCode {};
/// Shares processor cores with nobody outside: PR_SCHED_CORE.
struct ShareNoCore {};
/// Installs a seccomp filter.
struct FilterSyscalls {
  std::vector<sock_filter> program;
  std::string purpose;               ///< what it allows or refuses, to follow "a system call filter"
  std::vector<sock_filter> telling;  ///< one of the same strictness that tells the supervisor of what it refuses; empty
                                     ///< when nobody is told. The kernel takes it where no outer filter has a listener
};

// -- start: what concerns the command alone ----------------------------------------------------------------------

/// What Landlock allows with an object and all below it.
struct FileRights {
  bool read = false;
  bool execute = false;
  bool write = false;    ///< also truncate
  bool change = false;   ///< make, remove, rename and link entries of directories
  bool control = false;  ///< ioctl(2) of devices

  bool operator==(const FileRights&) const = default;
};
/// Begins a Landlock ruleset. What it is about is refused, unless a rule allows it.
struct MakeRuleset {
  int version = 0;  ///< of the kernel's interface
  bool files = false;
  bool tcp_bind = false;
  bool tcp_connect = false;
  bool abstract_sockets = false;
  bool signals = false;
};
/// A rule of it, about a path inside.
struct AllowBeneath {
  InnerPath at;
  PointKind kind = PointKind::directory;
  FileRights rights;
};
/// A rule about the file that an inherited descriptor refers to, so that /dev/stdout and its like can be opened.
struct AllowDescriptor {
  int number = 0;
  FileRights rights;
};
enum class PortUse { bind, connect };
/// Rules about the ports from `first` to `last`.
struct AllowPorts {
  PortUse use = PortUse::connect;
  std::uint16_t first = 0;
  std::uint16_t last = 0;
};
/// Binds the command, and all that it starts, by the ruleset.
struct RestrictSelf {};

/// Puts the pseudo-terminal in the place of standard descriptors.
struct TakeTerminal {
  std::vector<int> descriptors;
  bool foreground = false;  ///< at once, and not when the command first asks for the terminal
};
/// Puts an empty input, and a pipe to the supervisor, in the place of standard descriptors.
struct LeaveTerminal {
  std::vector<int> descriptors;
};
struct SetLimit {
  int resource = 0;  ///< RLIMIT_…
  std::string_view name;
  std::uint64_t soft = 0;
  std::uint64_t hard = 0;
};
struct SetNice {
  int nice = 0;
};
struct SetUmask {
  Mode mask = 022;
};
struct ChangeDirectory {
  InnerPath to;
};

using Action = std::variant<MapIds, AwaitIdMaps, NewClocks, BringUpLoopback, SetHostName, MakeRoot, MakeDirectory,
                            MakeSymlink, MakeFile, AttachTree, AttachPrivate, AttachFile, Conceal, Protect,
                            MountFilesystem, ForbidUserNamespaces, SealRoot, EnterRoot, MakeTerminal, MakeUndumpable,
                            JoinNewKeyring, DropGroups, DropCapabilities, ForbidNewPrivileges, ForbidWritableCode,
                            ShareNoCore, FilterSyscalls, MakeRuleset, AllowBeneath, AllowDescriptor, AllowPorts,
                            RestrictSelf, TakeTerminal, LeaveTerminal, SetLimit, SetNice, SetUmask, ChangeDirectory>;

struct Step {
  Action action;
  Origin origin;
};

/// Several lambdas as one visitor; a forgotten alternative does not compile.
template <class... Functions>
struct Overload : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Overload(Functions...) -> Overload<Functions...>;

/// What an action does, as a phrase that follows "cannot" and stands alone in an explanation:
/// "attach /srv/data at /data, read-only".
std::string phrase_of(const Action& action);

}  // namespace sandbox::steps
