// See deeds.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "witness/deeds.h"

#include <arpa/inet.h>
#include <array>
#include <cstdlib>
#include <cstring>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "program_names.h"

namespace sandbox::witness {
namespace {

// Neither waits, nor gets a terminal for its own.
constexpr int harmless = O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

// How long a peer may take to answer.
constexpr timeval patience{.tv_sec = 3, .tv_usec = 0};

// In linux/fcntl.h since Linux 6.14.
constexpr int at_execve_check = 0x10000;

std::int32_t answer(long result) { return result < 0 ? errno : 0; }

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number), error_(number < 0 ? errno : 0) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }
  std::int32_t error() const { return error_; }  ///< why it could not be opened; 0 when it is open

 private:
  int number_;
  std::int32_t error_;
};

// O_EXCL: a name that is taken, say by another test at the same time, is left alone.
std::int32_t make_and_remove_a_file(const std::string& directory) {
  constexpr int attempts = 100;
  for (int i = 0; i < attempts; ++i) {
    const std::string path = directory + "/." SANDBOXCTL_PROGRAM "-test-" + std::to_string(i);
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | harmless, 0600));
    if (file.error() == 0) return answer(::unlink(path.c_str()));
    if (file.error() != EEXIST) return file.error();
  }
  return EEXIST;
}

std::int32_t connect_to(int type, const sockaddr* address, socklen_t length) {
  const Descriptor socket(::socket(address->sa_family, type | SOCK_CLOEXEC, 0));
  if (socket.error() != 0) return socket.error();
  // The peer of a connection that takes longer is not reached: connect(2) then says EINPROGRESS.
  ::setsockopt(socket.number(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  const std::int32_t refusal = answer(::connect(socket.number(), address, length));
  return refusal == EINPROGRESS ? ETIMEDOUT : refusal;
}

template <class Address>
std::int32_t connect_to(int type, const Address& address) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the sockets' interface
  return connect_to(type, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

std::int32_t connect_by_path(const char* path) {
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  if (std::strlen(path) >= sizeof address.sun_path) return ENAMETOOLONG;
  std::strcpy(address.sun_path, path);
  // Only who may connect learns that the socket is of another type.
  std::int32_t refusal = EPROTOTYPE;
  for (const int type : {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET})
    if (refusal == EPROTOTYPE) refusal = connect_to(type, address);
  return refusal;
}

std::int32_t connect_by_tcp(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  std::string host(text.substr(0, colon));
  const in_port_t port = htons(static_cast<in_port_t>(std::atoi(text.data() + colon + 1)));
  if (host.starts_with('[')) {
    host = host.substr(1, host.size() - 2);
    sockaddr_in6 address{.sin6_family = AF_INET6, .sin6_port = port};
    if (::inet_pton(AF_INET6, host.c_str(), &address.sin6_addr) != 1) return EINVAL;
    return connect_to(SOCK_STREAM, address);
  }
  sockaddr_in address{.sin_family = AF_INET, .sin_port = port};
  if (::inet_pton(AF_INET, host.c_str(), &address.sin_addr) != 1) return EINVAL;
  return connect_to(SOCK_STREAM, address);
}

}  // namespace

std::int32_t try_to_read(const char* path) {
  struct stat facts{};
  if (::stat(path, &facts) != 0) return errno;
  // Who opens a FIFO wakes its writer.
  if (S_ISFIFO(facts.st_mode)) return answer(::access(path, R_OK));
  const Descriptor file(::open(path, O_RDONLY | harmless));
  if (file.error() != 0) return file.error();
  std::array<char, 4096> bytes{};
  if (S_ISDIR(facts.st_mode)) return answer(::syscall(SYS_getdents64, file.number(), bytes.data(), bytes.size()));
  // What comes from a device or a socket is gone when it has been read.
  return S_ISREG(facts.st_mode) ? answer(::read(file.number(), bytes.data(), 1)) : 0;
}

std::int32_t try_to_write(const char* path) {
  struct stat facts{};
  // What is not there is not made either: in a private home every name could be, and reaches nothing of the host.
  if (::stat(path, &facts) != 0) return errno;
  if (S_ISDIR(facts.st_mode)) return make_and_remove_a_file(path);
  if (S_ISFIFO(facts.st_mode)) return answer(::access(path, W_OK));
  return Descriptor(::open(path, O_WRONLY | harmless)).error();
}

std::int32_t try_to_execute(const char* path) {
  struct stat facts{};
  if (::stat(path, &facts) != 0) return errno;
  if (!S_ISREG(facts.st_mode)) return EACCES;
  const std::array<const char*, 2> argv{path, nullptr};
  const std::int32_t refusal = answer(::syscall(SYS_execveat, AT_FDCWD, path, argv.data(), environ, at_execve_check));
  return refusal == EINVAL ? answer(::access(path, X_OK)) : refusal;
}

std::int32_t try_to_connect(const char* address) {
  return *address == '/' ? connect_by_path(address) : connect_by_tcp(address);
}

}  // namespace sandbox::witness
