// The caller's terminal, as far as it must be given back as it was.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asm/termbits.h>

namespace sandbox::kernel {

/// A terminal's modes; the kernel's own structure.
struct TerminalModes {
  termios modes{};
};

/// Reads the modes of a terminal; false when the descriptor is none.
bool read_modes(int fd, TerminalModes& modes) noexcept;

/// Sets the modes of a terminal if the caller's process group is in its foreground; a background process would stop.
void restore_modes(int fd, const TerminalModes& modes) noexcept;

}  // namespace sandbox::kernel
