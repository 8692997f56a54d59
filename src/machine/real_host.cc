// See real_host.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "machine/real_host.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <climits>
#include <cstddef>
#include <cstring>
#include <ctime>
#include <dirent.h>
#include <errno.h>
#include <iterator>
#include <string>
#include <sys/utsname.h>
#include <unistd.h>

#include "kernel/fd.h"
#include "kernel/files.h"
#include "kernel/landlock.h"
#include "kernel/terminal.h"
#include "machine/link_walk.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox {
namespace {

Kind kind_of(kernel::FileKind kind) {
  switch (kind) {
    case kernel::FileKind::directory: return Kind::directory;
    case kernel::FileKind::regular: return Kind::file;
    case kernel::FileKind::symlink:
    case kernel::FileKind::other: return Kind::other;
  }
  return Kind::other;
}

// A machine that has run out of something has not said that there is nothing, and what is taken for absent would not be
// hidden, either.
kernel::Failure answered(const HostPath& path, kernel::Failure failure) {
  switch (failure.error) {
    case ENOMEM:
    case ENFILE:
    case EMFILE: break;
    default: return failure;
  }
  throw SystemError(
      {.sentence = "cannot look at " + shell_word(path.text()) + ": " + words_of_errno(failure.error),
       .wanted_by = "every sandbox",
       .refused_by = std::string(kernel::name_of(failure.call)) + " (" + name_of_errno(failure.error) + ")",
       .hint = failure.error == EMFILE ? "the launcher needs some twenty open files; see `ulimit -n`"
                                       : "the machine has run out of memory or of open files"});
}

// The text of a link; nothing when the path is none, or leads nowhere.
std::optional<std::string> text_of_link(const HostPath& path) {
  std::array<char, PATH_MAX + 1> buffer{};
  std::size_t length = 0;
  if (answered(path, kernel::read_link(path.c_str(), buffer.data(), buffer.size(), length))) return std::nullopt;
  return std::string(buffer.data(), length);
}

Component component_at(const HostPath& path) {
  if (std::optional<std::string> text = text_of_link(path))
    return {.kind = Kind::other, .owner = 0, .link = std::move(text), .error = 0};
  kernel::Fd place;
  kernel::FileFacts facts;
  if (const kernel::Failure failure = answered(path, kernel::open_place(path.c_str(), place)))
    return {.kind = Kind::other, .owner = 0, .link = {}, .error = failure.error};
  if (const kernel::Failure failure = answered(path, kernel::inspect(place.number(), facts)))
    return {.kind = Kind::other, .owner = 0, .link = {}, .error = failure.error};
  return {.kind = kind_of(facts.kind), .owner = facts.owner, .link = {}, .error = 0};
}

// The first component that is not there, of a path that has no link in it: looked for from the end, since it is nearly
// always the last one.
HostPath missing_part(const HostPath& path) {
  HostPath part = path;
  for (;;) {
    kernel::Fd place;
    const HostPath parent = part.parent();
    if (parent.is_root() || !kernel::open_place(parent.c_str(), place)) return part;
    part = parent;
  }
}

EntryKind kind_of_entry(unsigned char type) {
  switch (type) {
    case DT_DIR: return EntryKind::directory;
    case DT_REG: return EntryKind::file;
    case DT_LNK: return EntryKind::link;
    default: return EntryKind::unknown;
  }
}

// The directory itself and its parent are no entries of it.
void add_entries(const char* record, const char* end, Entries& entries) {
  while (record < end) {
    dirent64 head{};
    std::memcpy(&head, record, offsetof(dirent64, d_name));
    const std::string_view name = record + offsetof(dirent64, d_name);
    if (name != "." && name != "..") entries.emplace(name, kind_of_entry(head.d_type));
    record += head.d_reclen;
  }
}

std::optional<Entries> entries_of(const kernel::Fd& directory, const HostPath& path) {
  Entries entries;
  std::array<char, 16UL * 1024> buffer;
  for (;;) {
    std::size_t length = 0;
    if (answered(path, kernel::read_entries(directory.number(), buffer.data(), buffer.size(), length)))
      return std::nullopt;
    if (length == 0) return entries;
    add_entries(buffer.data(), buffer.data() + length, entries);
  }
}

// The seconds in a clock's line of timens_offsets, by which this process's own clock differs.
std::int64_t own_offset(std::string_view text, std::string_view clock) {
  const std::size_t line = text.find(clock);
  if (line == std::string_view::npos) return 0;
  const std::size_t number = std::min(text.find_first_not_of(" \t", line + clock.size()), text.size());
  std::int64_t seconds = 0;
  std::from_chars(text.data() + number, text.data() + text.size(), seconds);
  return seconds;
}

}  // namespace

RealHost::RealHost() {
  for (char** entry = environ; *entry != nullptr; ++entry) environment_.emplace_back(*entry);
}

Caller RealHost::caller() const { return {.uid = geteuid(), .gid = getegid()}; }

int RealHost::process_id() const { return getpid(); }

std::optional<HostPath> RealHost::working_directory() const {
  std::array<char, PATH_MAX + 1> buffer{};
  std::size_t length = 0;
  const kernel::Failure failure = kernel::current_directory(buffer.data(), buffer.size(), length);
  if (answered(*HostPath::parse("/proc/self/cwd"), failure)) return std::nullopt;
  return HostPath::parse(std::string_view(buffer.data(), length));
}

