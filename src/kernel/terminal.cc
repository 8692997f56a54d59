// See terminal.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "kernel/terminal.h"

#include <asm/ioctls.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/syscall.h>

#include "kernel/raw.h"
#include "kernel/signals.h"

namespace sandbox::kernel {

bool is_terminal(int fd) noexcept {
  TerminalModes modes;
  unsigned number = 0;
  return read_modes(fd, modes) && raw(SYS_ioctl, fd, TIOCGPTN, &number) < 0;
}

bool read_modes(int fd, TerminalModes& modes) noexcept { return raw(SYS_ioctl, fd, TCGETS, &modes.modes) == 0; }

void set_modes(int fd, const TerminalModes& modes) noexcept { raw(SYS_ioctl, fd, TCSETS, &modes.modes); }

void set_raw(int fd, const TerminalModes& modes) noexcept {
  termios changed = modes.modes;
  changed.c_iflag &= ~static_cast<tcflag_t>(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
  changed.c_oflag &= ~static_cast<tcflag_t>(OPOST);
  changed.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
  changed.c_cflag = (changed.c_cflag & ~static_cast<tcflag_t>(CSIZE | PARENB)) | CS8;
  changed.c_cc[VMIN] = 1;
  changed.c_cc[VTIME] = 0;
  restore_modes(fd, {changed});
}

void restore_modes(int fd, const TerminalModes& modes) noexcept {
  if (is_in_foreground(fd)) set_modes(fd, modes);
}

TerminalModes for_lines(const TerminalModes& modes) noexcept {
  TerminalModes changed = modes;
  changed.modes.c_iflag |= ICRNL | IXON;
  changed.modes.c_oflag |= OPOST | ONLCR;
  changed.modes.c_lflag |= ISIG | ICANON | IEXTEN | ECHO | ECHOE | ECHOK;
  return changed;
}

bool signals_at(const TerminalModes& modes, int which, char& key) noexcept {
  key = static_cast<char>(modes.modes.c_cc[which]);
  return (modes.modes.c_lflag & ISIG) != 0 && key != '\0';
}

bool claim(int fd) noexcept { return raw(SYS_flock, fd, LOCK_EX | LOCK_NB) == 0; }

void release(int fd) noexcept { raw(SYS_flock, fd, LOCK_UN); }

std::size_t typed_ahead(int fd) noexcept {
  int count = 0;
  return raw(SYS_ioctl, fd, FIONREAD, &count) == 0 ? static_cast<std::size_t>(count) : 0;
}

void discard_input(int fd) noexcept {
  if (is_in_foreground(fd)) raw(SYS_ioctl, fd, TCFLSH, TCIFLUSH);
}

void read_size(int fd, WindowSize& size) noexcept { raw(SYS_ioctl, fd, TIOCGWINSZ, &size.size); }

void set_size(int fd, const WindowSize& size) noexcept { raw(SYS_ioctl, fd, TIOCSWINSZ, &size.size); }

bool is_in_foreground(int fd) noexcept {
  int foreground = 0;
  const long result = raw(SYS_ioctl, fd, TIOCGPGRP, &foreground);
  return result == -ENOTTY || (result == 0 && foreground == own_group());
}

Failure make_terminal(const char* multiplexer, const TerminalState& state, Fd& master, Fd& slave) noexcept {
  const long opened = raw(SYS_openat, AT_FDCWD, multiplexer, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (opened < 0) return checked(Call::open, opened);
  master = Fd(static_cast<int>(opened));
  const int unlocked = 0;
  if (const long result = raw(SYS_ioctl, opened, TIOCSPTLCK, &unlocked); result < 0)
    return checked(Call::ioctl, result);
  const long peer = raw(SYS_ioctl, opened, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (peer < 0) return checked(Call::ioctl, peer);
  slave = Fd(static_cast<int>(peer));
  set_size(slave.number(), state.size);
  return checked(Call::ioctl, raw(SYS_ioctl, peer, TCSETS, &state.modes.modes));
}

Failure control(int terminal) noexcept { return checked(Call::ioctl, raw(SYS_ioctl, terminal, TIOCSCTTY, 0)); }

Failure set_foreground(int terminal, pid_t group) noexcept {
  const SignalSet stop = SignalSet{}.with(SIGTTOU);
  SignalSet before;
  if (const long result = raw(SYS_rt_sigprocmask, SIG_BLOCK, &stop, &before, sizeof stop); result < 0)
    return checked(Call::sigprocmask, result);
  const Failure failure = checked(Call::ioctl, raw(SYS_ioctl, terminal, TIOCSPGRP, &group));
  const Failure after = set_mask(before);
  return failure ? failure : after;
}

pid_t own_group() noexcept { return static_cast<pid_t>(raw(SYS_getpgid, 0)); }

Failure open_again(int terminal, Fd& own) noexcept {
  // Without stdio: "/proc/self/fd/0" and its like.
  char path[] = "/proc/self/fd/0";
  path[sizeof path - 2] = static_cast<char>('0' + terminal);
  const long result = raw(SYS_openat, AT_FDCWD, path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (result >= 0) own = Fd(static_cast<int>(result));
  return checked(Call::open, result);
}

}  // namespace sandbox::kernel
