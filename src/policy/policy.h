// Everything that a sandbox is allowed. A value: `Policy{}` allows nothing, so that a forgotten field is a closed door.
// It knows nothing of this machine; what it means here, the planner decides.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "policy/capabilities.h"
#include "policy/devices.h"
#include "policy/environment.h"
#include "policy/filesystem.h"
#include "policy/identity.h"
#include "policy/key_table.h"
#include "policy/landlock.h"
#include "policy/log.h"
#include "policy/process.h"
#include "policy/provenance.h"
#include "policy/seccomp.h"
#include "policy/terminal.h"
#include "policy/values.h"
#include "support/origin.h"

namespace sandbox::policy {

struct Policy {
  Sourced<std::int64_t> version;
  Sourced<std::string> name;
  Sourced<std::string> description;
  Filesystem filesystem;
  Environment env;
  User user;
  Namespaces namespaces;
  Network network;
  Seccomp seccomp;
  Landlock landlock;
  Capabilities capabilities;
  Limits limits;
  Devices devices;
  Sockets sockets;
  Terminal terminal;
  Process process;
  Log log;
  Provenance provenance;

  bool operator==(const Policy&) const = default;
};

template <>
inline constexpr auto keys_of<Policy> = std::tuple{
    key("version", &Policy::version, {.help = "version of the language: 1", .example = "1", .required = true},
        check_version),
    key("name", &Policy::name,
        {.help = "name of the profile", .otherwise = "the name of the file, without .toml", .example = R"("build")"},
        check_profile_name),
    key("description", &Policy::description,
        {.help = "one sentence for people", .otherwise = R"("")", .example = R"("Build the tool, offline.")"}),
    key("filesystem", &Policy::filesystem, {.help = "what the command sees of files"}),
    key("env", &Policy::env, {.help = "which environment variables it gets"}),
    key("user", &Policy::user, {.help = "who it is"}),
    key("namespaces", &Policy::namespaces, {.help = "what it shares with the host"}),
    key("network", &Policy::network, {.help = "what of the network there is"}),
    key("seccomp", &Policy::seccomp, {.help = "which system calls it may make"}),
    key("landlock", &Policy::landlock, {.help = "a second fence, of rules that the kernel keeps beside the mounts"}),
    key("capabilities", &Policy::capabilities, {.help = "which rights it has over what is the sandbox's own"}),
    key("limits", &Policy::limits, {.help = "what it may use up"}),
    key("devices", &Policy::devices, {.help = "which devices of the host there are"}),
    key("sockets", &Policy::sockets, {.help = "which services of the host it may talk to"}),
    key("terminal", &Policy::terminal, {.help = "what it gets in the place of the caller's terminal"}),
    key("process", &Policy::process, {.help = "how it is started"}),
    key("log", &Policy::log, {.help = "what is told of what was refused"}),
};

template <>
inline constexpr auto later_keys_of<Policy> = std::to_array<std::string_view>({"desktop", "dbus"});

/// The version of the profile language that this build reads.
inline constexpr std::int64_t language_version = 1;

/// All that no single key's check can see: contradictions between keys.
Contradictions contradictions_in(const Policy& policy);

/// Throws PolicyError for the first of them.
void check(const Policy& policy);

}  // namespace sandbox::policy
