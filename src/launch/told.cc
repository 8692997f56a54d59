// See told.h. The record is a file of lines "SECONDS DIGEST": read at once, and added to by one write(2), so that of
// two launches at the same moment neither loses or sees half a line.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/told.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <fcntl.h>
#include <optional>
#include <signal.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "kernel/fd.h"
#include "kernel/signals.h"

namespace sandbox::launch {
namespace {

// No name of a profile begins with a dot, and beside the record are their directories.
constexpr const char* record_name = ".told";
constexpr std::time_t a_day = 24L * 60 * 60;
constexpr std::size_t largest_record = 16UL * 1024;
constexpr mode_t only_mine = 0600;
constexpr mode_t directory_only_mine = 0700;
constexpr int record_flags = O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

bool is_mine(const struct stat& facts) { return facts.st_uid == geteuid(); }

// In nobody else's directory: who calls the launcher with another's HOME leaves nothing there.
bool make_directory(const std::string& path) {
  struct stat facts{};
  if (stat(path.c_str(), &facts) == 0) return S_ISDIR(facts.st_mode);
  const std::size_t slash = path.rfind('/');
  if (slash == 0 || slash == std::string::npos) return false;
  const std::string parent = path.substr(0, slash);
  if (!make_directory(parent) || stat(parent.c_str(), &facts) != 0 || !is_mine(facts)) return false;
  return mkdir(path.c_str(), directory_only_mine) == 0 || errno == EEXIST;
}

kernel::Fd make_record(const std::string& directory) {
  struct stat facts{};
  if (!make_directory(directory)) return {};
  const kernel::Fd place(open(directory.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!place || fstat(place.number(), &facts) != 0 || !is_mine(facts)) return {};
  return kernel::Fd(openat(place.number(), record_name, record_flags | O_CREAT, only_mine));
}

kernel::Fd open_record(const std::string& directory) {
  kernel::Fd record(open((directory + "/" + record_name).c_str(), record_flags));
  return record || errno != ENOENT ? std::move(record) : make_record(directory);
}

std::optional<std::string> text_of(const kernel::Fd& record) {
  struct stat facts{};
  if (fstat(record.number(), &facts) != 0 || !S_ISREG(facts.st_mode) || facts.st_nlink != 1 || !is_mine(facts))
    return std::nullopt;
  std::string text(largest_record, '\0');
  const ssize_t length = read(record.number(), text.data(), text.size());
  if (length < 0) return std::nullopt;
  text.resize(static_cast<std::size_t>(length));
  return text;
}

void add(const kernel::Fd& record, bool is_full, const std::string& line) {
  // What was told before is then told once more.
  if (is_full && ftruncate(record.number(), 0) != 0) return;
  // Where it cannot be written, it will be told again.
  kernel::ignore(SIGXFSZ);
  [[maybe_unused]] const ssize_t written = write(record.number(), line.data(), line.size());
  kernel::reset_action(SIGXFSZ);
}

}  // namespace

bool has_told(std::string_view record, std::string_view digest, std::time_t now) {
  while (!record.empty()) {
    const std::string_view line = record.substr(0, record.find('\n'));
    record.remove_prefix(std::min(line.size() + 1, record.size()));
    std::int64_t at = 0;
    const auto [rest, error] = std::from_chars(line.data(), line.data() + line.size(), at);
    if (error != std::errc{} || at > now || now - at >= a_day) continue;
    const std::string_view told(rest, static_cast<std::size_t>(line.data() + line.size() - rest));
    if (told.starts_with(' ') && told.substr(1) == digest) return true;
  }
  return false;
}

bool told_already(const std::string& directory, const std::string& digest) {
  const kernel::Fd record = open_record(directory);
  if (!record) return false;
  const std::optional<std::string> text = text_of(record);
  if (!text) return false;
  const std::time_t now = time(nullptr);
  if (has_told(*text, digest, now)) return true;
  const std::string line = std::to_string(now) + " " + digest + "\n";
  add(record, text->size() + line.size() > largest_record, line);
  return false;
}

}  // namespace sandbox::launch
