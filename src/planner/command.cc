// See command.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/command.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>
#include <sys/resource.h>

#include "planner/activation.h"
#include "planner/environment.h"
#include "planner/interactive_shell.h"
#include "program_names.h"
#include "support/error.h"
#include "support/quote.h"
#include "support/words.h"

namespace sandbox::planner {
namespace {

constexpr steps::Mode default_umask = 022;

// As sd_listen_fds(3) has it.
constexpr int first_activated = 3;

struct Resource {
  std::string_view name;
  int number;
};

// The key table of [limits.rlimit] names them; this says what setrlimit(2) calls them.
constexpr auto resources = std::to_array<Resource>({{"as", RLIMIT_AS},
                                                    {"core", RLIMIT_CORE},
                                                    {"cpu", RLIMIT_CPU},
                                                    {"data", RLIMIT_DATA},
                                                    {"fsize", RLIMIT_FSIZE},
                                                    {"memlock", RLIMIT_MEMLOCK},
                                                    {"msgqueue", RLIMIT_MSGQUEUE},
                                                    {"nice", RLIMIT_NICE},
                                                    {"nofile", RLIMIT_NOFILE},
                                                    {"nproc", RLIMIT_NPROC},
                                                    {"rtprio", RLIMIT_RTPRIO},
                                                    {"rttime", RLIMIT_RTTIME},
                                                    {"sigpending", RLIMIT_SIGPENDING},
                                                    {"stack", RLIMIT_STACK}});

constexpr int number_of(std::string_view name) {
  for (const Resource& resource : resources)
    if (resource.name == name) return resource.number;
  return -1;
}

constexpr bool every_key_is_a_resource() {
  bool all = true;
  policy::for_each_key<policy::ResourceLimits>([&](const auto& key) { all = all && number_of(key.name) >= 0; });
  return all;
}
static_assert(every_key_is_a_resource());

void append_limits(const policy::ResourceLimits& limits, std::vector<steps::Step>& list) {
  // A core file holds what the command had in memory, and where it lands the host decides.
  if (!limits.core.given()) list.push_back({steps::SetLimit{RLIMIT_CORE, "core", 0, 0}, {}});
  policy::for_each_key<policy::ResourceLimits>([&](const auto& key) {
    const Sourced<policy::LimitRange>& limit = limits.*key.field;
    if (limit.given())
      list.push_back(
          {steps::SetLimit{number_of(key.name), key.name, limit.value.soft, limit.value.hard}, limit.origin});
  });
}

steps::Step directory_of(const policy::Process& process, const Places& places, const FilesystemPlan& filesystem) {
  if (process.cwd.given())
    return {steps::ChangeDirectory{expand_inner_path(process.cwd.value, places, process.cwd.origin)},
            process.cwd.origin};
  if (places.pwd())
    if (const std::optional<InnerPath> pwd = InnerPath::parse(places.pwd()->text()); pwd && filesystem.shows(*pwd))
      return {steps::ChangeDirectory{*pwd}, {}};
  const std::optional<InnerPath> home = InnerPath::parse(places.home().text());
  return {steps::ChangeDirectory{home && filesystem.exists(*home) ? *home : InnerPath{}}, {}};
}

// A directory that the command inherits is a way out: openat(2) climbs from it with "..", past every mount of ours.
[[noreturn]] void refuse_directory(int number, const Origin& origin) {
  throw PolicyError(
      fmt::format("descriptor {} is a directory of the host, from which the command could reach all of it", number),
      origin, number <= 2 ? "redirect it from a file, a pipe or /dev/null" : "show the directory with --ro or --rw");
}

void check_standard_descriptors(const Host& host) {
  const Origin origin{.place = "the caller's shell", .key = {}};
  for (const int number : {0, 1, 2})
    if (host.descriptor(number) == Descriptor::directory) refuse_directory(number, origin);
}

std::vector<int> descriptors_of(const policy::Process& process, const Host& host) {
  std::vector<int> numbers;
  const auto pass = [&](int number, const Origin& origin) {
    switch (host.descriptor(number)) {
      case Descriptor::closed:
        throw PolicyError(fmt::format("descriptor {} is not open", number), origin,
                          "the caller must open it, as in `" SANDBOX_PROGRAM " … 3<file`");
      case Descriptor::directory: refuse_directory(number, origin);
      case Descriptor::terminal:
      case Descriptor::pipe:
      case Descriptor::other: numbers.push_back(number);
    }
  };
  for (const Sourced<std::int64_t>& entry : process.pass_fds) pass(static_cast<int>(entry.value), entry.origin);
  for (int i = 0; i < activated_descriptors(host); ++i) pass(first_activated + i, {.place = "LISTEN_FDS", .key = {}});
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

std::string_view value_in(const std::vector<std::string>& environment, std::string_view assignment) {
  for (const std::string& entry : environment)
    if (entry.starts_with(assignment)) return std::string_view(entry).substr(assignment.size());
  return {};
}

// What execvp(3) would try; an empty entry of PATH is the current directory there, and a trap here: left out.
std::vector<std::string> candidates_of(const std::string& name, std::string_view path) {
  if (name.find('/') != std::string::npos) return {name};
  std::vector<std::string> candidates;
  for (const std::string_view directory : split(path, ':'))
    if (directory.starts_with('/')) candidates.push_back(std::string(directory).append("/").append(name));
  return candidates;
}

void execute_shell(steps::Execute& execute, InteractiveShell shell) {
  execute.argv = std::move(shell.argv);
  execute.candidates = {std::move(shell.path)};
  for (std::string& variable : shell.variables) execute.envp.push_back(std::move(variable));
  std::sort(execute.envp.begin(), execute.envp.end());
  execute.origin = {.place = "a terminal, and no command", .key = {}};
}

void look_for_command(steps::Execute& execute) {
  if (execute.argv.front().empty())
    throw UsageError(
        {.sentence = "the command has no name", .wanted_by = "the command line", .refused_by = {}, .hint = {}},
        ExitStatus::not_found);
  execute.candidates = candidates_of(execute.argv.front(), value_in(execute.envp, "PATH="));
  if (execute.candidates.empty())
    throw UsageError({.sentence = fmt::format("cannot look for {}: PATH holds no absolute directory",
                                              shell_word(execute.argv.front())),
                      .wanted_by = "the command line",
                      .refused_by = {},
                      .hint = "name the command by its path, or set env.path"},
                     ExitStatus::not_found);
}

}  // namespace

std::vector<steps::Step> start_of(const policy::Policy& policy, const Places& places, const FilesystemPlan& filesystem,
                                  const Host& host) {
  check_standard_descriptors(host);
  std::vector<steps::Step> list;
  append_limits(policy.limits.rlimit, list);
  if (policy.limits.nice.given())
    list.push_back({steps::SetNice{static_cast<int>(policy.limits.nice.value)}, policy.limits.nice.origin});
  const steps::Mode mask =
      policy.process.umask.given() ? policy::octal(policy.process.umask.value).value_or(default_umask) : default_umask;
  list.push_back({steps::SetUmask{mask}, policy.process.umask.origin});
  list.push_back(directory_of(policy.process, places, filesystem));
  return list;
}

steps::Execute execution_of(const policy::Policy& policy, const std::vector<std::string>& command, const Places& places,
                            const Identity& identity, const FilesystemPlan& filesystem, const Host& host) {
  steps::Execute execute;
  if (command.empty()) {
    execute.argv = policy.process.command.value;
    execute.origin = policy.process.command.origin;
  } else {
    execute.argv = command;
  }
  execute.envp = environment_of(policy, places, identity, host);
  if (execute.argv.empty())
    execute_shell(execute, interactive_shell(policy, filesystem, identity, execute.envp, host));
  else
    look_for_command(execute);
  execute.pass_fds = descriptors_of(policy.process, host);
  if (!policy.process.init.value) execute.as_first_process = policy.process.init.origin;
  return execute;
}

}  // namespace sandbox::planner
