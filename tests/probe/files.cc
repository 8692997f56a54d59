// Verbs about files and directories. Each is one system call where possible, so that the answer is the
// kernel's. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "probe.h"

namespace probe {
namespace {

int open_and_close(const std::string& path, int flags, mode_t mode = 0) {
  // O_NONBLOCK: a FIFO must not make the probe wait.
  const int file = open(path.c_str(), flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, mode);
  if (file < 0) return refused(errno);
  close(file);
  return done();
}

int open_read(Arguments arguments) { return open_and_close(argument(arguments, 0), O_RDONLY); }
int open_write(Arguments arguments) { return open_and_close(argument(arguments, 0), O_WRONLY); }
int create(Arguments arguments) { return open_and_close(argument(arguments, 0), O_WRONLY | O_CREAT | O_EXCL, 0644); }

int read_file(Arguments arguments) {
  const int file = open(argument(arguments, 0).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return refused(errno);
  char buffer[65536];
  ssize_t length = 0;
  while ((length = read(file, buffer, sizeof buffer)) > 0)
    std::fwrite(buffer, 1, static_cast<std::size_t>(length), stdout);
  return length < 0 ? refused(errno) : 0;
}

int write_file(Arguments arguments) {
  const std::string& text = argument(arguments, 1);
  const int file = open(argument(arguments, 0).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return refused(errno);
  return answer(write(file, text.data(), text.size()));
}

int make_directory(Arguments arguments) { return answer(mkdir(argument(arguments, 0).c_str(), 0755)); }
int remove_directory(Arguments arguments) { return answer(rmdir(argument(arguments, 0).c_str())); }
int remove_file(Arguments arguments) { return answer(unlink(argument(arguments, 0).c_str())); }
int truncate_file(Arguments arguments) { return answer(truncate(argument(arguments, 0).c_str(), 0)); }
int make_symlink(Arguments arguments) {
  return answer(symlink(argument(arguments, 0).c_str(), argument(arguments, 1).c_str()));
}
int make_link(Arguments arguments) {
  return answer(link(argument(arguments, 0).c_str(), argument(arguments, 1).c_str()));
}
int rename_file(Arguments arguments) {
  return answer(rename(argument(arguments, 0).c_str(), argument(arguments, 1).c_str()));
}
int change_mode(Arguments arguments) {
  return answer(chmod(argument(arguments, 1).c_str(), static_cast<mode_t>(number(arguments, 0))));
}
int change_owner(Arguments arguments) {
  const auto owner = static_cast<uid_t>(number(arguments, 0));
  return answer(chown(argument(arguments, 1).c_str(), owner, owner));
}
int change_times(Arguments arguments) {
  return answer(utimensat(AT_FDCWD, argument(arguments, 0).c_str(), nullptr, 0));
}
int set_attribute(Arguments arguments) {
  return answer(setxattr(argument(arguments, 0).c_str(), "user.probe", "x", 1, 0));
}

/// Exchanges two names again and again, to disturb whoever resolves them meanwhile.
int exchange(Arguments arguments) {
  const std::string& one = argument(arguments, 0);
  const std::string& other = argument(arguments, 1);
  const std::time_t end = std::time(nullptr) + number(arguments, 2);
  long exchanges = 0;
  while (std::time(nullptr) <= end) {
    if (renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) < 0) return refused(errno);
    ++exchanges;
    // A rest now and then, in either state, so that slow machines see each of them for a while.
    if (exchanges % 101 == 0) usleep(400'000);
  }
  say(std::to_string(exchanges));
  return 0;
}

const char* kind_of(mode_t mode) {
  if (S_ISREG(mode)) return "file";
  if (S_ISDIR(mode)) return "directory";
  if (S_ISLNK(mode)) return "symlink";
  if (S_ISCHR(mode)) return "character-device";
  if (S_ISBLK(mode)) return "block-device";
  if (S_ISFIFO(mode)) return "fifo";
  return "socket";
}

int kind(Arguments arguments) {
  struct stat facts{};
  if (lstat(argument(arguments, 0).c_str(), &facts) < 0) return refused(errno);
  say(kind_of(facts.st_mode));
  return 0;
}

/// "KIND MODE UID GID SIZE", the symbolic link followed; a device also has "MAJOR:MINOR".
int facts_of(Arguments arguments) {
  struct stat facts{};
  if (stat(argument(arguments, 0).c_str(), &facts) < 0) return refused(errno);
  std::printf("%s %04o %u %u %lld", kind_of(facts.st_mode), facts.st_mode & 07777U, facts.st_uid, facts.st_gid,
              static_cast<long long>(facts.st_size));
  if (S_ISCHR(facts.st_mode) || S_ISBLK(facts.st_mode))
    std::printf(" %u:%u", major(facts.st_rdev), minor(facts.st_rdev));
  std::printf("\n");
  return 0;
}

/// "DEVICE:INODE", to compare what is inside with what is outside.
int identity(Arguments arguments) {
  struct stat facts{};
  if (stat(argument(arguments, 0).c_str(), &facts) < 0) return refused(errno);
  say(std::to_string(facts.st_dev) + ":" + std::to_string(facts.st_ino));
  return 0;
}

int read_directory(Arguments arguments) {
  DIR* directory = opendir(argument(arguments, 0).c_str());
  if (directory == nullptr) return refused(errno);
  std::vector<std::string> names;
  while (const dirent* entry = readdir(directory)) {
    const std::string name = entry->d_name;
    if (name != "." && name != "..") names.push_back(name);
  }
  closedir(directory);
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) say(name);
  return 0;
}

int link_text(Arguments arguments) {
  char text[4096];
  const ssize_t length = readlink(argument(arguments, 0).c_str(), text, sizeof text);
  if (length < 0) return refused(errno);
  say({text, static_cast<std::size_t>(length)});
  return 0;
}

int make_device(Arguments arguments) {
  const auto device = makedev(static_cast<unsigned>(number(arguments, 1)), static_cast<unsigned>(number(arguments, 2)));
  return answer(mknod(argument(arguments, 0).c_str(), S_IFCHR | 0666, device));
}

int make_fifo(Arguments arguments) { return answer(mkfifo(argument(arguments, 0).c_str(), 0644)); }

constexpr Verb verbs[] = {
    {"open-read", "PATH", open_read},
    {"open-write", "PATH", open_write},
    {"create", "PATH", create},
    {"read", "PATH", read_file},
    {"write", "PATH TEXT", write_file},
    {"mkdir", "PATH", make_directory},
    {"rmdir", "PATH", remove_directory},
    {"unlink", "PATH", remove_file},
    {"truncate", "PATH", truncate_file},
    {"symlink", "TEXT PATH", make_symlink},
    {"link", "FROM TO", make_link},
    {"rename", "FROM TO", rename_file},
    {"chmod", "MODE PATH", change_mode},
    {"chown", "UID PATH", change_owner},
    {"touch", "PATH", change_times},
    {"setxattr", "PATH", set_attribute},
    {"exchange", "PATH PATH SECONDS", exchange},
    {"kind", "PATH", kind},
    {"stat", "PATH", facts_of},
    {"identity", "PATH", identity},
    {"readdir", "PATH", read_directory},
    {"readlink", "PATH", link_text},
    {"mknod", "PATH MAJOR MINOR", make_device},
    {"mkfifo", "PATH", make_fifo},
    {"exec", "PROGRAM [ARGUMENT…]", become},
};
const Register here{verbs};

}  // namespace
}  // namespace probe
