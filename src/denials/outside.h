// A look at the machine outside, on behalf of a command that chooses what is looked at.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sandbox::denials {

/// Pretended in tests.
struct Outside {
  /// Whether the caller may read a path there. A link at its end is not followed.
  std::function<bool(const std::string& path)> may_read;
  /// Whether the caller may write to it.
  std::function<bool(const std::string& path)> may_write;
  /// Whether a path there belongs to another machine, or to a program. Nothing is asked for it.
  std::function<bool(const std::string& path)> is_far;
  /// Whether something listens at a port of the loopback there.
  std::function<bool(unsigned port)> listens;
};

/// Looks at the real machine; below mounts of other machines and of programs it sees nothing: to ask could take for
/// ever, and would tell them the path.
Outside real_outside();

/// Whether everybody may read the kernel's log: kernel.dmesg_restrict.
bool kernel_log_is_open();

/// The mount points in /proc/PID/mountinfo of what belongs to another machine, or to a program.
std::vector<std::string> far_mounts(std::string_view mountinfo);

/// True for one of them, and for what lies below.
bool is_far_away(const std::vector<std::string>& far_mounts, std::string_view path);

/// The text of a symbolic link; empty for what is none.
std::string link_text(const std::string& path);

/// Where a path leads when the links before its last component are followed, whose texts `text_of_link` knows; nothing
/// when that is through a far mount, which is not asked for.
std::optional<std::string> followed_nearby(std::string_view path, const std::vector<std::string>& far_mounts,
                                           const std::function<std::string(const std::string&)>& text_of_link);

/// True when a line of /proc/net/tcp says that somebody listens at the port.
bool is_listened_to(std::string_view table, unsigned port);

/// What /proc/PID/net/tcp and tcp6 say of a process, or of the caller's own with "self".
bool is_listened_to_by(const std::string& process, unsigned port);

}  // namespace sandbox::denials
