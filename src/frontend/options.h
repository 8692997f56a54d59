// The options of the command line, as data: the parser, --help, the manual and the completions come from this table.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace sandbox::frontend {

/// What an option means.
enum class Meaning {
  profile,     ///< names the profile
  path_entry,  ///< one more entry of the list of paths that is the option's key
  variable,    ///< passes or sets an environment variable
  assignment,  ///< sets any key of a profile
  descriptor,  ///< one more descriptor that is passed on
  json_status_fd,
  info_fd,
  ready_fd,
  pid_file,
  report,
  report_json,
  explain,
  dry_run,
  verbose,
  quiet,
  help,
  version,
};

struct Option {
  char short_name;         ///< 0 when it has only the long one
  std::string_view name;   ///< without the hyphens
  std::string_view value;  ///< what its value is called; empty when it takes none
  bool repeatable;
  Meaning meaning;
  std::string_view key;  ///< the dotted key of the profile that a path_entry adds to
  std::string_view help;
};

inline constexpr auto options = std::to_array<Option>({
    {'p',
     "profile",
     "NAME|FILE",
     false,
     Meaning::profile,
     {},
     "the profile: a name, or a file when it has a \"/\" or ends in .toml"},
    {0, "ro", "PATH", true, Meaning::path_entry, "filesystem.ro",
     "show a path of the host, read-only; also SOURCE:TARGET"},
    {0, "rw", "PATH", true, Meaning::path_entry, "filesystem.rw",
     "let a path of the host be changed; also SOURCE:TARGET"},
    {0, "tmpfs", "PATH", true, Meaning::path_entry, "filesystem.tmpfs", "put a private, empty directory there"},
    {0, "protect", "PATH", true, Meaning::path_entry, "filesystem.protect",
     "let nothing of a path be changed, nor its name, below --rw"},
    {0, "hide", "PATH", true, Meaning::path_entry, "filesystem.hide", "let nothing of a path be seen"},
    {0, "env", "NAME[=VALUE]", true, Meaning::variable, {}, "pass an environment variable, or set it"},
    {0, "set", "KEY=VALUE", true, Meaning::assignment, {}, "set any key of a profile: --set network.mode=host"},
    {0, "pass-fd", "FD", true, Meaning::descriptor, {}, "let the command inherit that descriptor"},
    {0, "report", {}, false, Meaning::report, {}, "say on stderr how it ended, and what it used"},
    {0, "report-json", "FILE", false, Meaning::report_json, {}, "the same as JSON, into a file"},
    {0,
     "json-status-fd",
     "FD",
     false,
     Meaning::json_status_fd,
     {},
     "tell of start, end and errors, a JSON object a line"},
    {0, "info-fd", "FD", false, Meaning::info_fd, {}, "tell of the start: process ids and namespaces, as JSON"},
    {0, "ready-fd", "FD", false, Meaning::ready_fd, {}, "write a newline there when the command runs"},
    {0, "pid-file", "FILE", false, Meaning::pid_file, {}, "keep the command's process id there while it runs"},
    {0, "explain", {}, false, Meaning::explain, {}, "print what would be done, step by step, and do nothing"},
    {'n', "dry-run", {}, false, Meaning::dry_run, {}, "do everything but run the command"},
    {'v', "verbose", {}, false, Meaning::verbose, {}, "say on stderr what was decided on the way"},
    {'q',
     "quiet",
     {},
     false,
     Meaning::quiet,
     {},
     "say nothing but errors: not which profile was picked, nor what was refused"},
    {'h', "help", {}, false, Meaning::help, {}, "print this text"},
    {'V', "version", {}, false, Meaning::version, {}, "print the version"},
});

/// Options of the language that this build does not know; they are refused by name.
inline constexpr auto later_options =
    std::to_array<std::string_view>({"cow", "allow", "publish", "learn", "color", "json", "args-fd", "help-all"});

/// The option of that long name; null when there is none.
const Option* find_option(std::string_view name);

/// The option of that letter; null when there is none.
const Option* find_option(char short_name);

/// The text of --help.
std::string help_text();

}  // namespace sandbox::frontend
