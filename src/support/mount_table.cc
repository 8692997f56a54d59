// See mount_table.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "support/mount_table.h"

#include "support/words.h"

namespace sandbox {

std::vector<MountLine> mounts_in(std::string_view mountinfo) {
  // The optional fields in front of it end with a hyphen.
  constexpr std::string_view before_type = " - ";
  constexpr std::size_t mount_point = 4;
  std::vector<MountLine> mounts;
  for (const std::string_view line : split(mountinfo, '\n')) {
    const std::vector<std::string_view> fields = split(line, ' ');
    if (fields.size() <= mount_point) continue;
    const std::size_t end = line.find(before_type);
    const std::string_view rest = end == std::string_view::npos ? "" : line.substr(end + before_type.size());
    mounts.push_back({.mount_point = fields[mount_point], .type = rest.substr(0, rest.find(' '))});
  }
  return mounts;
}

}  // namespace sandbox
