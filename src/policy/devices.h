// Devices and sockets of the host that the command may use, by the names that people have for them.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/filesystem.h"
#include "policy/key_table.h"
#include "support/origin.h"

namespace sandbox::policy {

/// A kind of device: what it is for, and its paths, with a "*" for any name in the last component.
struct DeviceKind {
  std::string_view name;
  std::string_view help;
  std::string_view paths;  ///< with spaces between
};

/// All of them.
std::span<const DeviceKind> device_kinds();

/// The kind of that name; null when there is none.
const DeviceKind* find_device_kind(std::string_view name);

/// The name of a kind, or a path below /dev, with a "?" behind it for "if it exists".
Verdict check_device(const std::string& device);

/// The [devices] table.
struct Devices {
  std::vector<Sourced<std::string>> allow;

  bool operator==(const Devices&) const = default;
};

template <>
inline constexpr auto keys_of<Devices> = std::tuple{
    key("allow", &Devices::allow,
        {.help = "kinds of devices, or paths below /dev, that appear as on the host",
         .example = R"(["dri", "/dev/kvm?"])"},
        check_device),
};

/// The [sockets] table.
struct Sockets {
  Sourced<bool> ssh_agent;
  Sourced<bool> gpg_agent;
  Sourced<bool> pcsc;
  Sourced<bool> cups;
  Sourced<bool> nscd;
  Sourced<bool> journal;
  std::vector<Sourced<PathRule>> unix_paths;

  bool operator==(const Sockets&) const = default;
};

template <>
inline constexpr auto keys_of<Sockets> = std::tuple{
    key("ssh_agent", &Sockets::ssh_agent,
        {.help = "true: the caller's ssh-agent(1), which signs with his keys, and SSH_AUTH_SOCK", .example = "true"}),
    key("gpg_agent", &Sockets::gpg_agent,
        {.help = "true: the caller's gpg-agent(1), which signs with his keys", .example = "true"}),
    key("pcsc", &Sockets::pcsc, {.help = "true: the daemon for smart cards", .example = "true"}),
    key("cups", &Sockets::cups, {.help = "true: the daemon for printing", .example = "true"}),
    key("nscd", &Sockets::nscd, {.help = "true: the daemon that looks names up", .example = "true"}),
    key("journal", &Sockets::journal, {.help = "true: the journal, to write to", .example = "true"}),
    key("unix", &Sockets::unix_paths,
        {.help = "other sockets of the host, by their paths", .example = R"(["/run/postgresql/.s.PGSQL.5432?"])"},
        check_path_rule),
};

/// Where a socket of [sockets] is on the host, as texts with variables; each that exists counts.
std::span<const std::string_view> paths_of_socket(std::string_view key);

}  // namespace sandbox::policy
