// How the command is started, and what it may use up.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/key_table.h"
#include "policy/values.h"
#include "support/origin.h"

namespace sandbox::policy {

/// The [process] table.
struct Process {
  Sourced<std::vector<std::string>> command;
  Sourced<std::string> cwd;
  Sourced<std::string> umask;
  std::vector<Sourced<std::int64_t>> pass_fds;
  Sourced<bool> init{.value = true, .origin = {}};
  Sourced<bool> forward_signals{.value = true, .origin = {}};
  Sourced<bool> die_with_parent;
  Sourced<bool> memory_deny_write_execute;
  Sourced<bool> memfd_noexec;
  Sourced<bool> core_scheduling;

  bool operator==(const Process&) const = default;
};

template <>
inline constexpr auto keys_of<Process> = std::tuple{
    key("command", &Process::command,
        {.help = "what runs when the command line names no command",
         .otherwise = "the command line must name one; at a terminal there is a shell",
         .example = R"(["make", "test"])"},
        check_command),
    key("cwd", &Process::cwd,
        {.help = "the directory to start in",
         .otherwise = "the current one if it appears inside, else the home directory, else /",
         .example = R"("${PROJECT}")"},
        check_inner_path),
    key("umask", &Process::umask,
        {.help = "file mode creation mask, octal", .otherwise = R"("022")", .example = R"("077")"}, check_umask),
    key("pass_fds", &Process::pass_fds, {.help = "descriptors above 2 that the command inherits", .example = "[3, 4]"},
        check_descriptor),
    key("init", &Process::init,
        {.help = "false: the command itself is process 1, has to wait for orphans, and hears only signals it handles",
         .otherwise = "true: a process of the launcher's is, the command is process 2",
         .example = "false"}),
    key("forward_signals", &Process::forward_signals,
        {.help = "false: a signal that would end the launcher does so, and all inside ends with it",
         .otherwise = "true: it is sent to the command instead",
         .example = "false"}),
    key("die_with_parent", &Process::die_with_parent,
        {.help = "true: all ends when the launcher's own parent ends", .example = "true"}),
    key("memory_deny_write_execute", &Process::memory_deny_write_execute,
        {.help = "true: no memory is writable and executable, nor becomes executable later", .example = "true"}),
    key("memfd_noexec", &Process::memfd_noexec,
        {.help = "true: only files in memory that nobody can execute: MFD_NOEXEC_SEAL", .example = "true"}),
    key("core_scheduling", &Process::core_scheduling,
        {.help = "true: no other program runs on the sibling threads of a processor core meanwhile",
         .example = "true"}),
};

template <>
inline constexpr auto later_keys_of<Process> = std::to_array<std::string_view>({"no_new_privs", "dumpable", "name"});

/// A soft and a hard resource limit, in the unit of setrlimit(2); `unlimited` stands for RLIM_INFINITY.
struct LimitRange {
  static constexpr std::uint64_t unlimited = ~std::uint64_t{0};
  std::uint64_t soft = unlimited;
  std::uint64_t hard = unlimited;

  bool operator==(const LimitRange&) const = default;
};

/// The range that "1024", "1024:4096" or "unlimited" means; nothing when the text means none.
std::optional<LimitRange> limit_range(std::string_view text);

/// The soft limit must not be above the hard one.
Verdict check_limit_range(const LimitRange& range);

/// The [limits.rlimit] table.
struct ResourceLimits {
  Sourced<LimitRange> as, core, cpu, data, fsize, memlock, msgqueue, nice, nofile, nproc, rtprio, rttime, sigpending,
      stack;

  bool operator==(const ResourceLimits&) const = default;
};

/// A key of [limits.rlimit]: they are all alike.
constexpr auto limit(std::string_view name, Sourced<LimitRange> ResourceLimits::* field, std::string_view help,
                     std::string_view example, std::string_view otherwise = "the caller's own limit") {
  return key(name, field, {.help = help, .otherwise = otherwise, .example = example}, check_limit_range);
}

template <>
inline constexpr auto keys_of<ResourceLimits> = std::tuple{
    limit("as", &ResourceLimits::as, "address space of a process, bytes", "4294967296"),
    limit("core", &ResourceLimits::core, "size of a core file, bytes", R"("unlimited")", "0"),
    limit("cpu", &ResourceLimits::cpu, "processor time of a process, seconds", R"("60:90")"),
    limit("data", &ResourceLimits::data, "data segment, bytes", "1073741824"),
    limit("fsize", &ResourceLimits::fsize, "size of a file that is written, bytes", "104857600"),
    limit("memlock", &ResourceLimits::memlock, "locked memory, bytes", "65536"),
    limit("msgqueue", &ResourceLimits::msgqueue, "POSIX message queues, bytes", "0"),
    limit("nice", &ResourceLimits::nice, "ceiling of the nice value, 20 minus it", "20"),
    limit("nofile", &ResourceLimits::nofile, "open descriptors of a process", R"("1024:4096")"),
    limit("nproc", &ResourceLimits::nproc, "processes of the user", "512"),
    limit("rtprio", &ResourceLimits::rtprio, "real-time priority", "0"),
    limit("rttime", &ResourceLimits::rttime, "real-time slice without sleeping, microseconds", "200000"),
    limit("sigpending", &ResourceLimits::sigpending, "queued signals", "1000"),
    limit("stack", &ResourceLimits::stack, "stack of a process, bytes", "8388608"),
};

/// A nice value that everybody may take: 0 to 19.
Verdict check_nice(const std::int64_t& nice);

/// The [limits] table.
struct Limits {
  Sourced<std::string> timeout;
  Sourced<std::string> kill_after;
  Sourced<std::int64_t> nice;
  ResourceLimits rlimit;

  bool operator==(const Limits&) const = default;
};

template <>
inline constexpr auto keys_of<Limits> = std::tuple{
    key("timeout", &Limits::timeout,
        {.help = "how long the command may run: a number with ms, s, m, h or d; then it is sent SIGTERM",
         .otherwise = "as long as it likes",
         .example = R"("10m")"},
        check_duration),
    key("kill_after", &Limits::kill_after,
        {.help = "how long it may go on after that, until all is ended with SIGKILL",
         .otherwise = R"("10s")",
         .example = R"("2s")"},
        check_duration),
    key("nice", &Limits::nice,
        {.help = "how far it stands back behind other programs: 0 to 19", .otherwise = "the caller's", .example = "10"},
        check_nice),
    key("rlimit", &Limits::rlimit, {.help = "limits as of setrlimit(2): a number, \"SOFT:HARD\" or \"unlimited\""}),
};

template <>
inline constexpr auto later_keys_of<Limits> =
    std::to_array<std::string_view>({"memory", "memory_high", "swap", "pids", "cpus", "cpu_weight", "cpu_set",
                                     "io_weight", "core", "oom_score_adj", "cgroup"});

}  // namespace sandbox::policy
