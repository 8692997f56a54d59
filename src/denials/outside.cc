// See outside.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "denials/outside.h"

#include <algorithm>
#include <array>
#include <climits>
#include <cstddef>
#include <fcntl.h>
#include <fmt/format.h>
#include <memory>
#include <unistd.h>
#include <utility>
#include <vector>

#include "kernel/fd.h"
#include "kernel/files.h"
#include "support/mount_table.h"
#include "support/paths.h"
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

// A link that has appeared since the way was looked at is not followed.
bool may(const std::string& path, int what, const std::vector<std::string>& far_mounts) {
  const std::optional<std::string> found = followed_nearby(path, far_mounts, link_text);
  if (!found) return false;
  const std::size_t slash = found->rfind('/');
  const std::string name = found->substr(slash + 1);
  kernel::Fd directory;
  return !kernel::open_place(slash == 0 ? "/" : found->substr(0, slash).c_str(), directory) &&
         ::faccessat(directory.number(), name.empty() ? "." : name.c_str(), what, AT_EACCESS | AT_SYMLINK_NOFOLLOW) ==
             0;
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

std::string link_text(const std::string& path) {
  std::array<char, PATH_MAX> buffer;
  std::size_t length = 0;
  if (kernel::read_link(path.c_str(), buffer.data(), buffer.size(), length)) return {};
  return {buffer.data(), length};
}

std::optional<std::string> followed_nearby(std::string_view path, const std::vector<std::string>& far_mounts,
                                           const std::function<std::string(const std::string&)>& text_of_link) {
  int links_left = 40;
  HostPath done;
  std::vector<std::string> ahead;  // the next one last
  const auto go_by = [&](std::string_view text) {
    std::vector<std::string_view> parts = split(text, '/');
    std::reverse(parts.begin(), parts.end());
    for (const std::string_view part : parts)
      if (!part.empty() && part != ".") ahead.emplace_back(part);
    if (text.starts_with('/')) done = {};
  };
  for (go_by(path); !ahead.empty();) {
    const std::string part = std::move(ahead.back());
    ahead.pop_back();
    const HostPath next = part == ".." ? done.parent() : done / part;
    if (is_far_away(far_mounts, next.text())) return std::nullopt;
    const std::string link = ahead.empty() ? std::string() : text_of_link(next.text());
    if (link.empty())
      done = next;
    else if (links_left-- > 0)
      go_by(link);
    else
      return std::nullopt;
  }
  return done.text();
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

bool kernel_log_is_open() { return content_of("/proc/sys/kernel/dmesg_restrict").starts_with('0'); }

Outside real_outside() {
  const auto mounts = std::make_shared<const std::vector<std::string>>(far_mounts(content_of("/proc/self/mountinfo")));
  const auto look = [mounts](const std::string& path, int what) { return may(path, what, *mounts); };
  return {.may_read = [look](const std::string& path) { return look(path, R_OK); },
          .may_write = [look](const std::string& path) { return look(path, W_OK); },
          .is_far = [mounts](const std::string& path) { return is_far_away(*mounts, path); },
          .listens = [](unsigned port) { return is_listened_to_by("self", port); }};
}

}  // namespace sandbox::denials
