// See output_file.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/output_file.h"

#include <algorithm>
#include <array>
#include <errno.h>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "kernel/files.h"
#include "kernel/terminal.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::launch {
namespace {

constexpr const char* pid_file_flag = "--pid-file";
constexpr mode_t readable_by_all = 0644;
constexpr int place_only = O_PATH | O_NOFOLLOW | O_CLOEXEC;

// A name in a directory, neither of which can be exchanged any more.
struct Place {
  kernel::Fd directory;
  std::string name;
};

[[noreturn]] void refuse(const std::string& path, const char* flag, int error) {
  refuse_output(flag, shell_word(path), error,
                error == ELOOP ? "a link is in the way that a command could have made: name the file itself" : "");
}

bool is_same(const struct stat& one, const struct stat& other) {
  return one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

// Where links of the system stand that a command of root's cannot have made either: /home, /var/run.
bool is_top(int directory) {
  struct stat here{};
  struct stat there{};
  return fstat(directory, &here) == 0 &&
         ((stat("/", &there) == 0 && is_same(here, there)) || (stat("/var", &there) == 0 && is_same(here, there)));
}

bool is_of_the_system(int directory, const struct stat& link) {
  return is_top(directory) || (link.st_uid == 0 && geteuid() != 0);
}

std::string text_of_link(int link, const std::string& path, const char* flag) {
  std::array<char, 4096> text{};
  const ssize_t length = readlinkat(link, "", text.data(), text.size());
  if (length < 0) refuse(path, flag, errno);
  return {text.data(), static_cast<std::size_t>(length)};
}

kernel::Fd open_start(std::string_view path) {
  return kernel::Fd(open(path.starts_with('/') ? "/" : ".", place_only | O_DIRECTORY));
}

Place place_of(const std::string& path, const char* flag) {
  constexpr unsigned most_links = 40;
  unsigned links = 0;
  std::string rest = path;
  kernel::Fd at = open_start(rest);
  for (;;) {
    rest.erase(0, rest.find_first_not_of('/'));
    const std::size_t slash = rest.find('/');
    if (slash == std::string::npos) return {std::move(at), rest};
    kernel::Fd next(openat(at.number(), rest.substr(0, slash).c_str(), place_only));
    struct stat facts{};
    if (!next || fstat(next.number(), &facts) != 0) refuse(path, flag, errno);
    rest.erase(0, slash);
    if (!S_ISLNK(facts.st_mode)) {
      at = std::move(next);
      continue;
    }
    if (++links > most_links || !is_of_the_system(at.number(), facts)) refuse(path, flag, ELOOP);
    rest.insert(0, text_of_link(next.number(), path, flag));
    if (rest.starts_with('/')) at = open_start(rest);
  }
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// /dev/stdout, /dev/fd/N and /proc/PID/fd/N lead to what the caller has opened, by links of the kernel's.
bool is_descriptor(std::string_view path) {
  if (path == "/dev/stdout" || path == "/dev/stderr") return true;
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos || !is_number(path.substr(slash + 1))) return false;
  const std::string_view directory = path.substr(0, slash);
  if (directory == "/dev/fd" || directory == "/proc/self/fd") return true;
  constexpr std::string_view front = "/proc/";
  constexpr std::string_view back = "/fd";
  return directory.size() > front.size() + back.size() && directory.starts_with(front) && directory.ends_with(back) &&
         is_number(directory.substr(front.size(), directory.size() - front.size() - back.size()));
}

// What is no process id is somebody's file.
bool holds_a_number(int file) {
  constexpr std::size_t longest = 16;
  std::array<char, longest> text{};
  const ssize_t length = pread(file, text.data(), text.size(), 0);
  if (length <= 0) return length == 0;
  const std::string_view words(text.data(), static_cast<std::size_t>(length));
  return words.size() < text.size() && is_number(words.substr(0, words.find('\n')));
}

}  // namespace

void refuse_output(const std::string& flag, const std::string& what, int error, const std::string& hint) {
  throw UsageError({.sentence = "cannot write " + what + ": " + words_of_errno(error),
                    .wanted_by = flag,
                    .refused_by = {},
                    .hint = hint});
}

kernel::Fd open_output(const std::string& path, const char* flag) {
  constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY;
  if (path.empty()) return {};
  if (is_descriptor(path)) {
    kernel::Fd opened(open(path.c_str(), flags, readable_by_all));
    if (!opened) refuse(path, flag, errno);
    return opened;
  }
  const Place place = place_of(path, flag);
  kernel::Fd file(openat(place.directory.number(), place.name.c_str(), flags | O_NOFOLLOW, readable_by_all));
  if (!file) refuse(path, flag, errno);
  return file;
}

PidFile::PidFile(const std::string& path) {
  if (path.empty()) return;
  Place place = place_of(path, pid_file_flag);
  const auto refuse_file = [&](const char* why, const char* hint) {
    throw UsageError({.sentence = "cannot write " + shell_word(path) + ": " + why,
                      .wanted_by = pid_file_flag,
                      .refused_by = {},
                      .hint = hint});
  };
  constexpr const char* regular_hint = "name a file that need not exist: it is removed when the command has ended";
  // Opening a device can be a deed.
  struct stat facts{};
  if (fstatat(place.directory.number(), place.name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) == 0 &&
      !S_ISREG(facts.st_mode) && !S_ISLNK(facts.st_mode))
    refuse_file("it is no regular file", regular_hint);
  kernel::Fd file(openat(place.directory.number(), place.name.c_str(),
                         O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, readable_by_all));
  if (!file) refuse(path, pid_file_flag, errno);
  if (fstat(file.number(), &facts) != 0 || !S_ISREG(facts.st_mode)) refuse_file("it is no regular file", regular_hint);
  if (!holds_a_number(file.number())) refuse_file("it holds something else than a process id", regular_hint);
  if (!kernel::claim(file.number())) refuse_file("another launch keeps its own there", "name another file");
  if (ftruncate(file.number(), 0) != 0) refuse(path, pid_file_flag, errno);
  directory_ = std::move(place.directory);
  name_ = std::move(place.name);
  file_ = std::move(file);
}

void PidFile::hold(pid_t process) const {
  const std::string text = std::to_string(process) + "\n";
  static_cast<void>(kernel::write_all(file_.number(), text.data(), text.size()));
}

void PidFile::remove() {
  if (!file_) return;
  struct stat mine{};
  struct stat there{};
  if (fstat(file_.number(), &mine) == 0 &&
      fstatat(directory_.number(), name_.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0 && is_same(mine, there))
    unlinkat(directory_.number(), name_.c_str(), 0);
  file_.close();
}

}  // namespace sandbox::launch
