// Who the command is, and which of the host's namespaces it stays in.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/key_table.h"
#include "policy/ports.h"
#include "policy/values.h"
#include "support/origin.h"
#include "support/words.h"

namespace sandbox::policy {

/// A numeric user or group id inside; nothing stands for the caller's own ("self").
using Id = std::optional<std::uint32_t>;

/// What becomes of the caller's supplementary groups.
enum class Groups { keep, drop };

/// The [user] table.
struct User {
  Sourced<Id> uid;
  Sourced<Id> gid;
  Sourced<std::string> name;
  Sourced<std::string> home;
  Sourced<std::string> shell;
  Sourced<Groups> groups;
  Sourced<bool> subids;

  bool operator==(const User&) const = default;
};

template <>
inline constexpr auto keys_of<User> = std::tuple{
    key("uid", &User::uid, {.help = "user id inside: a number, or \"self\" for the caller's", .example = "0"}),
    key("gid", &User::gid, {.help = "group id inside: a number, or \"self\" for the caller's", .example = "0"}),
    key("name", &User::name,
        {.help = "what it is called inside", .otherwise = "the caller's name", .example = R"("builder")"},
        check_user_name),
    key("home", &User::home,
        {.help = "where its home is inside", .otherwise = "where the caller's is", .example = R"("/home/builder")"},
        check_inner_path),
    key("shell", &User::shell, {.help = "its shell", .otherwise = "the caller's", .example = R"("/bin/bash")"},
        check_inner_path),
    key("groups", &User::groups,
        {.help = "whether it stays in the caller's supplementary groups", .example = R"("drop")"}),
    key("subids", &User::subids,
        {.help = "true: the other ids inside are those that /etc/subuid and /etc/subgid lend the caller",
         .example = "true"}),
};

template <>
inline constexpr auto later_keys_of<User> = std::to_array<std::string_view>({"map"});

/// Namespaces of the host that a profile may let the command stay in.
enum class Shared { ipc, uts, cgroup };

/// Which user namespaces the command may make: none; what a browser's own sandbox needs, which mounts nothing; any.
enum class Nested { deny, browser, allow };

/// Whose clocks the command reads: the host's, or some that begin when the sandbox does.
enum class Clocks { host, own };

/// The [namespaces] table.
struct Namespaces {
  std::vector<Sourced<Shared>> share;
  Sourced<Nested> nested;
  Sourced<std::string> hostname;
  Sourced<Clocks> time;

  bool operator==(const Namespaces&) const = default;
};

template <>
inline constexpr auto keys_of<Namespaces> = std::tuple{
    key("share", &Namespaces::share, {.help = "namespaces that are the host's", .example = R"(["ipc"])"}),
    key("nested", &Namespaces::nested,
        {.help = "user namespaces inside: none, a browser's, or any", .example = R"("browser")"}),
    key("hostname", &Namespaces::hostname,
        {.help = "the host name inside", .otherwise = R"("sandbox")", .example = R"("box")"}, check_hostname),
    key("time", &Namespaces::time, {.help = "whose monotonic and boot time", .example = R"("private")"}),
};

/// What of the network there is.
enum class NetworkMode { none, host };

/// Families of sockets, by their numbers in socket(2).
enum class Family : std::uint8_t {
  local = 1,
  inet = 2,
  inet6 = 10,
  netlink = 16,
  packet = 17,
  can = 29,
  tipc = 30,
  bluetooth = 31,
  alg = 38,
  vsock = 40,
  xdp = 44,
};

/// The [network] table.
struct Network {
  Sourced<NetworkMode> mode;
  std::vector<Sourced<Family>> families;
  Allowlist<PortRange> tcp_bind;
  Allowlist<PortRange> tcp_connect;

  bool operator==(const Network&) const = default;
};

template <>
inline constexpr auto keys_of<Network> = std::tuple{
    key("mode", &Network::mode, {.help = "which network there is", .example = R"("host")"}),
    key("families", &Network::families,
        {.help = "families of sockets",
         .otherwise = "unix, inet, inet6, and of netlink its routing",
         .example = R"(["unix", "inet"])"}),
    key("tcp_bind", &Network::tcp_bind,
        {.help = "TCP ports that may be listened on; none when empty",
         .otherwise = "all",
         .example = R"([8080, "9000-9010"])"}),
    key("tcp_connect", &Network::tcp_connect,
        {.help = "TCP ports that may be connected to; none when empty", .otherwise = "all", .example = "[443]"}),
};

template <>
inline constexpr auto later_keys_of<Network> = std::to_array<std::string_view>(
    {"allow", "deny", "deny_private", "publish", "dns", "hosts", "backend", "proxy", "on_deny"});

}  // namespace sandbox::policy

namespace sandbox {

template <>
inline constexpr auto words_of<policy::Groups> = std::to_array<Word<policy::Groups>>({
    {policy::Groups::keep, "keep"},
    {policy::Groups::drop, "drop"},
});

template <>
inline constexpr auto words_of<policy::Shared> = std::to_array<Word<policy::Shared>>({
    {policy::Shared::ipc, "ipc", "System V IPC and POSIX message queues"},
    {policy::Shared::uts, "uts", "the host name"},
    {policy::Shared::cgroup, "cgroup", "the tree of control groups"},
});

template <>
inline constexpr auto later_words_of<policy::Shared> = std::to_array<std::string_view>({"pid", "net"});

template <>
inline constexpr auto words_of<policy::Clocks> = std::to_array<Word<policy::Clocks>>({
    {policy::Clocks::host, "host", "the host's"},
    {policy::Clocks::own, "private", "both begin near zero"},
});

template <>
inline constexpr auto words_of<policy::Nested> = std::to_array<Word<policy::Nested>>({
    {policy::Nested::deny, "deny", "none"},
    {policy::Nested::browser, "browser", "what a browser's own sandbox needs"},
    {policy::Nested::allow, "allow", "any"},
});

template <>
inline constexpr auto words_of<policy::Family> = std::to_array<Word<policy::Family>>({
    {policy::Family::local, "unix", "between processes of one machine"},
    {policy::Family::inet, "inet", "IPv4"},
    {policy::Family::inet6, "inet6", "IPv6"},
    {policy::Family::netlink, "netlink", "the kernel and its parts"},
    {policy::Family::packet, "packet", "raw frames"},
    {policy::Family::can, "can", "the controller area network"},
    {policy::Family::tipc, "tipc", "clusters"},
    {policy::Family::bluetooth, "bluetooth", "bluetooth devices"},
    {policy::Family::alg, "alg", "the kernel's cryptography"},
    {policy::Family::vsock, "vsock", "virtual machines"},
    {policy::Family::xdp, "xdp", "frames that bypass the kernel"},
});

template <>
inline constexpr auto words_of<policy::NetworkMode> = std::to_array<Word<policy::NetworkMode>>({
    {policy::NetworkMode::none, "none", "a loopback of its own and nothing else"},
    {policy::NetworkMode::host, "host", "the host's"},
});

template <>
inline constexpr auto later_words_of<policy::NetworkMode> = std::to_array<std::string_view>({"filtered", "nat"});

}  // namespace sandbox
