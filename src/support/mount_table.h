// The lines of /proc/PID/mountinfo, proc(5).
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace sandbox {

/// A line of it, as parts of the text that it was read from.
struct MountLine {
  std::string_view mount_point;  ///< as it stands there, with blanks as "\040"
  std::string_view type;         ///< of the file system; empty when the line has none
};

/// All lines that have a mount point.
std::vector<MountLine> mounts_in(std::string_view mountinfo);

}  // namespace sandbox
