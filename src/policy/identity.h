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
    key("uid", &User::uid, "user id inside: a number, or \"self\" for the caller's"),
    key("gid", &User::gid, "group id inside: a number, or \"self\" for the caller's"),
    key("name", &User::name, "what it is called inside; the caller's name when left out", check_user_name),
    key("home", &User::home, "where its home is inside; where the caller's is when left out", check_inner_path),
    key("shell", &User::shell, "its shell; the caller's when left out", check_inner_path),
    key("groups", &User::groups, "whether it stays in the caller's supplementary groups"),
    key("subids", &User::subids,
        "true: the other ids inside are those that /etc/subuid and /etc/subgid lend the caller"),
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
    key("share", &Namespaces::share, "namespaces that are the host's"),
    key("nested", &Namespaces::nested, "user namespaces inside: none, a browser's, or any"),
    key("hostname", &Namespaces::hostname, "the host name inside", check_hostname),
    key("time", &Namespaces::time, "whose monotonic and boot time; private ones begin near zero"),
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
    key("mode", &Network::mode, "nothing but a loopback of its own, or the host's network"),
    key("families", &Network::families, "families of sockets; unix, inet, inet6 and netlink's routing when left out"),
    key("tcp_bind", &Network::tcp_bind, "TCP ports that may be listened on; all when left out, none when empty"),
    key("tcp_connect", &Network::tcp_connect, "TCP ports that may be connected to; all when left out, none when empty"),
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
    {policy::Shared::ipc, "ipc"},
    {policy::Shared::uts, "uts"},
    {policy::Shared::cgroup, "cgroup"},
});

template <>
inline constexpr auto later_words_of<policy::Shared> = std::to_array<std::string_view>({"pid", "net"});

template <>
inline constexpr auto words_of<policy::Clocks> = std::to_array<Word<policy::Clocks>>({
    {policy::Clocks::host, "host"},
    {policy::Clocks::own, "private"},
});

template <>
inline constexpr auto words_of<policy::Nested> = std::to_array<Word<policy::Nested>>({
    {policy::Nested::deny, "deny"},
    {policy::Nested::browser, "browser"},
    {policy::Nested::allow, "allow"},
});

template <>
inline constexpr auto words_of<policy::Family> = std::to_array<Word<policy::Family>>({
    {policy::Family::local, "unix"},
    {policy::Family::inet, "inet"},
    {policy::Family::inet6, "inet6"},
    {policy::Family::netlink, "netlink"},
    {policy::Family::packet, "packet"},
    {policy::Family::can, "can"},
    {policy::Family::tipc, "tipc"},
    {policy::Family::bluetooth, "bluetooth"},
    {policy::Family::alg, "alg"},
    {policy::Family::vsock, "vsock"},
    {policy::Family::xdp, "xdp"},
});

template <>
inline constexpr auto words_of<policy::NetworkMode> = std::to_array<Word<policy::NetworkMode>>({
    {policy::NetworkMode::none, "none"},
    {policy::NetworkMode::host, "host"},
});

template <>
inline constexpr auto later_words_of<policy::NetworkMode> = std::to_array<std::string_view>({"filtered", "nat"});

}  // namespace sandbox
