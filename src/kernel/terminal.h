// Terminals: modes, sizes, sessions and process groups, and the making of pseudo-terminals. See ioctl_tty(2).
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asm/termios.h>
#include <cstddef>
#include <sys/types.h>

#include "kernel/failure.h"
#include "kernel/fd.h"

namespace sandbox::kernel {

/// A terminal's modes; the kernel's own structure.
struct TerminalModes {
  termios modes{};
};

/// A terminal's size in characters and pixels; the kernel's own structure.
struct WindowSize {
  winsize size{};
};

/// What a new pseudo-terminal begins with.
struct TerminalState {
  TerminalModes modes;
  WindowSize size;
};

/// True when the descriptor is a terminal, and not the master of a pseudo-terminal.
bool is_terminal(int fd) noexcept;

/// Reads the modes of a terminal; false when the descriptor is none.
bool read_modes(int fd, TerminalModes& modes) noexcept;

/// Sets the modes of a terminal, or by its master those of a pseudo-terminal.
void set_modes(int fd, const TerminalModes& modes) noexcept;

/// Has every byte pass unchanged, in both directions: what cfmakeraw(3) does to these modes.
void set_raw(int fd, const TerminalModes& modes) noexcept;

/// Sets the modes of a terminal, unless another process group than the caller's is in its foreground: a background
/// process would stop.
void restore_modes(int fd, const TerminalModes& modes) noexcept;

/// How many bytes were typed and not read.
std::size_t typed_ahead(int fd) noexcept;

/// Modes in which the terminal reads, edits and echoes lines, whatever the given ones are.
TerminalModes for_lines(const TerminalModes& modes) noexcept;

/// True when the terminal makes a signal of that key, VINTR, VQUIT or VSUSP, and then which key it is.
bool signals_at(const TerminalModes& modes, int which, char& key) noexcept;

/// Takes a file for the caller alone, as long as the descriptor is open: flock(2). False when somebody else has it.
bool claim(int fd) noexcept;

/// Gives it back.
void release(int fd) noexcept;

/// Throws away what was typed and not read, unless another process group is in the foreground.
void discard_input(int fd) noexcept;

/// Reads the size of a terminal; it stays as it is when the descriptor is none.
void read_size(int fd, WindowSize& size) noexcept;

/// Sets it; the processes in the foreground get SIGWINCH when it is another one.
void set_size(int fd, const WindowSize& size) noexcept;

/// True when the caller may read from a terminal without being stopped: its group is in the foreground, or the terminal
/// is not the one that controls it.
bool is_in_foreground(int fd) noexcept;

/// Makes a pseudo-terminal by the multiplexer at that path (/dev/pts/ptmx). The master does not block.
Failure make_terminal(const char* multiplexer, const TerminalState& state, Fd& master, Fd& slave) noexcept;

/// Makes it the controlling terminal of the caller, which leads a session that has none.
Failure control(int terminal) noexcept;

/// Moves a process group of the session into the foreground of its terminal. The caller is not stopped for it.
Failure set_foreground(int terminal, pid_t group) noexcept;

/// The caller's own process group.
pid_t own_group() noexcept;

/// Opens a terminal that the caller has open once more, so that not blocking is nobody else's concern.
Failure open_again(int terminal, Fd& own) noexcept;

}  // namespace sandbox::kernel
