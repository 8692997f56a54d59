// See features.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "kernel/features.h"

#include <cstring>
#include <errno.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "kernel/fd.h"
#include "kernel/files.h"
#include "kernel/mounts.h"
#include "kernel/raw.h"

namespace sandbox::kernel {
namespace {

// Linux 6.3 and 5.14; the headers of older distributions lack them.
constexpr int get_mdwe = 66;
constexpr int sched_core = 62;
constexpr int sched_core_get = 0;

// No descriptor has this number, and no call knows all of these flags.
constexpr int no_file = -1;
constexpr unsigned no_flags = ~0U;

long asked_in_vain(Call call) noexcept {
  switch (call) {
    case Call::close_range: return raw(SYS_close_range, 1, 0, no_flags);
    case Call::execveat: return raw(SYS_execveat, no_file, "", nullptr, nullptr, no_flags);
    case Call::fsconfig: return raw(SYS_fsconfig, no_file, no_flags, nullptr, nullptr, 0);
    case Call::fsmount: return raw(SYS_fsmount, no_file, no_flags, 0);
    case Call::fsopen: return raw(SYS_fsopen, "", no_flags);
    case Call::mount_setattr: return raw(SYS_mount_setattr, no_file, "", no_flags, nullptr, 0);
    case Call::move_mount: return raw(SYS_move_mount, no_file, "", no_file, "", no_flags);
    case Call::open_tree: return raw(SYS_open_tree, no_file, "", no_flags);
    case Call::openat2: return raw(SYS_openat2, no_file, "", nullptr, 0);
    case Call::seccomp: return raw(SYS_seccomp, no_flags, 0, nullptr);
    default: return 0;
  }
}

Failure try_action(std::uint32_t action) noexcept {
  return checked(Call::seccomp, raw(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action));
}

constexpr std::size_t stack_size = 64UL * 1024;
alignas(16) char stack[stack_size];

Failure start_and_wait(NamespaceFlags flags, Entry entry, void* argument) noexcept {
  pid_t pid = 0;
  if (const Failure failure = clone_into_namespaces(flags, entry, argument, stack, stack_size, pid)) return failure;
  int status = 0;
  return wait_for(pid, true, pid, status);
}

int end_at_once(void*) { return 0; }

struct OverlayTrial {
  const char* uid_line;
  const char* gid_line;
  Failure failure;
};

Failure map_ids(const OverlayTrial& trial) noexcept {
  if (const Failure failure = write_text("/proc/self/uid_map", trial.uid_line)) return failure;
  if (const Failure failure = write_text("/proc/self/setgroups", "deny")) return failure;
  return write_text("/proc/self/gid_map", trial.gid_line);
}

// The parts of an overlay, in memory, as the current directory.
Failure make_parts() noexcept {
  Fd context;
  Fd memory;
  if (const Failure failure = open_filesystem("tmpfs", context)) return failure;
  if (const Failure failure = create_mount(context.number(), {}, memory)) return failure;
  if (const Failure failure = attach_tree_at(memory.number(), "/")) return failure;
  for (const char* name : {"lower", "upper", "work"})
    if (const Failure failure = make_directory(memory.number(), name, 0700)) return failure;
  return checked(Call::fchdir, raw(SYS_fchdir, memory.number()));
}

Failure mount_overlay() noexcept {
  Fd context;
  Fd overlay;
  if (const Failure failure = open_filesystem("overlay", context)) return failure;
  for (const FilesystemParameter& part :
       {FilesystemParameter{"lowerdir", "lower"}, {"upperdir", "upper"}, {"workdir", "work"}})
    if (const Failure failure = configure(context.number(), part)) return failure;
  return create_mount(context.number(), {}, overlay);
}

int mount_parts_and_overlay(void* argument) {
  OverlayTrial& trial = *static_cast<OverlayTrial*>(argument);
  trial.failure = map_ids(trial);
  if (!trial.failure) trial.failure = make_parts();
  if (!trial.failure) trial.failure = mount_overlay();
  return 0;
}

}  // namespace

Failure try_call(Call call) noexcept {
  const Failure failure = checked(call, asked_in_vain(call));
  return failure.error == ENOSYS ? failure : Failure{};
}

Failure try_filters() noexcept {
  for (const std::uint32_t action : {SECCOMP_RET_ERRNO, SECCOMP_RET_KILL_PROCESS})
    if (const Failure failure = try_action(action)) return failure;
  return {};
}

Failure try_filter_notifications() noexcept { return try_action(SECCOMP_RET_USER_NOTIF); }

Failure try_forbidding_writable_code() noexcept { return checked(Call::prctl, raw(SYS_prctl, get_mdwe, 0, 0, 0, 0)); }

Failure try_sharing_no_core() noexcept {
  std::uint64_t cookie = 0;
  return checked(Call::prctl, raw(SYS_prctl, sched_core, sched_core_get, 0, 0, &cookie));
}

Failure try_namespaces(NamespaceFlags flags) noexcept { return start_and_wait(flags, end_at_once, nullptr); }

Failure try_overlay(const char* uid_line, const char* gid_line) noexcept {
  OverlayTrial trial{.uid_line = uid_line, .gid_line = gid_line, .failure = {}};
  if (const Failure failure = start_and_wait({.mount = true, .user = true}, mount_parts_and_overlay, &trial))
    return failure;
  return trial.failure;
}

}  // namespace sandbox::kernel
