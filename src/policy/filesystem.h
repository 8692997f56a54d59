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
  bool literal = false;  ///< "*", "?" and "[" have no meaning: a shell has had its turn

  /// The name by which "!NAME" takes it out of its list.
  std::string name() const { return target == source ? source : source + ":" + target; }

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

/// What holds of a private directory whose entry does not say it.
inline constexpr std::string_view size_otherwise = "half of the memory, together with all that have no size";
inline constexpr std::string_view perms_otherwise = "0755, or 1777 for /tmp and /var/tmp";

template <>
inline constexpr auto keys_of<TmpfsRule> = std::tuple{
    key("path", &TmpfsRule::path, {.help = "where it stands", .example = R"("/cache")", .required = true},
        check_inner_path),
    key("size", &TmpfsRule::size,
        {.help = "the most it may hold: bytes, or with K, M, G, or % of memory",
         .otherwise = size_otherwise,
         .example = R"("512M")"},
        check_size),
    key("perms", &TmpfsRule::perms,
        {.help = "the mode of its root directory, octal", .otherwise = perms_otherwise, .example = R"("0700")"},
        check_perms),
    key("noexec", &TmpfsRule::noexec, {.help = "true: nothing in it can be executed", .example = "true"}),
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
    key("source", &Bind::source, {.help = "path on the host", .example = R"("~/artifacts")", .required = true},
        check_host_path),
    key("target", &Bind::target,
        {.help = "path inside", .otherwise = "the same path as source", .example = R"("/artifacts")"},
        check_inner_path),
    key("mode", &Bind::mode, {.help = "whether it may be changed", .example = R"("rw")"}),
    key("optional", &Bind::optional, {.help = "true: no error when the source does not exist", .example = "true"}),
    key("recursive", &Bind::recursive,
        {.help = "false: leave out what is mounted below the source", .example = "false"}),
    key("options", &Bind::options, {.help = "further mount flags", .example = R"(["noexec"])"}),
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
    key("target", &Tmpfs::target, {.help = "where it stands", .example = R"("/cache")", .required = true},
        check_inner_path),
    key("size", &Tmpfs::size,
        {.help = "the most it may hold: bytes, or with K, M, G, or % of memory",
         .otherwise = size_otherwise,
         .example = R"("2G")"},
        check_size),
    key("inodes", &Tmpfs::inodes,
        {.help = "the most files it may hold",
         .otherwise = "half as many as the memory has pages",
         .example = "10000"}),
    key("perms", &Tmpfs::perms,
        {.help = "the mode of its root directory, octal", .otherwise = perms_otherwise, .example = R"("1777")"},
        check_perms),
    key("options", &Tmpfs::options, {.help = "further mount flags", .example = R"(["noexec", "nosymfollow"])"}),
};

/// One [[filesystem.mount]]; which record it is, its key `type` says.
using Mount = std::variant<Bind, Tmpfs>;

/// The word of `type` for each alternative of Mount, in their order.
enum class MountType { bind, tmpfs };

