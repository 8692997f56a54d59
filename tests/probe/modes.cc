// Every system call that gives a file its mode, each by itself: the C library would choose one of them.
//
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "probe.h"

namespace probe {
namespace {

struct Wanted {
  const char* path;
  unsigned long mode;
};

constexpr long fchmodat2_number = 452;  // Linux 6.6; the same on every architecture

long opened(long file) {
  if (file >= 0) close(static_cast<int>(file));
  return file;
}

long change_open_file(const Wanted& wanted) {
  const int file = open(wanted.path, O_WRONLY | O_CLOEXEC);
  if (file < 0) throw Misuse{"there is no such file to change"};
  const long result = syscall(SYS_fchmod, file, wanted.mode);
  close(file);
  return result;
}

long make_by_openat2(const Wanted& wanted) {
  open_how how{};
  how.flags = O_CREAT | O_WRONLY;
  how.mode = wanted.mode;
  return opened(syscall(SYS_openat2, AT_FDCWD, wanted.path, &how, sizeof how));
}

struct Way {
  std::string_view name;
  long (*give)(const Wanted& wanted);
};

constexpr Way ways[] = {
#ifdef SYS_chmod
    {"chmod", [](const Wanted& w) { return syscall(SYS_chmod, w.path, w.mode); }},
    {"creat", [](const Wanted& w) { return opened(syscall(SYS_creat, w.path, w.mode)); }},
    {"open", [](const Wanted& w) { return opened(syscall(SYS_open, w.path, O_CREAT | O_WRONLY, w.mode)); }},
    {"mknod", [](const Wanted& w) { return syscall(SYS_mknod, w.path, S_IFREG | w.mode, 0); }},
#endif
    {"fchmod", change_open_file},
    {"fchmodat", [](const Wanted& w) { return syscall(SYS_fchmodat, AT_FDCWD, w.path, w.mode); }},
    {"fchmodat2", [](const Wanted& w) { return syscall(fchmodat2_number, AT_FDCWD, w.path, w.mode, 0); }},
    {"openat",
     [](const Wanted& w) { return opened(syscall(SYS_openat, AT_FDCWD, w.path, O_CREAT | O_WRONLY, w.mode)); }},
    {"tmpfile",
     [](const Wanted& w) { return opened(syscall(SYS_openat, AT_FDCWD, w.path, O_TMPFILE | O_RDWR, w.mode)); }},
    {"openat2", make_by_openat2},
    {"mknodat", [](const Wanted& w) { return syscall(SYS_mknodat, AT_FDCWD, w.path, S_IFREG | w.mode, 0); }},
};

int give_mode(Arguments arguments) {
  const std::string& how = argument(arguments, 0);
  const Wanted wanted{argument(arguments, 2).c_str(), static_cast<unsigned long>(number(arguments, 1))};
  for (const Way& way : ways)
    if (way.name == how) return answer(way.give(wanted));
  throw Misuse{"no way of that name on this machine"};
}

constexpr Verb verbs[] = {
    {"give-mode", "CALL MODE PATH", give_mode},
};
const Register here{verbs};

}  // namespace
}  // namespace probe
