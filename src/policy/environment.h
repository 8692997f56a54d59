// Which environment variables the command gets.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "policy/key_table.h"
#include "policy/values.h"
#include "support/origin.h"
#include "support/words.h"

namespace sandbox::policy {

/// Which of the caller's variables pass without being named.
enum class Inherit { none, minimal, all };

/// The [env] table.
struct Environment {
  Sourced<Inherit> inherit;
  std::vector<Sourced<std::string>> pass;
  std::vector<Sourced<std::string>> unset;
  std::vector<Sourced<std::string>> path;
  std::map<std::string, Sourced<std::string>> set;

  bool operator==(const Environment&) const = default;
};

template <>
inline constexpr auto keys_of<Environment> = std::tuple{
    key("inherit", &Environment::inherit,
        {.help = "which of the caller's variables pass without being named", .example = R"("minimal")"}),
    key("pass", &Environment::pass,
        {.help = "names, or patterns with *, that pass as well", .example = R"(["CI", "*FLAGS"])"}, check_env_pattern),
    key("unset", &Environment::unset, {.help = "names, or patterns with *, that never pass", .example = R"(["LESS*"])"},
        check_env_pattern),
    key("path", &Environment::path,
        {.help = "the directories of PATH",
         .otherwise = "the PATH that passes, else the usual directories",
         .example = R"(["~/.local/bin", "/usr/bin"])"},
        check_inner_path),
    key("set", &Environment::set, {.help = "variables with a value of their own", .example = R"({ PAGER = "cat" })"},
        check_env_entry),
};

/// The names that `inherit = "minimal"` lets through.
inline constexpr auto minimal_names = std::to_array<std::string_view>(
    {"TERM", "COLORTERM", "LANG", "LANGUAGE", "LC_*", "TZ", "USER", "LOGNAME", "SHELL", "HOME", "PATH"});

/// Names of secrets, of addresses of the caller's services, and of what changes how programs are loaded. They pass
/// only when a profile or a flag spells them out; no pattern and no `inherit` lets them through.
inline constexpr auto secret_names = std::to_array<std::string_view>({
    "*_TOKEN",       "*_SECRET",       "*_SECRET_*",    "*_PASSWORD",
    "*_PASSWD",      "*_PASSPHRASE",   "*_API_KEY",     "*_ACCESS_KEY",
    "*_PRIVATE_KEY", "*_CREDENTIALS",  "TOKEN",         "PASSWORD",
    "SECRET",        "AWS_*",          "AZURE_*",       "GOOGLE_APPLICATION_*",
    "LD_*",          "GCONV_PATH",     "SSH_AUTH_SOCK", "SSH_AGENT_PID",
    "SSH_ASKPASS",   "GPG_AGENT_INFO", "DBUS_*",        "XDG_RUNTIME_DIR",
    "XAUTHORITY",    "DOCKER_HOST",    "KUBECONFIG",    "SUDO_*",
    "PGPASSWORD",    "MYSQL_PWD",
});

/// The launcher's own input; the command never sees it, whatever a profile says.
inline constexpr auto launcher_names = std::to_array<std::string_view>({"SANDBOX_PROFILE", "SANDBOX_PROFILE_PATH"});

}  // namespace sandbox::policy

namespace sandbox {

template <>
inline constexpr auto words_of<policy::Inherit> = std::to_array<Word<policy::Inherit>>({
    {policy::Inherit::none, "none", "none of them"},
    {policy::Inherit::minimal, "minimal", "language, terminal, time zone, user and paths"},
    {policy::Inherit::all, "all", "all but secrets"},
});

}  // namespace sandbox
