// See terminal.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "kernel/terminal.h"

#include <asm/ioctls.h>
#include <sys/syscall.h>

#include "kernel/raw.h"

namespace sandbox::kernel {

bool read_modes(int fd, TerminalModes& modes) noexcept { return raw(SYS_ioctl, fd, TCGETS, &modes.modes) == 0; }

void restore_modes(int fd, const TerminalModes& modes) noexcept {
  int foreground = 0;
  if (raw(SYS_ioctl, fd, TIOCGPGRP, &foreground) != 0 || foreground != raw(SYS_getpgid, 0)) return;
  raw(SYS_ioctl, fd, TCSETS, &modes.modes);
}

}  // namespace sandbox::kernel
