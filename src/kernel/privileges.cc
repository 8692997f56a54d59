// See privileges.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "kernel/privileges.h"

#include <errno.h>
#include <linux/capability.h>
#include <linux/keyctl.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "kernel/raw.h"

namespace sandbox::kernel {
namespace {

Failure prctl(int operation, long argument, long second = 0) noexcept {
  return checked(Call::prctl, raw(SYS_prctl, operation, argument, second, 0, 0));
}

// Linux 6.3 and 5.14; the headers of older distributions lack them.
#ifndef PR_SET_MDWE
#define PR_SET_MDWE 65
#define PR_MDWE_REFUSE_EXEC_GAIN 1
#endif
#ifndef PR_SCHED_CORE
#define PR_SCHED_CORE 62
#define PR_SCHED_CORE_CREATE 1
#endif
constexpr int more_than_any_kernel_has = 64;

bool has(std::uint64_t set, int capability) noexcept { return (set >> capability & 1U) != 0; }

// A kernel may know more capabilities than the headers, and answers EINVAL behind its last one; every kernel that this
// launcher runs on has those up to CAP_CHECKPOINT_RESTORE (Linux 5.9).
Failure reduce_bounding_set(std::uint64_t kept) noexcept {
  for (int capability = 0; capability < more_than_any_kernel_has; ++capability) {
    if (has(kept, capability)) continue;
    const Failure failure = prctl(PR_CAPBSET_DROP, capability);
    if (failure.error == EINVAL && capability > CAP_CHECKPOINT_RESTORE) break;
    if (failure) return failure;
  }
  return {};
}

Failure set_own_sets(std::uint64_t effective, std::uint64_t permitted, std::uint64_t inheritable) noexcept {
  __user_cap_header_struct header{.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = {};
  for (int word = 0; word < _LINUX_CAPABILITY_U32S_3; ++word)
    data[word] = {.effective = static_cast<std::uint32_t>(effective >> (32 * word)),
                  .permitted = static_cast<std::uint32_t>(permitted >> (32 * word)),
                  .inheritable = static_cast<std::uint32_t>(inheritable >> (32 * word))};
  return checked(Call::capset, raw(SYS_capset, &header, data));
}

// Only what is permitted and inheritable can be raised. CAP_SETPCAP stays until the securebits are set.
Failure raise_ambient(const KeptCapabilities& kept) noexcept {
  if (kept.ambient == 0) return {};
  const std::uint64_t permitted = kept.permitted | (std::uint64_t{1} << CAP_SETPCAP);
  if (const Failure failure = set_own_sets(permitted, permitted, kept.ambient)) return failure;
  for (int capability = 0; capability < more_than_any_kernel_has; ++capability)
    if (has(kept.ambient, capability))
      if (const Failure failure = prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability)) return failure;
  return {};
}

// Nobody turns these back. Where user 0 regains nothing, no change of the user id touches capabilities either.
Failure lock_securebits(bool root_regains) noexcept {
  constexpr long locks = SECBIT_NOROOT_LOCKED | SECBIT_NO_SETUID_FIXUP_LOCKED | SECBIT_KEEP_CAPS_LOCKED |
                         SECBIT_NO_CAP_AMBIENT_RAISE | SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED;
  return prctl(PR_SET_SECUREBITS, root_regains ? locks : locks | SECBIT_NOROOT | SECBIT_NO_SETUID_FIXUP);
}

}  // namespace

Failure drop_capabilities(const KeptCapabilities& kept) noexcept {
  if (const Failure failure = reduce_bounding_set(kept.bounding)) return failure;
  if (const Failure failure = prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)) return failure;
  if (const Failure failure = raise_ambient(kept)) return failure;
  if (const Failure failure = lock_securebits(kept.root_regains)) return failure;
  return set_own_sets(0, kept.permitted, kept.ambient);
}

bool has_permitted_capabilities() noexcept {
  __user_cap_header_struct header{.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = {};
  if (raw(SYS_capget, &header, data) < 0) return true;
  return (data[0].permitted | data[1].permitted) != 0;
}

Failure forbid_new_privileges() noexcept { return prctl(PR_SET_NO_NEW_PRIVS, 1); }

Failure forbid_writable_code() noexcept { return prctl(PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN); }

// The process itself, as a single thread; what it starts inherits the cookie.
Failure share_no_core() noexcept { return prctl(PR_SCHED_CORE, PR_SCHED_CORE_CREATE); }

Failure drop_groups() noexcept { return checked(Call::setgroups, raw(SYS_setgroups, 0, nullptr)); }

Failure join_new_session_keyring() noexcept {
  const Failure failure = checked(Call::keyctl, raw(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, nullptr));
  return failure.error == ENOSYS ? Failure{} : failure;
}

Failure install_filter(const sock_filter* program, std::size_t length) noexcept {
  // The kernel only reads the program; its structure has no const.
  sock_fprog filter{.len = static_cast<unsigned short>(length), .filter = const_cast<sock_filter*>(program)};
  return checked(Call::seccomp, raw(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter));
}

}  // namespace sandbox::kernel
