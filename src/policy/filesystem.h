// What the command sees of files: which system trees, which of the host's paths and how, what is made up for it.
// Paths are kept as written, with their variables; what they mean on this machine is the planner's business.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "policy/key_table.h"
#include "policy/values.h"
#include "support/origin.h"
#include "support/words.h"

namespace sandbox::policy {

/// How much of the operating system appears, always read-only.
enum class SystemTrees { none, minimal, full };

/// What stands at the path of the home directory.
enum class Home { none, tmpfs, persistent, ro, rw };

/// What stands at /proc: all of a procfs of the sandbox's own; only the processes that the reader could trace; nothing.
enum class Proc { own, minimal, none };

/// What may be done with a host path.
enum class Access { ro, rw };

/// Mount flags that a profile may name. Every mount is nosuid and nodev already.
enum class MountOption { noexec, exec, nosuid, nodev, noatime, nosymfollow };

/// An entry of a list of paths: "PATH", "SOURCE:TARGET", either with a "?" behind it.
struct PathRule {
  std::string source;
  std::string target;  ///< the same as source unless the entry has a ":"
  bool optional = false;

  bool operator==(const PathRule&) const = default;
};

/// Both paths of a rule must be well formed. A target that is a path of its own never climbs with ".."; one that is the
/// source may.
Verdict check_path_rule(const PathRule& rule);

/// A path to hide, or to protect, is one path, inside.
Verdict check_hidden_path(const PathRule& rule);
Verdict check_protected_path(const PathRule& rule);

/// A directory to make is one of the host, and its path never climbs with "..".
Verdict check_created_path(const std::string& path);

/// An entry of filesystem.tmpfs: a path, or an inline table with these keys.
struct TmpfsRule {
  Sourced<std::string> path;
  Sourced<std::string> size;  ///< as tmpfs(5) takes it: bytes, or with K, M, G or %
  Sourced<std::string> perms;
  Sourced<bool> noexec;

  bool operator==(const TmpfsRule&) const = default;
};

template <>
inline constexpr auto keys_of<TmpfsRule> = std::tuple{
    key("path", &TmpfsRule::path, "where it stands", check_inner_path),
    key("size", &TmpfsRule::size, "the most it may hold: bytes, or with K, M, G, or % of memory", check_size),
    key("perms", &TmpfsRule::perms, "the mode of its root directory, octal", check_perms),
    key("noexec", &TmpfsRule::noexec, "true: nothing in it can be executed"),
};

/// A rule in the long form must say where.
Verdict check_tmpfs_rule(const TmpfsRule& rule);

/// A tree of the host at a path inside.
struct Bind {
  Sourced<std::string> source;
  Sourced<std::string> target;
  Sourced<Access> mode;
  Sourced<bool> optional;
  Sourced<bool> recursive{.value = true, .origin = {}};
  std::vector<Sourced<MountOption>> options;

  bool operator==(const Bind&) const = default;
};

template <>
inline constexpr auto keys_of<Bind> = std::tuple{
    key("source", &Bind::source, "path on the host", check_host_path),
    key("target", &Bind::target, "path inside; the same path when left out", check_inner_path),
    key("mode", &Bind::mode, "read-only unless \"rw\""),
    key("optional", &Bind::optional, "true: no error when the source does not exist"),
    key("recursive", &Bind::recursive, "false: leave out what is mounted below the source"),
    key("options", &Bind::options, "further mount flags"),
};

/// A private, empty file system in memory.
struct Tmpfs {
  Sourced<std::string> target;
  Sourced<std::string> size;
  Sourced<std::uint64_t> inodes;
  Sourced<std::string> perms;
  std::vector<Sourced<MountOption>> options;

  bool operator==(const Tmpfs&) const = default;
};

template <>
inline constexpr auto keys_of<Tmpfs> = std::tuple{
    key("target", &Tmpfs::target, "where it stands", check_inner_path),
    key("size", &Tmpfs::size, "the most it may hold: bytes, or with K, M, G, or % of memory", check_size),
    key("inodes", &Tmpfs::inodes, "the most files it may hold"),
    key("perms", &Tmpfs::perms, "the mode of its root directory, octal", check_perms),
    key("options", &Tmpfs::options, "further mount flags"),
};

/// One [[filesystem.mount]]; which record it is, its key `type` says.
using Mount = std::variant<Bind, Tmpfs>;

/// The word of `type` for each alternative of Mount, in their order.
enum class MountType { bind, tmpfs };

/// The key that chooses; a mount without it is a bind.
inline constexpr std::string_view mount_type_key = "type";

/// Keys of mounts of other types.
template <>
inline constexpr auto later_keys_of<Mount> = std::to_array<std::string_view>({"lower", "upper", "work", "at_exit"});

/// A mount must have what its type cannot do without.
Verdict check_mount(const Mount& mount);

/// One [[filesystem.file]]: a file made for this run, from a text or from a copy of a file of the host.
struct File {
  Sourced<std::string> path;
  Sourced<std::string> content;
  Sourced<std::string> source;
  Sourced<std::string> perms;
  Sourced<bool> writable;

