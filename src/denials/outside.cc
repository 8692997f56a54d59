// See outside.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "denials/outside.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <fmt/format.h>
#include <memory>
#include <unistd.h>
#include <vector>

#include "kernel/fd.h"
#include "kernel/files.h"
#include "support/mount_table.h"
#include "support/words.h"

namespace sandbox::denials {
namespace {

constexpr auto far =
    std::to_array<std::string_view>({"9p", "afs", "autofs", "ceph", "cifs", "coda", "fuse", "nfs", "smb", "virtiofs"});

std::string content_of(const std::string& path) {
  kernel::Fd file;
  std::string text;
  if (kernel::open_for_reading(path.c_str(), file)) return text;
  std::array<char, 4096> buffer;
  for (std::size_t length = 0; !kernel::read_some(file.number(), buffer.data(), buffer.size(), length) && length > 0;)
    text.append(buffer.data(), length);
  return text;
}

bool is_far(std::string_view type) {
  return std::any_of(far.begin(), far.end(), [&](std::string_view kind) { return type.starts_with(kind); });
}

bool may(const std::string& path, int what) {
  return ::faccessat(AT_FDCWD, path.c_str(), what, AT_EACCESS | AT_SYMLINK_NOFOLLOW) == 0;
}

std::vector<std::string_view> words_in(std::string_view line) {
  std::vector<std::string_view> words = split(line, ' ');
  std::erase(words, std::string_view());
  return words;
}

}  // namespace

std::vector<std::string> far_mounts(std::string_view mountinfo) {
  std::vector<std::string> points;
  for (const MountLine& mount : mounts_in(mountinfo))
    if (mount.mount_point != "/" && is_far(mount.type)) points.emplace_back(mount.mount_point);
  return points;
}

bool is_far_away(const std::vector<std::string>& far_mounts, std::string_view path) {
  return std::any_of(far_mounts.begin(), far_mounts.end(), [&](const std::string& at) {
    return path.starts_with(at) && (path.size() == at.size() || path[at.size()] == '/');
  });
}

bool is_listened_to(std::string_view table, unsigned port) {
  constexpr std::size_t local = 1;
  constexpr std::size_t state = 3;
  const std::string wanted = fmt::format(":{:04X}", port);
  const std::vector<std::string_view> lines = split(table, '\n');
  return std::any_of(lines.begin(), lines.end(), [&](std::string_view line) {
    const std::vector<std::string_view> words = words_in(line);
    return words.size() > state && words[local].ends_with(wanted) && words[state] == "0A";
  });
}

bool is_listened_to_by(const std::string& process, unsigned port) {
  return is_listened_to(content_of("/proc/" + process + "/net/tcp"), port) ||
         is_listened_to(content_of("/proc/" + process + "/net/tcp6"), port);
}

Outside real_outside() {
  const auto mounts = std::make_shared<const std::vector<std::string>>(far_mounts(content_of("/proc/self/mountinfo")));
  const auto look = [mounts](const std::string& path, int what) {
    return !is_far_away(*mounts, path) && may(path, what);
  };
  return {.may_read = [look](const std::string& path) { return look(path, R_OK); },
          .may_write = [look](const std::string& path) { return look(path, W_OK); },
          .listens = [](unsigned port) { return is_listened_to_by("self", port); }};
}

}  // namespace sandbox::denials
