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
  Sourced<bool> die_with_parent;
  Sourced<bool> memory_deny_write_execute;
  Sourced<bool> memfd_noexec;
  Sourced<bool> core_scheduling;

  bool operator==(const Process&) const = default;
};

template <>
inline constexpr auto keys_of<Process> = std::tuple{
    key("command", &Process::command, "what runs when the command line names no command", check_command),
    key("cwd", &Process::cwd, "the directory to start in", check_inner_path),
    key("umask", &Process::umask, "file mode creation mask, octal; 022 when left out", check_umask),
    key("pass_fds", &Process::pass_fds, "descriptors above 2 that the command inherits", check_descriptor),
    key("die_with_parent", &Process::die_with_parent, "true: all ends when the launcher's own parent ends"),
    key("memory_deny_write_execute", &Process::memory_deny_write_execute,
        "true: no memory is writable and executable, nor becomes executable later"),
    key("memfd_noexec", &Process::memfd_noexec, "true: only files in memory that nobody can execute: MFD_NOEXEC_SEAL"),
    key("core_scheduling", &Process::core_scheduling,
        "true: no other program runs on the sibling threads of a processor core meanwhile"),
};

template <>
inline constexpr auto later_keys_of<Process> =
    std::to_array<std::string_view>({"init", "no_new_privs", "dumpable", "forward_signals", "name"});

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

template <>
inline constexpr auto keys_of<ResourceLimits> = std::tuple{
    key("as", &ResourceLimits::as, "address space of a process, bytes", check_limit_range),
    key("core", &ResourceLimits::core, "size of a core file, bytes; 0 when left out", check_limit_range),
    key("cpu", &ResourceLimits::cpu, "processor time of a process, seconds", check_limit_range),
    key("data", &ResourceLimits::data, "data segment, bytes", check_limit_range),
    key("fsize", &ResourceLimits::fsize, "size of a file that is written, bytes", check_limit_range),
    key("memlock", &ResourceLimits::memlock, "locked memory, bytes", check_limit_range),
    key("msgqueue", &ResourceLimits::msgqueue, "POSIX message queues, bytes", check_limit_range),
    key("nice", &ResourceLimits::nice, "ceiling of the nice value, 20 minus it", check_limit_range),
    key("nofile", &ResourceLimits::nofile, "open descriptors of a process", check_limit_range),
    key("nproc", &ResourceLimits::nproc, "processes of the user", check_limit_range),
    key("rtprio", &ResourceLimits::rtprio, "real-time priority", check_limit_range),
    key("rttime", &ResourceLimits::rttime, "real-time slice without sleeping, microseconds", check_limit_range),
    key("sigpending", &ResourceLimits::sigpending, "queued signals", check_limit_range),
    key("stack", &ResourceLimits::stack, "stack of a process, bytes", check_limit_range),
};

/// The [limits] table.
struct Limits {
  ResourceLimits rlimit;

  bool operator==(const Limits&) const = default;
};

template <>
inline constexpr auto keys_of<Limits> = std::tuple{
    key("rlimit", &Limits::rlimit, "limits as of setrlimit(2): a number, \"SOFT:HARD\" or \"unlimited\""),
};

template <>
inline constexpr auto later_keys_of<Limits> =
    std::to_array<std::string_view>({"timeout", "kill_after", "memory", "memory_high", "swap", "pids", "cpus",
                                     "cpu_weight", "cpu_set", "io_weight", "core", "nice", "oom_score_adj", "cgroup"});

}  // namespace sandbox::policy