  bool operator==(const File&) const = default;
};

template <>
inline constexpr auto keys_of<File> = std::tuple{
    key("path", &File::path, "where it stands", check_inner_path),
    key("content", &File::content, "the text in it"),
    key("source", &File::source, "or: a file of the host, copied when the sandbox starts", check_host_path),
    key("perms", &File::perms, "its mode, octal; 0444, or 0644 when it is writable", check_perms),
    key("writable", &File::writable, "true: it may be changed; changes are gone at exit"),
};

/// A file must say where.
Verdict check_file(const File& file);

/// The [filesystem] table.
struct Filesystem {
  Sourced<SystemTrees> system;
  std::vector<Sourced<std::string>> etc;
  Sourced<Home> home;
  Sourced<Proc> proc;
  std::vector<Sourced<PathRule>> ro;
  std::vector<Sourced<PathRule>> rw;
  std::vector<Sourced<TmpfsRule>> tmpfs;
  std::vector<Sourced<PathRule>> protect;
  std::vector<Sourced<PathRule>> hide;
  std::vector<Sourced<std::string>> create;
  std::vector<Sourced<Mount>> mount;
  std::vector<Sourced<File>> file;
  std::map<std::string, Sourced<std::string>> symlinks;

  bool operator==(const Filesystem&) const = default;
};

template <>
inline constexpr auto keys_of<Filesystem> = std::tuple{
    key("system", &Filesystem::system, "how much of the operating system appears, read-only"),
    key("etc", &Filesystem::etc, "groups (\"@base\") and names below /etc that appear with system = \"minimal\"",
        check_etc_entry),
    key("home", &Filesystem::home, "what stands at the home directory; a persistent one is this profile's own"),
    key("proc", &Filesystem::proc, "how much of /proc there is, always of the sandbox's own processes"),
    key("ro", &Filesystem::ro, "paths of the host that appear read-only, with all below them", check_path_rule),
    key("rw", &Filesystem::rw, "paths of the host that may be changed", check_path_rule),
    key("tmpfs", &Filesystem::tmpfs, "private, empty directories in memory", check_tmpfs_rule),
    key("protect", &Filesystem::protect, "paths that stay as they are below what may be changed", check_protected_path),
    key("hide", &Filesystem::hide, "paths that exist but cannot be opened", check_hidden_path),
    key("create", &Filesystem::create, "directories of the host, made before the start where they are missing",
        check_created_path),
    key("mount", &Filesystem::mount, "mounts in the long form", check_mount),
    key("file", &Filesystem::file, "files made for this run", check_file),
    key("symlinks", &Filesystem::symlinks, "symbolic links: \"LINK\" = \"TEXT\"", check_symlink),
};

template <>
inline constexpr auto later_keys_of<Filesystem> = std::to_array<std::string_view>({"root", "cow"});

}  // namespace sandbox::policy

namespace sandbox {

template <>
inline constexpr auto words_of<policy::SystemTrees> = std::to_array<Word<policy::SystemTrees>>({
    {policy::SystemTrees::none, "none"},
    {policy::SystemTrees::minimal, "minimal"},
    {policy::SystemTrees::full, "full"},
});

template <>
inline constexpr auto words_of<policy::Home> = std::to_array<Word<policy::Home>>({
    {policy::Home::none, "none"},
    {policy::Home::tmpfs, "tmpfs"},
    {policy::Home::persistent, "persistent"},
    {policy::Home::ro, "ro"},
    {policy::Home::rw, "rw"},
});

template <>
inline constexpr auto words_of<policy::Proc> = std::to_array<Word<policy::Proc>>({
    {policy::Proc::own, "private"},
    {policy::Proc::minimal, "minimal"},
    {policy::Proc::none, "none"},
});

template <>
inline constexpr auto words_of<policy::Access> = std::to_array<Word<policy::Access>>({
    {policy::Access::ro, "ro"},
    {policy::Access::rw, "rw"},
});

template <>
inline constexpr auto words_of<policy::MountType> = std::to_array<Word<policy::MountType>>({
    {policy::MountType::bind, "bind"},
    {policy::MountType::tmpfs, "tmpfs"},
});

template <>
inline constexpr auto words_of<policy::MountOption> = std::to_array<Word<policy::MountOption>>({
    {policy::MountOption::noexec, "noexec"},
    {policy::MountOption::exec, "exec"},
    {policy::MountOption::nosuid, "nosuid"},
    {policy::MountOption::nodev, "nodev"},
    {policy::MountOption::noatime, "noatime"},
    {policy::MountOption::nosymfollow, "nosymfollow"},
});

template <>
inline constexpr auto later_words_of<policy::MountType> =
    std::to_array<std::string_view>({"overlay", "proc", "mqueue", "cgroup", "sysfs"});

}  // namespace sandbox
