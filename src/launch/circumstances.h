// What a second look at the machine says about the circumstances of a launch: what stands around the launcher, and may
// be why it was refused.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "launch/hint.h"

namespace sandbox::launch {

/// A look at the machine; pretended in tests.
struct Look {
  /// The beginning of a file of the host; nothing when it cannot be read.
  std::function<std::optional<std::string>(const std::string& path)> text_of;
  /// Whether the caller may execute a file of the host.
  std::function<bool(const std::string& path)> may_execute;
  /// Where the launcher is; empty when nobody knows.
  std::string launcher;
};

/// Looks at the real machine.
Look real_look();

/// The number in a sysctl file; nothing when there is no such file.
std::optional<long> number_in(const Look& look, const std::string& path);

/// True when the caller's root is not that of its mount namespace.
bool in_a_chroot(const Look& look);

/// True when a seccomp filter holds the caller.
bool under_a_filter(const Look& look);

/// True when no execve gives the caller rights: no_new_privs.
bool gains_no_privileges(const Look& look);

/// True in a user namespace that is not the first one, as in a container or a sandbox.
bool in_a_user_namespace(const Look& look);

/// True when the caller's user or group id has no number in its own user namespace: the kernel makes none below it
/// then.
bool is_unmapped(const Look& look);

/// True when there is no procfs at /proc.
bool lacks_procfs(const Look& look);

/// True when SELinux does not only watch.
bool selinux_enforces(const Look& look);

/// True when AppArmor takes the rights in new user namespaces from programs without a profile.
bool apparmor_restricts(const Look& look);

/// The file with our profile for AppArmor where this program was to be installed, and where AppArmor wants it. One
/// below the prefix at which the program is found goes before.
extern const char* const apparmor_source;
inline constexpr const char* apparmor_target = "/etc/apparmor.d/sandbox";

/// What helps against that restriction: the profile that comes with the launcher, or, for one that is not where the
/// profile looks for it, a profile with its path.
Hint hint_for_apparmor(const Look& look);

}  // namespace sandbox::launch
