// Verbs about sockets and interfaces: who can be reached, and small servers to be reached at.
// SPDX-License-Identifier: Apache-2.0
#include <arpa/inet.h>
#include <cerrno>
#include <climits>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "probe.h"

namespace probe {
namespace {

int make_socket(Arguments arguments) {
  const auto family = static_cast<int>(number(arguments, 0));
  const int type = arguments.size() > 1 ? static_cast<int>(number(arguments, 1)) : SOCK_STREAM;
  const int protocol = arguments.size() > 2 ? static_cast<int>(number(arguments, 2)) : 0;
  return answer(socket(family, type, protocol));
}

sockaddr_in loopback(long port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

/// Abstract when the name begins with "@".
socklen_t fill(const std::string& name, sockaddr_un& address) {
  if (name.size() >= sizeof address.sun_path) throw Misuse{"the name of a socket is too long"};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, name.data(), name.size());
  if (name.front() == '@') address.sun_path[0] = '\0';
  const std::size_t ending = name.front() == '@' ? 0 : 1;
  return static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size() + ending);
}

/// A connection counts only when the other side's greeting arrives.
int greeting_from(int connection) {
  char text[64] = "";
  pollfd ready{connection, POLLIN, 0};
  if (poll(&ready, 1, 3000) != 1) return refused(ETIMEDOUT);
  const ssize_t length = read(connection, text, sizeof text - 1);
  if (length < 0) return refused(errno);
  if (length == 0) return refused(ECONNRESET);
  say({text, static_cast<std::size_t>(length)});
  return 0;
}

int connect_tcp(Arguments arguments) {
  const int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(number(arguments, 1));
  if (inet_pton(AF_INET, argument(arguments, 0).c_str(), &address.sin_addr) != 1) throw Misuse{"not an IPv4 address"};
  if (client < 0 || connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address) < 0) return refused(errno);
  return greeting_from(client);
}

int connect_unix(Arguments arguments) {
  const int client = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  const socklen_t length = fill(argument(arguments, 0), address);
  if (client < 0 || connect(client, reinterpret_cast<sockaddr*>(&address), length) < 0) return refused(errno);
  return greeting_from(client);
}

/// Greets whoever connects, until somebody ends the probe.
[[noreturn]] void serve(int server) {
  for (;;) {
    const int connection = accept(server, nullptr, nullptr);
    if (connection < 0) continue;
    constexpr std::string_view greeting = "hello";
    if (write(connection, greeting.data(), greeting.size()) < 0) std::perror("write");
    close(connection);
  }
}

/// Prints the port, then serves.
int listen_tcp(Arguments) {
  const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t length = sizeof address;
  if (bind(server, reinterpret_cast<sockaddr*>(&address), length) < 0 || listen(server, 8) < 0) return refused(errno);
  getsockname(server, reinterpret_cast<sockaddr*>(&address), &length);
  say(std::to_string(ntohs(address.sin_port)));
  std::fflush(stdout);
  serve(server);
}

/// Listens on one port, and leaves it.
int bind_tcp(Arguments arguments) {
  const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(number(arguments, 0));
  if (server < 0 || bind(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) < 0)
    return refused(errno);
  return answer(listen(server, 1));
}

/// Prints the port, then answers every datagram with a greeting.
int listen_udp(Arguments) {
  const int server = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t length = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(server, generic, length) < 0) return refused(errno);
  getsockname(server, generic, &length);
  say(std::to_string(ntohs(address.sin_port)));
  std::fflush(stdout);
  for (;;) {
    char byte = 0;
    if (recvfrom(server, &byte, 1, 0, generic, &length) < 0) return refused(errno);
    if (sendto(server, "hello", 5, 0, generic, length) < 0) return refused(errno);
  }
}

int ask_udp(Arguments arguments) {
  const int client = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(number(arguments, 1));
  if (inet_pton(AF_INET, argument(arguments, 0).c_str(), &address.sin_addr) != 1) throw Misuse{"not an IPv4 address"};
  if (client < 0 || connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address) < 0 ||
      send(client, "x", 1, 0) < 0)
    return refused(errno);
  return greeting_from(client);
}

int listen_unix(Arguments arguments) {
  const int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  const socklen_t length = fill(argument(arguments, 0), address);
  if (bind(server, reinterpret_cast<sockaddr*>(&address), length) < 0 || listen(server, 8) < 0) return refused(errno);
  say("listening");
  std::fflush(stdout);
  serve(server);
}

/// The loopback carries a connection from this process to itself, so it exists and is up.
int use_loopback(Arguments) {
  const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t length = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (server < 0 || client < 0 || bind(server, generic, length) < 0 || listen(server, 1) < 0) return refused(errno);
  getsockname(server, generic, &length);
  return answer(connect(client, generic, length));
}

/// "NAME up" or "NAME down", one line an interface, whether or not it has an address.
int interfaces(Arguments) {
  const int query = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  struct if_nameindex* all = if_nameindex();
  if (query < 0 || all == nullptr) return refused(errno);
  for (struct if_nameindex* entry = all; entry->if_index != 0; ++entry) {
    ifreq request{};
    std::snprintf(request.ifr_name, sizeof request.ifr_name, "%s", entry->if_name);
    if (ioctl(query, SIOCGIFFLAGS, &request) < 0) return refused(errno);
    say(std::string(entry->if_name) + ((request.ifr_flags & IFF_UP) != 0 ? " up" : " down"));
  }
  if_freenameindex(all);
  return 0;
}

int host_name(Arguments) {
  char name[HOST_NAME_MAX + 1] = "";
  if (gethostname(name, sizeof name) < 0) return refused(errno);
  say(name);
  return 0;
}

int set_host_name(Arguments arguments) {
  const std::string& name = argument(arguments, 0);
  return answer(sethostname(name.data(), name.size()));
}

constexpr Verb verbs[] = {
    {"socket", "FAMILY [TYPE [PROTOCOL]]", make_socket},
    {"connect-tcp", "ADDRESS PORT", connect_tcp},
    {"connect-unix", "PATH|@NAME", connect_unix},
    {"listen-tcp", "", listen_tcp},
    {"bind-tcp", "PORT", bind_tcp},
    {"connect-udp", "ADDRESS PORT", ask_udp},
    {"listen-udp", "", listen_udp},
    {"listen-unix", "PATH|@NAME", listen_unix},
    {"loopback", "", use_loopback},
    {"interfaces", "", interfaces},
    {"hostname", "", host_name},
    {"sethostname", "NAME", set_host_name},
};
const Register here{verbs};

}  // namespace
}  // namespace probe
