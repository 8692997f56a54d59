// Verbs about Landlock, and about ways around the mounts that it closes: a directory that somebody outside hands in,
// files that have no name. Older headers lack the constants. SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include "probe.h"

namespace probe {
namespace {

/// The version of the interface; the errno's name when there is none.
int landlock_version(Arguments) {
  const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, 1U);
  if (version < 0) return refused(errno);
  say(std::to_string(version));
  return 0;
}

/// Goes into so many domains that restrict signals and nothing else.
int run_in_domains(Arguments arguments) {
  const struct {
    std::uint64_t files, ports, scoped;
  } attributes{0, 0, 2};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return refused(errno);
  for (long count = number(arguments, 0); count > 0; --count) {
    const long ruleset = syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (ruleset < 0 || syscall(SYS_landlock_restrict_self, ruleset, 0) < 0) return refused(errno);
    close(static_cast<int>(ruleset));
  }
  return become(arguments.subspan(1));
}

sockaddr_un at(const std::string& path) {
  sockaddr_un address{};
  if (path.size() >= sizeof address.sun_path) throw Misuse{"the path of a socket is too long"};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.data(), path.size());
  return address;
}

/// A message of one byte with room for a descriptor beside it.
struct Parcel {
  char byte = 0;
  iovec content{&byte, 1};
  alignas(cmsghdr) char beside[CMSG_SPACE(sizeof(int))] = {};
  msghdr message{};
  Parcel() {
    message.msg_iov = &content;
    message.msg_iovlen = 1;
    message.msg_control = beside;
    message.msg_controllen = sizeof beside;
  }
};

/// Hands a directory to whoever connects, until somebody ends the probe.
int hand_out(Arguments arguments) {
  const int directory = open(argument(arguments, 1).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = at(argument(arguments, 0));
  if (directory < 0 || server < 0 || bind(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) < 0 ||
      listen(server, 8) < 0)
    return refused(errno);
  for (;;) {
    const int connection = accept(server, nullptr, nullptr);
    if (connection < 0) return refused(errno);
    Parcel parcel;
    cmsghdr* const head = CMSG_FIRSTHDR(&parcel.message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(head), &directory, sizeof directory);
    if (sendmsg(connection, &parcel.message, 0) < 0) return refused(errno);
    close(connection);
  }
}

int handed_directory(const std::string& path) {
  const int client = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = at(path);
  Parcel parcel;
  if (client < 0 || connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof address) < 0 ||
      recvmsg(client, &parcel.message, 0) < 0)
    throw Misuse{"nothing was handed in: " + std::string(std::strerror(errno))};
  const cmsghdr* const head = CMSG_FIRSTHDR(&parcel.message);
  if (head == nullptr || head->cmsg_type != SCM_RIGHTS) throw Misuse{"no descriptor was handed in"};
  int directory = -1;
  std::memcpy(&directory, CMSG_DATA(head), sizeof directory);
  return directory;
}

/// Opens a name below a directory that is handed in, "..", too.
int open_handed(Arguments arguments) {
  const int directory = handed_directory(argument(arguments, 0));
  return answer(openat(directory, argument(arguments, 1).c_str(), O_RDONLY | O_CLOEXEC));
}

int create_handed(Arguments arguments) {
  const int directory = handed_directory(argument(arguments, 0));
  return answer(openat(directory, argument(arguments, 1).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
}

/// Makes a file without a name in a directory, and gives it one.
int name_unnamed(Arguments arguments) {
  const int file = open(argument(arguments, 0).c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) return refused(errno);
  const std::string own = "/proc/self/fd/" + std::to_string(file);
  return answer(linkat(AT_FDCWD, own.c_str(), AT_FDCWD, argument(arguments, 1).c_str(), AT_SYMLINK_FOLLOW));
}

/// Makes a file in memory, and opens it once more for writing.
int reopen_memory(Arguments) {
  const int file = memfd_create("probe", MFD_CLOEXEC);
  if (file < 0) return refused(errno);
  const std::string own = "/proc/self/fd/" + std::to_string(file);
  return answer(open(own.c_str(), O_RDWR | O_TRUNC | O_CLOEXEC));
}

constexpr Verb verbs[] = {
    {"landlock-version", "", landlock_version},
    {"in-domains", "COUNT PROGRAM [ARGUMENT…]", run_in_domains},
    {"hand-out", "SOCKET DIRECTORY", hand_out},
    {"open-handed", "SOCKET NAME", open_handed},
    {"create-handed", "SOCKET NAME", create_handed},
    {"name-unnamed", "DIRECTORY PATH", name_unnamed},
    {"reopen-memory", "", reopen_memory},
};
const Register here{verbs};

}  // namespace
}  // namespace probe
