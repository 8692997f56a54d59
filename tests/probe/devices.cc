// Verbs about devices and terminals.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "probe.h"

namespace probe {
namespace {

/// Reads some bytes of a device: prints "zero", "end" or "data".
int read_device(Arguments arguments) {
  const int device = open(argument(arguments, 0).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (device < 0) return refused(errno);
  char bytes[64];
  std::memset(bytes, 7, sizeof bytes);
  const ssize_t length = read(device, bytes, sizeof bytes);
  if (length < 0) return refused(errno);
  const char zeros[sizeof bytes]{};
  if (length == 0)
    say("end");
  else
    say(std::memcmp(bytes, zeros, sizeof bytes) == 0 ? "zero" : "data");
  return 0;
}

/// Writes a byte to a device; /dev/full says ENOSPC.
int write_device(Arguments arguments) {
  const int device = open(argument(arguments, 0).c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (device < 0) return refused(errno);
  return answer(write(device, "x", 1));
}

/// Makes a pseudo-terminal, opens its slave by name, and passes a line through it. Prints the slave's name.
int use_pty(Arguments) {
  int master = -1;
  int slave = -1;
  char name[128] = "";
  if (openpty(&master, &slave, name, nullptr, nullptr) < 0) return refused(errno);
  const int again = open(name, O_RDWR | O_CLOEXEC | O_NOCTTY);
  char line[16] = "";
  if (again < 0 || write(master, "line\n", 5) != 5 || read(again, line, sizeof line) < 0) return refused(errno);
  if (std::strcmp(line, "line\n") != 0) return refused(EIO);
  const char* reported = ttyname(slave);
  if (reported == nullptr || std::strcmp(reported, name) != 0) return refused(ENODEV);
  say(name);
  return 0;
}

/// Sends one ioctl, given as a number of any width, on a pseudo-terminal of its own that is the controlling
/// one.
int terminal_ioctl(Arguments arguments) {
  int master = -1;
  int slave = -1;
  if (openpty(&master, &slave, nullptr, nullptr, nullptr) < 0) return refused(errno);
  setsid();
  if (ioctl(slave, TIOCSCTTY, 0) < 0) return refused(errno);
  char byte = 'x';
  return answer(ioctl(slave, static_cast<unsigned long>(number(arguments, 0)), &byte));
}

int terminal_ioctl_in_child(Arguments arguments) { return in_child(terminal_ioctl, arguments); }

constexpr Verb verbs[] = {
    {"device-read", "PATH", read_device},
    {"device-write", "PATH", write_device},
    {"pty", "", use_pty},
    {"terminal-ioctl", "REQUEST", terminal_ioctl_in_child},
};
const Register here{verbs};

}  // namespace
}  // namespace probe
