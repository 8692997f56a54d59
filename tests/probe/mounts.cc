// Verbs about mounts: attempts to change them by the old and the new interface, and what mountinfo says.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <fcntl.h>
#include <linux/mount.h>
#include <optional>
#include <sstream>
#include <sys/syscall.h>
#include <unistd.h>

#include "probe.h"

// <sys/mount.h> and <linux/mount.h> of Debian 12 cannot be included together; only these names of the former
// are needed.
extern "C" {
int mount(const char* source, const char* target, const char* type, unsigned long flags, const void* data) noexcept;
int umount2(const char* target, int flags) noexcept;
}

namespace probe {
namespace {

constexpr unsigned long remount = 32;
constexpr unsigned long bind = 4096;
constexpr int detach = 2;

int bind_tree(Arguments arguments) {
  return answer(mount(argument(arguments, 0).c_str(), argument(arguments, 1).c_str(), nullptr, bind, nullptr));
}

int mount_new(Arguments arguments) {
  const std::string& type = argument(arguments, 0);
  return answer(mount(type.c_str(), argument(arguments, 1).c_str(), type.c_str(), 0, nullptr));
}

int remount_writable(Arguments arguments) {
  return answer(mount("none", argument(arguments, 0).c_str(), nullptr, remount, nullptr));
}

int remount_bind_writable(Arguments arguments) {
  return answer(mount("none", argument(arguments, 0).c_str(), nullptr, remount | bind, nullptr));
}

int unmount(Arguments arguments) { return answer(umount2(argument(arguments, 0).c_str(), detach)); }

int set_writable(Arguments arguments) {
  mount_attr attributes{};
  attributes.attr_clr = MOUNT_ATTR_RDONLY;
  return answer(
      syscall(SYS_mount_setattr, AT_FDCWD, argument(arguments, 0).c_str(), 0U, &attributes, sizeof attributes));
}

int open_tree(Arguments arguments) {
  return answer(syscall(SYS_open_tree, AT_FDCWD, argument(arguments, 0).c_str(), OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC));
}

/// Copies the mount of a directory without what is mounted on it, and reads a file in the copy: what a mount covers
/// is seen again, where the kernel allows such a copy.
int read_below_mounts(Arguments arguments) {
  const long copy =
      syscall(SYS_open_tree, AT_FDCWD, argument(arguments, 0).c_str(), OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
  if (copy < 0) return refused(errno);
  const int file = openat(static_cast<int>(copy), argument(arguments, 1).c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return refused(errno);
  char text[4096];
  const ssize_t length = read(file, text, sizeof text);
  if (length < 0) return refused(errno);
  say({text, static_cast<std::size_t>(length)});
  return 0;
}

int move_mount(Arguments arguments) {
  return answer(
      syscall(SYS_move_mount, AT_FDCWD, argument(arguments, 0).c_str(), AT_FDCWD, argument(arguments, 1).c_str(), 0U));
}

int open_filesystem(Arguments arguments) {
  return answer(syscall(SYS_fsopen, argument(arguments, 0).c_str(), FSOPEN_CLOEXEC));
}

int pivot_root(Arguments arguments) {
  return answer(syscall(SYS_pivot_root, argument(arguments, 0).c_str(), argument(arguments, 0).c_str()));
}

int change_root(Arguments arguments) { return answer(chroot(argument(arguments, 0).c_str())); }

/// A line of mountinfo, as far as the promises ask about it.
struct Mount {
  std::string point;
  std::string options;
  std::string propagation;
  std::string type;
};

std::string without_escapes(const std::string& text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 3 >= text.size()) {
      plain += text[i];
      continue;
    }
    plain += static_cast<char>(std::strtol(text.substr(i + 1, 3).c_str(), nullptr, 8));
    i += 3;
  }
  return plain;
}

std::vector<Mount> mounts() {
  std::vector<Mount> all;
  for (const std::string& line : lines_of(content_of("/proc/self/mountinfo"))) {
    std::istringstream words(line);
    std::string skipped;
    Mount mount;
    words >> skipped >> skipped >> skipped >> skipped >> mount.point >> mount.options;
    for (std::string field; words >> field && field != "-";)
      mount.propagation += (mount.propagation.empty() ? "" : ",") + field;
    words >> mount.type;
    mount.point = without_escapes(mount.point);
    if (mount.propagation.empty()) mount.propagation = "private";
    all.push_back(mount);
  }
  return all;
}

/// "OPTIONS PROPAGATION TYPE" of the uppermost mount at exactly that path.
int mount_facts(Arguments arguments) {
  std::optional<Mount> found;
  for (const Mount& mount : mounts())
    if (mount.point == argument(arguments, 0)) found = mount;
  if (!found) return refused(ENOENT);
  say(found->options + " " + found->propagation + " " + found->type);
  return 0;
}

int list_mounts(Arguments) {
  for (const Mount& mount : mounts())
    say(mount.options + " " + mount.propagation + " " + mount.type + " " + mount.point);
  return 0;
}

bool has_option(const Mount& mount, const std::string& option) {
  return ("," + mount.options + ",").find("," + option + ",") != std::string::npos;
}

/// Names the mounts that lack the option, except those of the given types; exit status 1 when there are any.
int mounts_without(Arguments arguments) {
  int missing = 0;
  for (const Mount& mount : mounts()) {
    if (has_option(mount, argument(arguments, 0))) continue;
    bool excused = false;
    for (const std::string& type : arguments.subspan(1)) excused = excused || mount.type == type;
    if (excused) continue;
    say(mount.point + " " + mount.options + " " + mount.type);
    missing = 1;
  }
  return missing;
}

constexpr Verb verbs[] = {
    {"mount-bind", "FROM AT", bind_tree},
    {"mount-new", "TYPE AT", mount_new},
    {"remount-rw", "AT", remount_writable},
    {"remount-bind-rw", "AT", remount_bind_writable},
    {"setattr-rw", "AT", set_writable},
    {"umount", "AT", unmount},
    {"open-tree", "PATH", open_tree},
    {"read-below-mounts", "DIRECTORY NAME", read_below_mounts},
    {"move-mount", "FROM TO", move_mount},
    {"fsopen", "TYPE", open_filesystem},
    {"pivot-root", "PATH", pivot_root},
    {"chroot", "PATH", change_root},
    {"mount-facts", "AT", mount_facts},
    {"mounts", "", list_mounts},
    {"mounts-without", "OPTION [TYPE…]", mounts_without},
};
const Register here{verbs};

}  // namespace
}  // namespace probe
