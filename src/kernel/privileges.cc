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

// A kernel may know more capabilities than the headers; it answers EINVAL behind its last one.
Failure clear_bounding_set() noexcept {
  constexpr int more_than_any_kernel_has = 64;
  for (int capability = 0; capability < more_than_any_kernel_has; ++capability) {
    const Failure failure = prctl(PR_CAPBSET_DROP, capability);
    if (failure.error == EINVAL && capability > 0) break;
    if (failure) return failure;
  }
  return {};
}

}  // namespace

Failure drop_capabilities() noexcept {
  if (const Failure failure = clear_bounding_set()) return failure;
  if (const Failure failure = prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)) return failure;
  constexpr long no_root = SECBIT_NOROOT | SECBIT_NOROOT_LOCKED | SECBIT_NO_SETUID_FIXUP |
                           SECBIT_NO_SETUID_FIXUP_LOCKED | SECBIT_KEEP_CAPS_LOCKED | SECBIT_NO_CAP_AMBIENT_RAISE |
                           SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED;
  if (const Failure failure = prctl(PR_SET_SECUREBITS, no_root)) return failure;
  __user_cap_header_struct header{.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  const __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {};
  return checked(Call::capset, raw(SYS_capset, &header, none));
}

Failure forbid_new_privileges() noexcept { return prctl(PR_SET_NO_NEW_PRIVS, 1); }

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
