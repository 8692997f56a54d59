// The least that a launcher can do: the same namespaces, mounts, init and filter as a real launch, but by hand, with
// nothing parsed, nothing decided and nothing explained. It is the limit that launches are measured against.
//
//   floor [--binds COUNT DIR] COMMAND [ARG...]      DIR/d1 ... DIR/dCOUNT appear read-only at /b/d1 ... /b/dCOUNT
//
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <initializer_list>
#include <iterator>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <net/if.h>
#include <sched.h>
#include <span>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "filters/shipped_filters.h"

namespace {

constexpr unsigned quiet = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV;
constexpr unsigned read_only = quiet | MOUNT_ATTR_RDONLY;

struct Job {
  uid_t uid;
  gid_t gid;
  int binds;
  const char* tree;
  char** command;
};

struct Option {
  const char* name;
  const char* value;
};

[[noreturn]] void die(const char* what) {
  std::perror(what);
  _exit(125);
}

int must(long result, const char* what) {
  if (result < 0) die(what);
  return static_cast<int>(result);
}

void write_text(const char* path, const char* text) {
  const int fd = must(open(path, O_WRONLY | O_CLOEXEC), path);
  must(write(fd, text, std::strlen(text)), path);
  close(fd);
}

void map_ids(const Job& job) {
  char line[64];
  std::snprintf(line, sizeof line, "%u %u 1", job.uid, job.uid);
  write_text("/proc/self/uid_map", line);
  write_text("/proc/self/setgroups", "deny");
  std::snprintf(line, sizeof line, "%u %u 1", job.gid, job.gid);
  write_text("/proc/self/gid_map", line);
}

void raise_loopback() {
  const int fd = must(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket");
  ifreq request{};
  std::strcpy(request.ifr_name, "lo");
  request.ifr_flags = IFF_UP;
  must(ioctl(fd, SIOCSIFFLAGS, &request), "lo");
  close(fd);
}

void attach(int tree, int at, const char* name) {
  must(move_mount(tree, "", at, name, MOVE_MOUNT_F_EMPTY_PATH), name);
  close(tree);
}

void bind(int from_at, const char* from, int at, const char* name, unsigned flags) {
  const int tree = must(open_tree(from_at, from, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE), from);
  mount_attr attributes{};
  attributes.attr_set = flags;
  attributes.propagation = MS_PRIVATE;
  must(mount_setattr(tree, "", AT_EMPTY_PATH | AT_RECURSIVE, &attributes, sizeof attributes), from);
  attach(tree, at, name);
}

int new_filesystem(const char* type, unsigned flags, std::initializer_list<Option> options) {
  const int context = must(fsopen(type, FSOPEN_CLOEXEC), type);
  for (const Option& option : options) {
    must(fsconfig(context, FSCONFIG_SET_STRING, option.name, option.value, 0), option.name);
  }
  must(fsconfig(context, FSCONFIG_CMD_CREATE, nullptr, nullptr, 0), type);
  const int mount = must(fsmount(context, FSMOUNT_CLOEXEC, flags), type);
  close(context);
  return mount;
}

void link_to(const char* text, int directory, const char* name) { must(symlinkat(text, directory, name), name); }

void build_dev(int root) {
  const int dev = new_filesystem("tmpfs", quiet, {{"mode", "0755"}});
  for (const char* node : {"null", "zero", "full", "random", "urandom", "tty"}) {
    char host[32];
    std::snprintf(host, sizeof host, "/dev/%s", node);
    close(must(openat(dev, node, O_CREAT | O_WRONLY | O_CLOEXEC, 0666), node));
  }
  mkdirat(dev, "pts", 0755);
  mkdirat(dev, "shm", 01777);
  link_to("pts/ptmx", dev, "ptmx");
  link_to("/proc/self/fd", dev, "fd");
  link_to("/proc/self/fd/0", dev, "stdin");
  link_to("/proc/self/fd/1", dev, "stdout");
  link_to("/proc/self/fd/2", dev, "stderr");
  attach(dev, root, "dev");
  const int at = must(openat(root, "dev", O_PATH | O_DIRECTORY | O_CLOEXEC), "dev");
  for (const char* node : {"null", "zero", "full", "random", "urandom", "tty"}) {
    char host[32];
    std::snprintf(host, sizeof host, "/dev/%s", node);
    bind(AT_FDCWD, host, at, node, MOUNT_ATTR_NOSUID);
  }
  attach(new_filesystem("devpts", MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC, {{"ptmxmode", "0666"}, {"mode", "0620"}}), at,
         "pts");
  close(at);
}

void build_binds(const Job& job, int tree, int root) {
  mkdirat(root, "b", 0755);
  const int at = must(openat(root, "b", O_PATH | O_DIRECTORY | O_CLOEXEC), "b");
  for (int i = 1; i <= job.binds; ++i) {
    char name[16];
    std::snprintf(name, sizeof name, "d%d", i);
    mkdirat(at, name, 0755);
    bind(tree, name, at, name, read_only);
  }
  close(at);
}

void build_world(const Job& job) {
  // A mount that comes in from the host later must not appear here, and none of ours there.
  must(mount("none", "/", nullptr, MS_PRIVATE | MS_REC, nullptr), "private");
  umask(0);
  // The new root is going to cover /tmp, where the tree may be.
  const int tree = job.binds > 0 ? must(open(job.tree, O_PATH | O_DIRECTORY | O_CLOEXEC), job.tree) : -1;
  attach(new_filesystem("tmpfs", quiet, {{"mode", "0755"}}), AT_FDCWD, "/tmp");
  const int root = must(open("/tmp", O_PATH | O_DIRECTORY | O_CLOEXEC), "/tmp");
  for (const char* directory : {"usr", "etc", "proc", "dev", "tmp"}) mkdirat(root, directory, 0755);
  link_to("usr/bin", root, "bin");
  link_to("usr/sbin", root, "sbin");
  link_to("usr/lib", root, "lib");
  link_to("usr/lib64", root, "lib64");
  bind(AT_FDCWD, "/usr", root, "usr", read_only);
  bind(AT_FDCWD, "/etc", root, "etc", read_only);
  attach(new_filesystem("proc", quiet | MOUNT_ATTR_NOEXEC, {}), root, "proc");
  build_dev(root);
  attach(new_filesystem("tmpfs", quiet, {{"mode", "1777"}}), root, "tmp");
  if (job.binds > 0) build_binds(job, tree, root);
  must(fchdir(root), "fchdir");
  must(syscall(SYS_pivot_root, ".", "."), "pivot_root");
  must(umount2(".", MNT_DETACH), "umount2");
  must(chdir("/"), "chdir");
  mount_attr attributes{};
  attributes.attr_set = MOUNT_ATTR_RDONLY;
  must(mount_setattr(AT_FDCWD, "/", 0, &attributes, sizeof attributes), "read-only root");
}

[[noreturn]] void become(char** command) {
  const std::span program(sandbox::filters::filter_of_base);
  const sock_fprog filter{static_cast<unsigned short>(program.size()),
                          const_cast<sock_filter*>(program.data())};  // the kernel only reads it
  must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs");
  must(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter), "seccomp");
  execv(command[0], command);
  die(command[0]);
}

int status_of(int waited) { return WIFEXITED(waited) ? WEXITSTATUS(waited) : 128 + WTERMSIG(waited); }

int init(void* argument) {
  const Job& job = *static_cast<const Job*>(argument);
  map_ids(job);
  raise_loopback();
  build_world(job);
  const pid_t command = vfork();
  if (command == 0) become(job.command);
  must(command, "vfork");
  for (int status = 0;;) {
    const pid_t ended = waitpid(-1, &status, 0);
    if (ended == command) _exit(status_of(status));
    if (ended < 0 && errno != EINTR) _exit(125);
  }
}

}  // namespace

int main(int argc, char** argv) {
  Job job{getuid(), getgid(), 0, nullptr, argv + 1};
  if (argc > 3 && std::strcmp(argv[1], "--binds") == 0) {
    job.binds = std::atoi(argv[2]);
    job.tree = argv[3];
    job.command = argv + 4;
  }
  if (*job.command == nullptr) {
    std::fputs("usage: floor [--binds COUNT DIR] COMMAND [ARG...]\n", stderr);
    return 125;
  }
  alignas(16) static char stack[65536];
  constexpr int namespaces =
      CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWCGROUP | CLONE_NEWNET;
  // vfork's way: the child borrows our memory and we sleep until it ends, so no page table is copied.
  const int pid = must(clone(init, std::end(stack), namespaces | CLONE_VM | CLONE_VFORK | SIGCHLD, &job), "clone");
  int status = 0;
  must(waitpid(pid, &status, 0), "waitpid");
  return status_of(status);
}