/// The key that chooses; a mount without it is a bind.
inline constexpr std::string_view mount_type_key = "type";
inline constexpr KeyText mount_type_text = {.help = "which kind of mount; the other keys depend on it",
                                            .example = R"("tmpfs")"};

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
    key("path", &File::path, {.help = "where it stands", .example = R"("/etc/motd")", .required = true},
        check_inner_path),
    key("content", &File::content, {.help = "the text in it", .otherwise = R"("")", .example = R"("welcome\n")"}),
    key("source", &File::source,
        {.help = "or: a file of the host, copied when the sandbox starts",
         .otherwise = "the text of content is in it",
         .example = R"("~/.npmrc")"},
        check_host_path),
    key("perms", &File::perms,
        {.help = "its mode, octal", .otherwise = "0444, or 0644 when it is writable", .example = R"("0600")"},
        check_perms),
    key("writable", &File::writable, {.help = "true: it may be changed; changes are gone at exit", .example = "true"}),
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
    key("system", &Filesystem::system,
        {.help = "how much of the operating system appears, read-only", .example = R"("minimal")"}),
    key("etc", &Filesystem::etc,
        {.help = "groups (\"@base\") and names below /etc that appear with system = \"minimal\"",
         .example = R"(["@base", "@tls", "ssh"])"},
        check_etc_entry),
    key("home", &Filesystem::home,
        {.help = "what stands at the home directory; a persistent one is this profile's own", .example = R"("tmpfs")"}),
    key("proc", &Filesystem::proc,
        {.help = "how much of /proc there is, always of the sandbox's own processes", .example = R"("minimal")"}),
    key("ro", &Filesystem::ro,
        {.help = "paths of the host that appear read-only, with all below them",
         .example = R"(["/srv/data", "~/.gitconfig?", "~/sdk:/opt/sdk"])"},
        check_path_rule),
    key("rw", &Filesystem::rw, {.help = "paths of the host that may be changed", .example = R"(["${PROJECT}"])"},
        check_path_rule),
    key("tmpfs", &Filesystem::tmpfs,
        {.help = "private, empty directories in memory", .example = R"(["/tmp", { path = "/cache", size = "512M" }])"},
        check_tmpfs_rule),
    key("protect", &Filesystem::protect,
        {.help = "paths that stay as they are below what may be changed", .example = R"(["${PROJECT}/.git/hooks?"])"},
        check_protected_path),
    key("hide", &Filesystem::hide,
        {.help = "paths that exist but cannot be opened", .example = R"(["${PROJECT}/.env?"])"}, check_hidden_path),
    key("create", &Filesystem::create,
        {.help = "directories of the host, made before the start where they are missing",
         .example = R"(["${STATE_DIR}/cache"])"},
        check_created_path),
    key("mount", &Filesystem::mount,
        {.help = "mounts in the long form",
         .example = R"([{ source = "~/artifacts", target = "/artifacts", mode = "rw" }])"},
        check_mount),
    key("file", &Filesystem::file,
        {.help = "files made for this run", .example = R"([{ path = "/etc/motd", content = "welcome\n" }])"},
        check_file),
    key("symlinks", &Filesystem::symlinks,
        {.help = "symbolic links: \"LINK\" = \"TEXT\"", .example = R"({ "/data" = "/srv/data" })"}, check_symlink),
};

template <>
inline constexpr auto later_keys_of<Filesystem> = std::to_array<std::string_view>({"root", "cow"});

}  // namespace sandbox::policy

namespace sandbox {

template <>
inline constexpr auto words_of<policy::SystemTrees> = std::to_array<Word<policy::SystemTrees>>({
    {policy::SystemTrees::none, "none", "nothing of it"},
    {policy::SystemTrees::minimal, "minimal", "/usr, what the host has beside it, and the part of /etc that etc names"},
    {policy::SystemTrees::full, "full", "the same with all of /etc and /opt"},
});

template <>
inline constexpr auto words_of<policy::Home> = std::to_array<Word<policy::Home>>({
    {policy::Home::none, "none", "no home directory"},
    {policy::Home::tmpfs, "tmpfs", "an empty one, gone at exit"},
    {policy::Home::persistent, "persistent", "one that this profile keeps between launches"},
    {policy::Home::ro, "ro", "the caller's, read-only"},
    {policy::Home::rw, "rw", "the caller's, which may be changed"},
});

template <>
inline constexpr auto words_of<policy::Proc> = std::to_array<Word<policy::Proc>>({
    {policy::Proc::own, "private", "all of a procfs"},
    {policy::Proc::minimal, "minimal", "processes that the reader may trace"},
    {policy::Proc::none, "none", "no /proc"},
});

template <>
inline constexpr auto words_of<policy::Access> = std::to_array<Word<policy::Access>>({
    {policy::Access::ro, "ro", "read-only"},
    {policy::Access::rw, "rw", "may be changed"},
});

template <>
inline constexpr auto words_of<policy::MountType> = std::to_array<Word<policy::MountType>>({
    {policy::MountType::bind, "bind", "a tree of the host"},
    {policy::MountType::tmpfs, "tmpfs", "an empty directory in memory"},
});

template <>
inline constexpr auto words_of<policy::MountOption> = std::to_array<Word<policy::MountOption>>({
    {policy::MountOption::noexec, "noexec", "nothing in it can be executed"},
    {policy::MountOption::exec, "exec", "programs in it can be executed"},
    {policy::MountOption::nosuid, "nosuid", "always so"},
    {policy::MountOption::nodev, "nodev", "always so"},
    {policy::MountOption::noatime, "noatime", "reading leaves no trace"},
    {policy::MountOption::nosymfollow, "nosymfollow", "links in it lead nowhere"},
});

template <>
inline constexpr auto later_words_of<policy::MountType> =
    std::to_array<std::string_view>({"overlay", "proc", "mqueue", "cgroup", "sysfs"});

}  // namespace sandbox
