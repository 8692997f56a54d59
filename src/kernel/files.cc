// See files.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "kernel/files.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/openat2.h>
#include <poll.h>
#include <sys/stat.h>
#include <time.h>

namespace sandbox::kernel {
namespace {

Failure open_resolved(int root, const char* path, std::uint64_t flags, std::uint64_t resolve, Fd& fd) noexcept {
  open_how how{};
  how.flags = flags | O_CLOEXEC;
  how.resolve = resolve;
  const long result = raw(SYS_openat2, root, path, &how, sizeof how);
  if (result >= 0) fd = Fd(static_cast<int>(result));
  return checked(Call::openat2, result);
}

FileKind kind_of(std::uint32_t mode) noexcept {
  switch (mode & S_IFMT) {
    case S_IFDIR: return FileKind::directory;
    case S_IFREG: return FileKind::regular;
    case S_IFLNK: return FileKind::symlink;
    default: return FileKind::other;
  }
}

Failure inspect_with(int fd, const char* path, int flags, FileFacts& facts) noexcept {
  constexpr std::uint32_t permissions = 07777;
  struct statx found{};
  const Failure failure =
      checked(Call::fstat, raw(SYS_statx, fd, path, flags, STATX_TYPE | STATX_MODE | STATX_UID | STATX_SIZE, &found));
  if (!failure)
    facts = {.kind = kind_of(found.stx_mode),
             .owner = found.stx_uid,
             .mode = found.stx_mode & permissions,
             .size = found.stx_size};
  return failure;
}

}  // namespace

Failure open_place_below(int root, const char* path, Fd& place) noexcept {
  return open_resolved(root, path, O_PATH, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS, place);
}

Failure open_place(const char* path, Fd& place) noexcept {
  return open_resolved(AT_FDCWD, path, O_PATH, RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS, place);
}

Failure open_place_in(int root, const char* path, Fd& place) noexcept {
  return open_resolved(root, path, O_PATH | O_NOFOLLOW, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS, place);
}

Failure open_for_reading(const char* path, Fd& file) noexcept {
  return open_resolved(AT_FDCWD, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0, file);
}

Failure open_directly(const char* path, Fd& file) noexcept {
  return open_resolved(AT_FDCWD, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
                       file);
}

Failure open_to_append(const char* path, Fd& file) noexcept {
  constexpr std::uint64_t owner_only = 0600;
  const open_how how{.flags = O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_NOCTTY | O_CLOEXEC,
                     .mode = owner_only,
                     .resolve = RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
  const long result = raw(SYS_openat2, AT_FDCWD, path, &how, sizeof how);
  if (result >= 0) file = Fd(static_cast<int>(result));
  return checked(Call::openat2, result);
}

Failure inspect(int fd, FileFacts& facts) noexcept { return inspect_with(fd, "", AT_EMPTY_PATH, facts); }

Failure inspect_entry(int directory, const char* name, FileFacts& facts) noexcept {
  return inspect_with(directory, name, AT_SYMLINK_NOFOLLOW, facts);
}

Failure read_some(int fd, void* buffer, std::size_t capacity, std::size_t& length) noexcept {
  for (;;) {
    const long result = raw(SYS_read, fd, buffer, capacity);
    if (result == -EINTR) continue;
    length = result < 0 ? 0 : static_cast<std::size_t>(result);
    return checked(Call::read, result);
  }
}

Failure wait_until_readable(int fd, unsigned seconds, bool& readable) noexcept {
  pollfd entry{.fd = fd, .events = POLLIN, .revents = 0};
  timespec patience{.tv_sec = static_cast<time_t>(seconds), .tv_nsec = 0};
  const long result = raw(SYS_ppoll, &entry, 1, &patience, nullptr, 0);
  readable = result > 0;
  return result == -EINTR ? Failure{} : checked(Call::ppoll, result);
}

Failure wait_for_any(std::span<pollfd> set, std::int64_t milliseconds, bool& any) noexcept {
  constexpr std::int64_t a_second = 1000;
  constexpr std::int64_t nanoseconds = 1000000;
  timespec patience{.tv_sec = static_cast<time_t>(milliseconds / a_second),
                    .tv_nsec = static_cast<long>(milliseconds % a_second * nanoseconds)};
  const long result = raw(SYS_ppoll, set.data(), set.size(), milliseconds < 0 ? nullptr : &patience, nullptr, 0);
  any = result > 0;
  return result == -EINTR ? Failure{} : checked(Call::ppoll, result);
}

// Not by openat2(2), which a filter of the sandbox's own refuses by now.
Failure open_nothing(Fd& nothing) noexcept {
  const long result = raw(SYS_openat, AT_FDCWD, "/dev/null", O_RDONLY | O_CLOEXEC);
  if (result >= 0) nothing = Fd(static_cast<int>(result));
  return checked(Call::open, result);
}

Failure read_entries(int fd, void* buffer, std::size_t capacity, std::size_t& length) noexcept {
  const long result = raw(SYS_getdents64, fd, buffer, capacity);
  length = result < 0 ? 0 : static_cast<std::size_t>(result);
  return checked(Call::getdents, result);
}

Failure write_some(int fd, const void* data, std::size_t size, std::size_t& length) noexcept {
  const long result = raw(SYS_write, fd, data, size);
  length = result < 0 ? 0 : static_cast<std::size_t>(result);
  return checked(Call::write, result);
}

Failure write_all(int fd, const void* data, std::size_t size) noexcept {
  const char* rest = static_cast<const char*>(data);
  while (size > 0) {
    const long result = raw(SYS_write, fd, rest, size);
    if (result == -EINTR) continue;
    if (result < 0) return checked(Call::write, result);
    rest += result;
    size -= static_cast<std::size_t>(result);
  }
  return {};
}

Failure write_text(const char* path, std::string_view text) noexcept {
  Fd file;
  if (const Failure failure = open_resolved(AT_FDCWD, path, O_WRONLY, 0, file)) return failure;
  return write_all(file.number(), text.data(), text.size());
}

Failure write_text_below(int root, const char* path, std::string_view text) noexcept {
  Fd file;
  if (const Failure failure = open_resolved(root, path, O_WRONLY, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS, file))
    return failure;
  return write_all(file.number(), text.data(), text.size());
}

Failure make_directory(int root, const char* path, std::uint32_t mode) noexcept {
  return checked(Call::mkdir, raw(SYS_mkdirat, root, path, mode));
}

Failure make_symlink(const char* text, int root, const char* path) noexcept {
  return checked(Call::symlink, raw(SYS_symlinkat, text, root, path));
}

Failure make_file(int root, const char* path, std::uint32_t mode, std::string_view content) noexcept {
  const long result = raw(SYS_openat, root, path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, mode);
  if (result < 0) return checked(Call::open, result);
  const Fd file(static_cast<int>(result));
  return write_all(file.number(), content.data(), content.size());
}

Failure read_link(const char* path, char* buffer, std::size_t capacity, std::size_t& length) noexcept {
  const long result = raw(SYS_readlinkat, AT_FDCWD, path, buffer, capacity);
  if (result < 0) return checked(Call::readlink, result);
  length = static_cast<std::size_t>(result);
  return length == capacity ? Failure{Call::readlink, ENAMETOOLONG} : Failure{};
}

Failure current_directory(char* buffer, std::size_t capacity, std::size_t& length) noexcept {
  const long result = raw(SYS_getcwd, buffer, capacity);
  if (result < 0) return checked(Call::getcwd, result);
  // The kernel counts the final NUL, and answers "(unreachable)/…" for a directory outside the root.
  length = static_cast<std::size_t>(result) - 1;
  return buffer[0] == '/' ? Failure{} : Failure{Call::getcwd, ENOENT};
}

Failure change_directory(const char* path) noexcept { return checked(Call::chdir, raw(SYS_chdir, path)); }

Failure may_execute(const char* path) noexcept {
  struct statx found{};
  const Failure absent = checked(Call::execve, raw(SYS_statx, AT_FDCWD, path, 0, STATX_TYPE, &found));
  if (absent) return absent;
  if (kind_of(found.stx_mode) != FileKind::regular) return {Call::execve, EACCES};
  constexpr int execute = 1;  // X_OK
  return checked(Call::execve, raw(SYS_faccessat2, AT_FDCWD, path, execute, AT_EACCESS));
}

bool is_pipe(int fd) noexcept { return raw(SYS_fcntl, fd, F_GETPIPE_SZ) >= 0; }

Failure copy_to(int fd, int number) noexcept { return checked(Call::dup, raw(SYS_dup3, fd, number, 0)); }

Failure make_pipe(Fd& read_end, Fd& write_end) noexcept {
  int ends[2] = {-1, -1};
  const Failure failure = checked(Call::pipe2, raw(SYS_pipe2, ends, O_CLOEXEC));
  if (!failure) {
    read_end = Fd(ends[0]);
    write_end = Fd(ends[1]);
  }
  return failure;
}

Failure occupy_standard_descriptors() noexcept {
  for (int fd = 0; fd <= 2; ++fd) {
    if (raw(SYS_fcntl, fd, F_GETFD) != -EBADF) continue;
    // The wrong way round, so that whoever reads or writes is told, as by a closed descriptor. The lowest free number
    // is what open(2) gives, and all below it are taken.
    const long result = raw(SYS_openat, AT_FDCWD, "/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
    if (result < 0) return checked(Call::open, result);
  }
  return {};
}

Failure close_on_exec(unsigned first, unsigned last) noexcept {
  return checked(Call::close_range, raw(SYS_close_range, first, last, CLOSE_RANGE_CLOEXEC));
}

Failure close_now(unsigned first, unsigned last) noexcept {
  return checked(Call::close_range, raw(SYS_close_range, first, last, 0));
}

Failure inspect_access(int fd, bool& reading, bool& writing) noexcept {
  const long flags = raw(SYS_fcntl, fd, F_GETFL);
  if (flags < 0) return checked(Call::fcntl, flags);
  const long mode = flags & O_ACCMODE;
  const bool is_place = (flags & O_PATH) != 0;
  reading = !is_place && mode != O_WRONLY;
  writing = !is_place && mode != O_RDONLY;
  return {};
}

Failure keep_on_exec(int fd) noexcept { return checked(Call::dup, raw(SYS_fcntl, fd, F_SETFD, 0)); }

}  // namespace sandbox::kernel
