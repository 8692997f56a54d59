// Files and directories, by descriptor. Every path is resolved below a descriptor, without following links, except
// where a function's sentence says otherwise.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <poll.h>
#include <span>
#include <string_view>

#include "kernel/failure.h"
#include "kernel/fd.h"

namespace sandbox::kernel {

/// What an inode is, as far as a mount point must be of the same kind.
enum class FileKind : std::uint8_t { directory, regular, symlink, other };

/// What the launcher asks of an inode.
struct FileFacts {
  FileKind kind = FileKind::other;
  std::uint32_t owner = 0;
  std::uint32_t mode = 0;  ///< permission bits
  std::uint64_t size = 0;
};

/// Opens `path` below `root` as a place only (O_PATH). No component may be a link, none may lead out of `root`
/// (openat2(2), Linux 5.6).
Failure open_place_below(int root, const char* path, Fd& place) noexcept;

/// Opens an absolute path of the host as a place only. No component may be a symbolic or magic link: ELOOP.
Failure open_place(const char* path, Fd& place) noexcept;

/// Opens `path` as a process whose root that is would mean it, as a place only: links lead nowhere else, and one at its
/// end is itself what is opened.
Failure open_place_in(int root, const char* path, Fd& place) noexcept;

/// Opens an absolute path for reading, without waiting for a FIFO's writer and without becoming a terminal's owner.
/// Links are followed.
Failure open_for_reading(const char* path, Fd& file) noexcept;

/// Opens an absolute path of the host for reading. No component may be a symbolic or magic link: ELOOP.
Failure open_directly(const char* path, Fd& file) noexcept;

/// Opens a file by an absolute path to add to its end, or makes it for the caller alone. No component may be a link.
/// ENXIO for a FIFO that nobody reads.
Failure open_to_append(const char* path, Fd& file) noexcept;

/// Asks what a descriptor, also an O_PATH one, refers to.
Failure inspect(int fd, FileFacts& facts) noexcept;

/// The same of one name in a directory; a link is not followed.
Failure inspect_entry(int directory, const char* name, FileFacts& facts) noexcept;

/// Reads at most `capacity` bytes; `length` says how many came. Interruptions are repeated.
Failure read_some(int fd, void* buffer, std::size_t capacity, std::size_t& length) noexcept;

/// Waits until there is something to read, or the other end is closed, for at most so many seconds. An interruption
/// ends the wait as well.
Failure wait_until_readable(int fd, unsigned seconds, bool& readable) noexcept;

/// Waits until something has happened to one of the descriptors, poll(2), for at most so many milliseconds, or for ever
/// when they are negative. `any` is false when nothing has; an interruption ends the wait as well.
Failure wait_for_any(std::span<pollfd> set, std::int64_t milliseconds, bool& any) noexcept;

/// Opens /dev/null for reading.
Failure open_nothing(Fd& nothing) noexcept;

/// Reads entries of a directory, as getdents64(2) lays them out; a length of 0 means that there are no more.
Failure read_entries(int fd, void* buffer, std::size_t capacity, std::size_t& length) noexcept;

/// Writes what is taken at once; `length` says how much that was.
Failure write_some(int fd, const void* data, std::size_t size, std::size_t& length) noexcept;

/// Writes everything.
Failure write_all(int fd, const void* data, std::size_t size) noexcept;

/// Opens an existing file by an absolute path (links followed: /proc/self is one) and writes the text in one call.
Failure write_text(const char* path, std::string_view text) noexcept;

/// The same below `root`, without links.
Failure write_text_below(int root, const char* path, std::string_view text) noexcept;

/// Makes a directory; the mode is taken as it is, since the caller's umask is 0.
Failure make_directory(int root, const char* path, std::uint32_t mode) noexcept;

/// Makes a symbolic link with that text.
Failure make_symlink(const char* text, int root, const char* path) noexcept;

/// Makes a file that must not exist yet, with that content.
Failure make_file(int root, const char* path, std::uint32_t mode, std::string_view content) noexcept;

/// Reads a symbolic link's text into the buffer; ENAMETOOLONG when it does not fit.
Failure read_link(const char* path, char* buffer, std::size_t capacity, std::size_t& length) noexcept;

/// The path of the current directory; ENOENT when it was removed or cannot be reached from the root.
Failure current_directory(char* buffer, std::size_t capacity, std::size_t& length) noexcept;

/// Changes the current directory; links are followed.
Failure change_directory(const char* path) noexcept;

/// Asks whether the caller's effective ids may execute the file (faccessat2(2), Linux 5.8); links are followed.
/// A directory answers EACCES, as execve(2) does.
Failure may_execute(const char* path) noexcept;

/// True for one end of a pipe or FIFO.
bool is_pipe(int fd) noexcept;

/// A copy of a descriptor under that number, which survives execve.
Failure copy_to(int fd, int number) noexcept;

/// A pipe whose ends are close-on-exec.
Failure make_pipe(Fd& read_end, Fd& write_end) noexcept;

/// Opens /dev/null for each of the descriptors 0, 1 and 2 that is closed, so that nothing of ours can land
/// there; reading 0 and writing 1 and 2 still fail with EBADF.
Failure occupy_standard_descriptors() noexcept;

/// Marks every descriptor from `first` to `last` close-on-exec (close_range(2), Linux 5.11).
Failure close_on_exec(unsigned first, unsigned last) noexcept;

/// Closes every descriptor from `first` to `last`.
Failure close_now(unsigned first, unsigned last) noexcept;

/// Asks how a descriptor was opened; one that is a place only is neither for reading nor for writing.
Failure inspect_access(int fd, bool& reading, bool& writing) noexcept;

/// Lets a descriptor survive execve.
Failure keep_on_exec(int fd) noexcept;

}  // namespace sandbox::kernel
