// See hints.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/hints.h"

#include <algorithm>
#include <array>
#include <errno.h>
#include <fmt/format.h>
#include <string_view>
#include <variant>
#include <vector>

#include "support/quote.h"
#include "support/words.h"

namespace sandbox::launch {
namespace {

using kernel::Call;

constexpr const char* mount_procfs = "sudo mount -t proc proc /proc";

Hint hint_for_forbidden_namespaces(const Look& look) {
  if (lacks_procfs(look)) return {"there is no procfs at /proc, without which nobody can tell why", mount_procfs};
  if (number_in(look, "/proc/sys/kernel/unprivileged_userns_clone").value_or(1) == 0)
    return {"user namespaces are switched off for ordinary users", "sudo sysctl -w kernel.unprivileged_userns_clone=1"};
  if (in_a_chroot(look))
    return {"this process is in a chroot, where the kernel allows no user namespace; start outside of it"};
  if (is_unmapped(look))
    return {
        "your user or your group has no number in the user namespace around this process (/proc/self/uid_map, "
        "gid_map), "
        "and the kernel makes none for nobody; who made that namespace must map both"};
  if (under_a_filter(look))
    return {
        "an outer seccomp filter forbids it: this runs inside a container or another sandbox; docker needs "
        "--security-opt seccomp=unconfined (or a profile that allows clone with namespaces), a systemd service "
        "RestrictNamespaces=no, a sandbox of this launcher's namespaces.nested = \"allow\""};
  if (apparmor_restricts(look)) return hint_for_apparmor(look);
  if (selinux_enforces(look))
    return {"SELinux is enforced here, and can forbid user namespaces to a domain; what it refused is shown by",
            "sudo ausearch -m AVC -ts recent"};
  return {"a security module or an outer sandbox forbids user namespaces to this user"};
}

Hint hint_for_exhausted_namespaces(const steps::NamespaceSet& unshare, const Look& look) {
  struct Kind {
    std::string_view name;
    bool asked;
  };
  const auto kinds = std::to_array<Kind>({{"user", true},
                                          {"mnt", true},
                                          {"pid", true},
                                          {"net", unshare.network},
                                          {"ipc", unshare.ipc},
                                          {"uts", unshare.uts},
                                          {"cgroup", unshare.cgroup}});
  for (const Kind& kind : kinds)
    if (kind.asked && number_in(look, fmt::format("/proc/sys/user/max_{}_namespaces", kind.name)) == 0)
      return {fmt::format("user.max_{}_namespaces is 0 here", kind.name),
              fmt::format("sudo sysctl -w user.max_{}_namespaces=10000", kind.name)};
  return {
      "one of the limits /proc/sys/user/max_*_namespaces is reached, here or in an outer namespace, or namespaces "
      "are nested 32 deep already: end other sandboxes, or raise the limit as root"};
}

// -- steps ---------------------------------------------------------------------------------------------------------

bool is_procfs(const steps::Step& step) {
  const auto* mount = std::get_if<steps::MountFilesystem>(&step.action);
  return mount != nullptr && mount->type == steps::FilesystemType::proc;
}

Hint hint_for_source(const steps::AttachTree& step, kernel::Failure failure) {
  const std::string path = shell_word(step.from.text());
  if (failure.error == EACCES) return {fmt::format("your user may not reach {0}; compare `namei -l {0}`", path)};
  if (failure.error == ENOENT)
    return {fmt::format("{} or the mount point for it disappeared while the sandbox started", path)};
  return hint_for_call(failure);
}

// What few machines have, and only a profile asks for.
Hint hint_for_hardening(const steps::Step& step, kernel::Failure failure) {
  if (std::holds_alternative<steps::ForbidWritableCode>(step.action) && failure.error == EINVAL)
    return {"PR_SET_MDWE needs Linux 6.3; leave out process.memory_deny_write_execute"};
  if (std::holds_alternative<steps::ShareNoCore>(step.action) && failure.error == EINVAL)
    return {
        "the kernel was built without core scheduling (CONFIG_SCHED_CORE), or is older than Linux 5.14; leave out "
        "process.core_scheduling"};
  if (std::holds_alternative<steps::ShareNoCore>(step.action) && failure.error == ENODEV)
    return {
        "no processor core here has sibling threads that run: there is nobody to keep off; leave out "
        "process.core_scheduling"};
  if (std::holds_alternative<steps::NewClocks>(step.action) && failure.error == ENOSPC)
    return {"the limit user.max_time_namespaces is reached; raise it as root, or leave out namespaces.time"};
  return {};
}

Hint hint_for_limit(const steps::SetLimit& step) {
  return {fmt::format("nobody but root may raise a hard limit; yours is shown by `prlimit --{}`", step.name)};
}

}  // namespace

Hint hint_for_call(kernel::Failure failure) {
  if (failure.error == ENOSYS) {
    switch (failure.call) {
      case Call::openat2: return {"the kernel is too old, or an outer filter hides the call: openat2 needs Linux 5.6"};
      case Call::mount_setattr:
        return {"the kernel is too old, or an outer filter hides the call: mount_setattr needs Linux 5.12"};
      case Call::fsopen:
      case Call::fsconfig:
      case Call::fsmount:
      case Call::open_tree:
      case Call::move_mount:
        return {"the kernel is too old, or an outer filter hides the call: the mount calls need Linux 5.2"};
      case Call::seccomp: return {"the kernel was built without seccomp filters (CONFIG_SECCOMP_FILTER)"};
      default: return {"the kernel does not have this call, or an outer filter hides it"};
    }
  }
  if (failure.call == Call::close_range) return {"marking descriptors close-on-exec as a range needs Linux 5.11"};
  if (failure.error == EMFILE || failure.error == ENFILE) return {"too many open files; compare `ulimit -n`"};
  if (failure.error == ENOMEM) return {"memory ran out"};
  return {};
}

Hint hint_for_host_step(kernel::Failure failure) {
  switch (failure.error) {
    case EACCES:
    case EPERM: return {"your user may make no directory there; name another, or make it as who may"};
    case EROFS: return {"the file system is read-only; name a directory on another"};
    case ENOSPC:
    case EDQUOT: return {"the file system is full, or your share of it"};
    case ELOOP:
    case ENOTDIR: return {"a link or a file has taken the place of a directory since the plan was made"};
    default: return hint_for_call(failure);
  }
}

Hint hint_for_step(const steps::Step& step, kernel::Failure failure, const Look& look) {
  const bool forbidden = failure.error == EPERM || failure.error == EACCES;
  if (Hint hint = hint_for_hardening(step, failure); !hint.empty()) return hint;
  if (std::holds_alternative<steps::MapIds>(step.action) && failure.error == ENOENT && lacks_procfs(look))
    return {"there is no procfs at /proc, by which the kernel is told of ids", mount_procfs};
  if (std::holds_alternative<steps::MapIds>(step.action) && failure.error == EROFS)
    return {
        "/proc is mounted read-only, and by writing there the kernel is told of ids; mount it anew (bwrap: --proc "
        "/proc)"};
  if (failure.error == ENOSPC)
    return {failure.call == Call::write || failure.call == Call::mkdir || failure.call == Call::open
                ? "the file system in memory is full: a file of the profile is too large, or memory ran out"
                : "the kernel's limit on mounts is reached: compare fs.mount-max and user.max_mnt_namespaces; fewer "
                  "paths in the profile, or sources with fewer mounts below them, need fewer mounts"};
  if (failure.call == Call::openat2 && failure.error == ELOOP)
    return {
        "a symbolic link has taken the place of a directory since the plan was made; nothing is mounted through "
        "links"};
  if (is_procfs(step) && forbidden)
    return {
        "the kernel allows a new procfs only where the one outside is fully visible, and here something is mounted "
        "over parts of it, as containers do; start the container with an unmasked /proc (podman: --security-opt "
        "unmask=ALL, docker: --security-opt systempaths=unconfined)"};
  if (const auto* tree = std::get_if<steps::AttachTree>(&step.action); tree != nullptr && failure.call == Call::openat2)
    return hint_for_source(*tree, failure);
  if (failure.call == Call::landlock_restrict_self && failure.error == E2BIG)
    return {
        "a process can be in sixteen Landlock domains, and the caller is in all of them already: start it from "
        "fewer sandboxes, or do without with landlock.enable = false"};
  if (const auto* limit = std::get_if<steps::SetLimit>(&step.action)) return hint_for_limit(*limit);
  if (std::holds_alternative<steps::ChangeDirectory>(step.action))
    return {"the directory must be one that the profile shows; name another with process.cwd"};
  if (failure.call == Call::keyctl && failure.error == EDQUOT)
    return {"your user has too many keyrings, one for each running sandbox", "sudo sysctl -w kernel.keys.maxkeys=2000"};
  if (forbidden && apparmor_restricts(look)) return hint_for_apparmor(look);
  if (std::holds_alternative<steps::MapIds>(step.action) && forbidden)
    return {
        "the kernel did not accept the id map: user or group id of the caller is not mapped outside, or (as root) "
        "the capability CAP_SETFCAP is missing"};
  if (const auto* tree = std::get_if<steps::AttachTree>(&step.action);
      tree != nullptr && failure.call == Call::open_tree && failure.error == EINVAL && !tree->recursive)
    return {
        "something is mounted below it, and the kernel does not let what that covers be seen; leave out recursive = "
        "false"};
  return hint_for_call(failure);
}

Hint hint_for_namespaces(const steps::NamespaceSet& unshare, int error, const Look& look) {
  switch (error) {
    case ENOSPC: return hint_for_exhausted_namespaces(unshare, look);
    case EINVAL:
      return {"the kernel was built without one of these namespaces (CONFIG_USER_NS, CONFIG_PID_NS, CONFIG_NET_NS, …)"};
    case EAGAIN: return {"too many processes; compare `ulimit -u`"};
    case EPERM:
    case EACCES: return hint_for_forbidden_namespaces(look);
    default: return hint_for_call({Call::clone, error});
  }
}

}  // namespace sandbox::launch
