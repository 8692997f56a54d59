// Verbs about what passes from one program to the next: descriptors, environment, limits, masks, signals.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <unistd.h>

#include "probe.h"

namespace probe {
namespace {

/// The numbers of all open descriptors, without the one that lists them. Works without /proc.
int descriptors(Arguments) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  const auto most = static_cast<int>(std::min<rlim_t>(limit.rlim_cur, 65536));
  for (int fd = 0; fd < most; ++fd)
    if (fcntl(fd, F_GETFD) >= 0) say(std::to_string(fd));
  return 0;
}

int read_descriptor(Arguments arguments) {
  char text[4096];
  const ssize_t length = read(static_cast<int>(number(arguments, 0)), text, sizeof text);
  if (length < 0) return refused(errno);
  say({text, static_cast<std::size_t>(length)});
  return 0;
}

int environment(Arguments) {
  std::vector<std::string> all;
  for (char** entry = environ; *entry != nullptr; ++entry) all.emplace_back(*entry);
  std::sort(all.begin(), all.end());
  for (const std::string& entry : all) say(entry);
  return 0;
}

/// The value of a variable; ENOENT when it is not set.
int variable(Arguments arguments) {
  const char* value = std::getenv(argument(arguments, 0).c_str());
  if (value == nullptr) return refused(ENOENT);
  say(value);
  return 0;
}

std::string in_words(rlim_t value) { return value == RLIM_INFINITY ? "unlimited" : std::to_string(value); }

struct Resource {
  std::string_view name;
  __rlimit_resource number;
};

constexpr Resource resources[] = {
    {"as", RLIMIT_AS},
    {"core", RLIMIT_CORE},
    {"cpu", RLIMIT_CPU},
    {"data", RLIMIT_DATA},
    {"fsize", RLIMIT_FSIZE},
    {"memlock", RLIMIT_MEMLOCK},
    {"msgqueue", RLIMIT_MSGQUEUE},
    {"nice", RLIMIT_NICE},
    {"nofile", RLIMIT_NOFILE},
    {"nproc", RLIMIT_NPROC},
    {"rtprio", RLIMIT_RTPRIO},
    {"rttime", RLIMIT_RTTIME},
    {"sigpending", RLIMIT_SIGPENDING},
    {"stack", RLIMIT_STACK},
};

/// "SOFT:HARD" of one resource.
int limit(Arguments arguments) {
  for (const Resource& resource : resources) {
    if (resource.name != argument(arguments, 0)) continue;
    rlimit value{};
    if (getrlimit(resource.number, &value) < 0) return refused(errno);
    say(in_words(value.rlim_cur) + ":" + in_words(value.rlim_max));
    return 0;
  }
  throw Misuse{"no such limit: " + arguments[0]};
}

int file_mask(Arguments) {
  char text[16];
  std::snprintf(text, sizeof text, "%03o", umask(0));
  say(text);
  return 0;
}

/// "ignored N…" and "blocked N…"; what is not default and not ignored cannot exist after exec.
int signals(Arguments) {
  sigset_t mask;
  sigprocmask(SIG_BLOCK, nullptr, &mask);
  std::printf("ignored");
  for (int signal = 1; signal < NSIG; ++signal) {
    struct sigaction action{};
    if (sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN) std::printf(" %d", signal);
  }
  std::printf("\nblocked");
  for (int signal = 1; signal < NSIG; ++signal)
    if (sigismember(&mask, signal) == 1) std::printf(" %d", signal);
  std::printf("\n");
  return 0;
}

int current_directory(Arguments) {
  char path[4096];
  if (getcwd(path, sizeof path) == nullptr) return refused(errno);
  say(path);
  return 0;
}

int enter(Arguments arguments) {
  const std::string& path = argument(arguments, 0);
  if (chdir(path.c_str()) < 0) return refused(errno);
  return current_directory({});
}

/// Finds a System V segment that somebody else made with that key.
int find_shared_memory(Arguments arguments) { return answer(shmget(static_cast<key_t>(number(arguments, 0)), 1, 0)); }

int make_shared_memory(Arguments arguments) {
  const int segment = shmget(static_cast<key_t>(number(arguments, 0)), 4096, IPC_CREAT | IPC_EXCL | 0600);
  if (segment < 0) return refused(errno);
  say(std::to_string(segment));
  return 0;
}

int remove_shared_memory(Arguments arguments) {
  return answer(shmctl(static_cast<int>(number(arguments, 0)), IPC_RMID, nullptr));
}

/// POSIX shared memory: made, mapped, written and removed again.
int use_posix_memory(Arguments) {
  const int memory = shm_open("/probe", O_RDWR | O_CREAT | O_EXCL, 0600);
  if (memory < 0 || ftruncate(memory, 4096) < 0) return refused(errno);
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
  if (page == MAP_FAILED) return refused(errno);
  std::memset(page, 1, 4096);
  return answer(shm_unlink("/probe"));
}

constexpr Verb verbs[] = {
    {"descriptors", "", descriptors},
    {"read-descriptor", "NUMBER", read_descriptor},
    {"environment", "", environment},
    {"variable", "NAME", variable},
    {"limit", "NAME", limit},
    {"umask", "", file_mask},
    {"signals", "", signals},
    {"cwd", "", current_directory},
    {"chdir", "PATH", enter},
    {"shm-find", "KEY", find_shared_memory},
    {"shm-make", "KEY", make_shared_memory},
    {"shm-remove", "ID", remove_shared_memory},
    {"posix-memory", "", use_posix_memory},
};
const Register here{verbs};

}  // namespace
}  // namespace probe
