// See attempts.h. All that is read here is the command's, and may be nonsense.
//
// SPDX-License-Identifier: Apache-2.0
#include "denials/attempts.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <climits>
#include <cstddef>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <map>
#include <netinet/in.h>
#include <optional>
#include <sched.h>
#include <string>
#include <string_view>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

#include "denials/outside.h"
#include "kernel/fd.h"
#include "kernel/files.h"
#include "syscalls/paths.h"
#include "syscalls/table.h"

namespace sandbox::denials {
namespace {

using syscalls::PathArgument;

std::optional<syscalls::Machine> machine_of(std::uint32_t architecture) {
  for (const Word<syscalls::Machine>& machine : words_of<syscalls::Machine>)
    if (syscalls::audit_architecture(machine.value) == architecture) return machine.value;
  return std::nullopt;
}

std::string name_of_call(const kernel::Notice& notice) {
  static std::map<std::pair<std::uint32_t, int>, std::string> known;
  const std::pair key(notice.architecture, notice.number);
  if (const auto found = known.find(key); found != known.end()) return found->second;
  const std::optional<syscalls::Machine> machine = machine_of(notice.architecture);
  if (machine && notice.number >= 0)
    for (const syscalls::Syscall& call : syscalls::all())
      if (syscalls::number_of(call, *machine) == static_cast<std::uint32_t>(notice.number))
        return known[key] = call.text();
  return std::to_string(notice.number);
}

// What makes a call that is mostly allowed one that is not.
std::string use_of(std::string_view call, const kernel::Notice& notice) {
  if (call == "ioctl") {
    if (notice.arguments[1] == TIOCSTI) return "TIOCSTI";
    if (notice.arguments[1] == TIOCLINUX) return "TIOCLINUX";
  }
  if ((call == "clone" || call == "unshare") && (notice.arguments[0] & CLONE_NEWUSER) != 0) return "CLONE_NEWUSER";
  return {};
}

std::string text_at(pid_t thread, std::uint64_t address) {
  std::array<char, PATH_MAX> buffer;
  const std::size_t length = kernel::read_memory(thread, address, buffer.data(), buffer.size());
  const std::string_view read(buffer.data(), length);
  const std::size_t end = read.find('\0');
  return end == std::string_view::npos ? std::string() : std::string(read.substr(0, end));
}

// Where a relative path begins, as the command would call it.
std::string directory_of(pid_t thread, const PathArgument& argument, const kernel::Notice& notice) {
  const int fd = argument.directory == PathArgument::current
                     ? AT_FDCWD
                     : static_cast<int>(notice.arguments[static_cast<std::size_t>(argument.directory)]);
  return link_text(fd == AT_FDCWD ? fmt::format("/proc/{}/cwd", thread) : fmt::format("/proc/{}/fd/{}", thread, fd));
}

// What the command has made itself is there, whatever stands at that path outside; its links lead where they lead
// inside. What is another machine's is not asked for.
bool is_there(pid_t thread, const std::string& path, const View& view) {
  if (view.is_far_away(path)) return true;
  const kernel::Fd root(::open(fmt::format("/proc/{}/root", thread).c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  kernel::Fd place;
  return root && !kernel::open_place_in(root.number(), path.c_str(), place);
}

bool changes(const PathArgument& argument, const kernel::Notice& notice) {
  if (argument.access != syscalls::Access::by_flags) return argument.access != syscalls::Access::look;
  const std::uint64_t flags = notice.arguments[static_cast<std::size_t>(argument.path) + 1];
  return (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) != 0;
}

std::optional<Attempt> attempt_on_file(const PathArgument& argument, const kernel::Notice& notice, const View& view) {
  const std::string text = text_at(notice.thread, notice.arguments[static_cast<std::size_t>(argument.path)]);
  if (text.empty()) return std::nullopt;
  const std::string directory = text.front() == '/' ? "/" : directory_of(notice.thread, argument, notice);
  if (!directory.starts_with('/')) return std::nullopt;
  const std::optional<std::string> path = view.path_of(text, directory);
  if (!path) return std::nullopt;
  const bool writes = changes(argument, notice);
  // Programs that want a directory to be there make it, and are content when it is.
  const bool may_be_there = !writes || argument.access == syscalls::Access::make;
  if (may_be_there && !view.hides(*path) && is_there(notice.thread, *path, view)) return std::nullopt;
  return Attempt{writes ? Kind::write : Kind::read, *path, {}};
}

// -- connections ---------------------------------------------------------------------------------------------------

template <class Address>
Address copy_of(const std::array<char, sizeof(sockaddr_storage)>& bytes) {
  Address address{};
  std::memcpy(&address, bytes.data(), sizeof address);
  return address;
}

std::optional<std::string> local_target(const std::array<char, sizeof(sockaddr_storage)>& bytes, std::size_t length,
                                        pid_t thread, const View& view) {
  const std::size_t begin = offsetof(sockaddr_un, sun_path);
  // Abstract ones belong to the network, and leave no trace by which to tell whether they are there.
  if (length <= begin || bytes[begin] == '\0') return std::nullopt;
  const std::string_view rest(bytes.data() + begin, length - begin);
  const std::string_view text = rest.substr(0, rest.find('\0'));
  const std::string directory = text.starts_with('/') ? "/" : link_text(fmt::format("/proc/{}/cwd", thread));
  std::optional<std::string> path = view.path_of(text, directory);
  return path && is_there(thread, *path, view) ? std::nullopt : path;
}

std::optional<std::string> target_of(const kernel::Notice& notice, const View& view) {
  std::array<char, sizeof(sockaddr_storage)> bytes{};
  const std::size_t said = std::min<std::uint64_t>(notice.arguments[2], bytes.size());
  const std::size_t length = kernel::read_memory(notice.thread, notice.arguments[1], bytes.data(), said);
  if (length < sizeof(sa_family_t)) return std::nullopt;
  std::array<char, INET6_ADDRSTRLEN> text{};
  switch (copy_of<sockaddr>(bytes).sa_family) {
    case AF_UNIX: return local_target(bytes, length, notice.thread, view);
    case AF_INET: {
      const auto address = copy_of<sockaddr_in>(bytes);
      const unsigned port = ntohs(address.sin_port);
      if (port == 0) return std::nullopt;
      inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size());
      return fmt::format("{}:{}", text.data(), port);
    }
    case AF_INET6: {
      const auto address = copy_of<sockaddr_in6>(bytes);
      const unsigned port = ntohs(address.sin6_port);
      if (port == 0) return std::nullopt;
      inet_ntop(AF_INET6, &address.sin6_addr, text.data(), text.size());
      return fmt::format("[{}]:{}", text.data(), port);
    }
    default: return std::nullopt;
  }
}

}  // namespace

std::vector<Attempt> attempts_of(const kernel::Notice& notice, bool refused, const View& view) {
  const std::string call = name_of_call(notice);
  if (refused) return {{Kind::call, call, use_of(call, notice)}};
  std::vector<Attempt> attempts;
  if (call == "connect")
    if (auto target = target_of(notice, view)) attempts.push_back({Kind::connect, std::move(*target), {}});
  for (const PathArgument& argument : syscalls::path_arguments)
    if (argument.syscall == call)
      if (auto attempt = attempt_on_file(argument, notice, view)) attempts.push_back(std::move(*attempt));
  return attempts;
}

}  // namespace sandbox::denials