// Nearly every path has no link in it, and is told so by one call.
Answer RealHost::find(const HostPath& path) const {
  kernel::Fd place;
  kernel::FileFacts facts;
  if (climbs(path.text())) return walk_links(path, component_at);
  if (const kernel::Failure failure = answered(path, kernel::open_place(path.c_str(), place))) {
    if (failure.error == ENOENT) return Missing{missing_part(path), ENOENT};
    return walk_links(path, component_at);
  }
  if (const kernel::Failure failure = answered(path, kernel::inspect(place.number(), facts)))
    return Missing{path, failure.error};
  return Found{.kind = kind_of(facts.kind), .owner = facts.owner, .real = path, .links = {}};
}

std::optional<Entries> RealHost::entries(const HostPath& directory) const {
  kernel::Fd file;
  if (answered(directory, kernel::open_directly(directory.c_str(), file))) return std::nullopt;
  return entries_of(file, directory);
}

std::vector<HostPath> RealHost::closed_to_others(const HostPath& directory) const {
  constexpr std::uint32_t others_may_read = 0004;
  constexpr std::uint32_t others_may_enter = 0001;
  std::vector<HostPath> closed;
  kernel::Fd file;
  if (answered(directory, kernel::open_directly(directory.c_str(), file))) return closed;
  const std::optional<Entries> entries = entries_of(file, directory);
  if (!entries) return {directory};
  for (const auto& [name, kind] : *entries) {
    kernel::FileFacts facts;
    if (kind == EntryKind::link ||
        answered(directory / name, kernel::inspect_entry(file.number(), name.c_str(), facts)).error == ENOENT)
      continue;
    const bool is_directory = facts.kind == kernel::FileKind::directory;
    const std::uint32_t needed = others_may_read | (is_directory ? others_may_enter : 0);
    if ((facts.mode & needed) != needed) {
      closed.push_back(directory / name);
    } else if (is_directory) {
      std::vector<HostPath> below = closed_to_others(directory / name);
      std::move(below.begin(), below.end(), std::back_inserter(closed));
    }
  }
  return closed;
}

std::optional<std::string> RealHost::link_text(const HostPath& path) const { return text_of_link(path); }

std::optional<std::string> RealHost::content(const HostPath& path, std::size_t limit) const {
  kernel::Fd file;
  kernel::FileFacts facts;
  if (answered(path, kernel::open_directly(path.c_str(), file)) ||
      answered(path, kernel::inspect(file.number(), facts)))
    return std::nullopt;
  if (facts.kind != kernel::FileKind::regular || facts.size > limit) return std::nullopt;
  // One byte more than it has: a read that does not fill the room has seen the end, also when the file grew meanwhile.
  const auto room = static_cast<std::size_t>(facts.size) + 1;
  std::string text;
  for (std::size_t length = room; length == room;) {
    const std::size_t before = text.size();
    text.resize(before + room);
    if (answered(path, kernel::read_some(file.number(), text.data() + before, room, length))) return std::nullopt;
    text.resize(before + length);
    if (text.size() > limit) return std::nullopt;
  }
  return text;
}

Opened RealHost::opened(int number) const {
  Opened how;
  if (kernel::inspect_access(number, how.reading, how.writing)) return {};
  return how;
}

LandlockSupport RealHost::landlock() const {
  LandlockSupport support;
  support.error = kernel::landlock_version(support.version).error;
  return support;
}

Descriptor RealHost::descriptor(int number) const {
  kernel::FileFacts facts;
  if (kernel::inspect(number, facts)) return Descriptor::closed;
  if (facts.kind == kernel::FileKind::directory) return Descriptor::directory;
  if (facts.kind == kernel::FileKind::regular) return Descriptor::other;
  if (kernel::is_terminal(number)) return Descriptor::terminal;
  return kernel::is_pipe(number) ? Descriptor::pipe : Descriptor::other;
}

bool RealHost::in_foreground(int terminal) const { return kernel::is_in_foreground(terminal); }

// The first reading is no zero, which some programs take for "never".
std::optional<ClockOffsets> RealHost::clock_offsets() const {
  constexpr std::int64_t first_reading = 1;
  std::array<char, 256> text{};
  kernel::Fd file;
  std::size_t length = 0;
  if (kernel::open_for_reading("/proc/self/timens_offsets", file) ||
      kernel::read_some(file.number(), text.data(), text.size(), length))
    return std::nullopt;
  const std::string_view all(text.data(), length);
  timespec monotonic{};
  timespec boottime{};
  clock_gettime(CLOCK_MONOTONIC, &monotonic);
  clock_gettime(CLOCK_BOOTTIME, &boottime);
  return ClockOffsets{.monotonic = own_offset(all, "monotonic") - monotonic.tv_sec + first_reading,
                      .boottime = own_offset(all, "boottime") - boottime.tv_sec + first_reading};
}

Kernel RealHost::kernel() const {
  utsname names{};
  if (uname(&names) != 0) return {};
  return {.release = static_cast<const char*>(names.release), .machine = static_cast<const char*>(names.machine)};
}

std::optional<unsigned> RealHost::last_capability() const {
  // The kernel hands out such a file by one read, or not at all.
  std::array<char, 16> text{};
  kernel::Fd file;
  std::size_t length = 0;
  if (kernel::open_directly("/proc/sys/kernel/cap_last_cap", file) ||
      kernel::read_some(file.number(), text.data(), text.size(), length))
    return std::nullopt;
  unsigned number = 0;
  const bool is_number = std::from_chars(text.data(), text.data() + length, number).ec == std::errc{};
  return is_number ? std::optional(number) : std::nullopt;
}

}  // namespace sandbox
