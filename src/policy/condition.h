// What a profile can make depend on the machine and the launch: the `if` of [[when]], and [match].
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "policy/key_table.h"
#include "policy/values.h"
#include "support/origin.h"
#include "support/words.h"

namespace sandbox::policy {

/// What of the kernel's a condition can ask for.
enum class KernelFeature : std::uint8_t { landlock, landlock_tcp, landlock_scope, time_namespace };

/// A word of a condition, and whether it is negated by "!".
struct Fact {
  std::string_view word;
  bool negated = false;
};

/// Takes the "!" off.
Fact fact_of(std::string_view word);

/// "NAME" or "NAME=VALUE".
Verdict check_env_fact(const Words& words);
/// Paths of the host.
Verdict check_exists_fact(const Words& words);
/// Names of commands, or patterns.
Verdict check_command_fact(const Words& words);
/// Names as uname(2) has them.
Verdict check_arch_fact(const Words& words);
/// "6.1", or one of ">=", ">", "<=", "<" and a version.
Verdict check_kernel_fact(const Words& words);
/// "debian" or "debian:12".
Verdict check_distro_fact(const Words& words);
/// Words of KernelFeature.
Verdict check_feature_fact(const Words& words);
/// A pattern for the first word of a command.
Verdict check_command_pattern(const std::string& pattern);

/// An `if`: all that it gives must hold; of several words for one fact one must hold, and none that is negated.
struct Condition {
  Sourced<Words> env;
  Sourced<Words> exists;
  Sourced<Words> command;
  Sourced<Words> arch;
  Sourced<Words> kernel;
  Sourced<Words> distro;
  Sourced<Words> feature;

  bool operator==(const Condition&) const = default;
};

/// What a condition says of a fact that it does not name.
inline constexpr std::string_view whatever = "any";

template <>
inline constexpr auto keys_of<Condition> = std::tuple{
    key("env", &Condition::env,
        {.help = "a variable is set and not empty, or has a value: \"NAME\", \"NAME=VALUE\"",
         .otherwise = whatever,
         .example = R"("CI")"},
        check_env_fact),
    key("exists", &Condition::exists,
        {.help = "a path of the host exists", .otherwise = whatever, .example = R"("~/.nvm")"}, check_exists_fact),
    key("command", &Condition::command,
        {.help = "the command is called so, without its directory; \"*\" stands for anything",
         .otherwise = whatever,
         .example = R"(["firefox", "firefox-*"])"},
        check_command_fact),
    key("arch", &Condition::arch,
        {.help = "the machine, as `uname -m` names it", .otherwise = whatever, .example = R"("x86_64")"},
        check_arch_fact),
    key("kernel", &Condition::kernel,
        {.help = "the version of the kernel: \"6.1\", \">=6.12\"", .otherwise = whatever, .example = R"(">=6.1")"},
        check_kernel_fact),
    key("distro", &Condition::distro,
        {.help = "ID or ID_LIKE of os-release(5), also with the version: \"debian:12\"",
         .otherwise = whatever,
         .example = R"("debian")"},
        check_distro_fact),
    key("feature", &Condition::feature,
        {.help = "what the kernel has: landlock, landlock-tcp, landlock-scope or time-namespace",
         .otherwise = whatever,
         .example = R"("landlock")"},
        check_feature_fact),
};

template <>
inline constexpr auto later_keys_of<Condition> = std::to_array<std::string_view>({"desktop"});

/// The [match] table: for which launches a profile is picked when none is named. What is given must all hold.
struct Match {
  std::vector<Sourced<std::string>> command;
  std::vector<Sourced<std::string>> path_beneath;

  /// True when no profile says anything.
  bool empty() const { return command.empty() && path_beneath.empty(); }

  bool operator==(const Match&) const = default;
};

template <>
inline constexpr auto keys_of<Match> = std::tuple{
    key("command", &Match::command,
        {.help = "names of commands, or patterns with *; with a \"/\" for the whole word as it was typed",
         .example = R"(["make", "*.mk", "./configure"])"},
        check_command_pattern),
    key("path_beneath", &Match::path_beneath,
        {.help = "directories: the current one is one of them, or lies below", .example = R"(["~/src"])"},
        check_host_path),
};

}  // namespace sandbox::policy

namespace sandbox {

template <>
inline constexpr auto words_of<policy::KernelFeature> = std::to_array<Word<policy::KernelFeature>>({
    {policy::KernelFeature::landlock, "landlock", "rules about files: Linux 5.13"},
    {policy::KernelFeature::landlock_tcp, "landlock-tcp", "and about TCP ports: 6.7"},
    {policy::KernelFeature::landlock_scope, "landlock-scope", "and about signals and abstract sockets: 6.12"},
    {policy::KernelFeature::time_namespace, "time-namespace", "clocks of its own: 5.6"},
});

}  // namespace sandbox
