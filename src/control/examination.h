// What sandboxctl doctor finds out about a machine, as plain values: what that means, findings.h says.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/delegation.h"
#include "control/dry_run.h"
#include "control/listing.h"
#include "frontend/surroundings.h"
#include "kernel/failure.h"
#include "launch/hint.h"
#include "machine/host.h"

namespace sandbox::control {

/// A kind of namespace that the kernel does not make for the caller.
struct RefusedNamespace {
  std::string_view kind;  ///< "user"
  int error = 0;
  launch::Hint hint;
};

/// A call, or what a feature is asked for by, and what to say when it is refused.
struct Asked {
  kernel::Failure failure;
  launch::Hint hint;
};

/// What stands around this process.
struct Around {
  bool user_namespace = false;  ///< in one that is not the first
  bool filter = false;
  bool no_new_privileges = false;
  bool apparmor = false;  ///< it restricts user namespaces to programs with a profile
  std::string modules;    ///< the security modules of the kernel, "landlock,apparmor"; empty where it does not say
};

/// A program that another user's rights, or another program, are asked through.
struct Helper {
  std::string program;
  std::string path;  ///< empty when it is not installed
};

/// A directory in which profiles are looked for.
struct ProfileDirectory {
  std::string path;
  std::uint32_t owner = 0;
  std::uint32_t group = 0;
  std::uint32_t mode = 0;  ///< permission bits
};

struct Examination {
  std::optional<RefusedLaunch> launch;          ///< why `sandbox -p base true` is refused; nothing when it works
  std::optional<RefusedLaunch> default_launch;  ///< the same of `sandbox true`, in the current directory
  std::vector<RefusedNamespace> namespaces;
  Around around;
  std::vector<Asked> missing_calls;
  Asked filters;
  Asked filter_notifications;
  LandlockSupport landlock;
  Asked writable_code;
  Asked core_sharing;
  bool clocks = false;  ///< there are time namespaces
  kernel::Failure overlay;
  ControlGroup group;
  std::optional<RefusedLaunch> subordinate_ids;  ///< why user.subids is refused here
  std::vector<Helper> helpers;                   ///< that nothing needs yet
  std::vector<Listed> profiles;
  std::vector<ProfileDirectory> directories;  ///< those that exist, in the order of the search
  Caller caller;
};

/// Examines this machine.
Examination examine_machine(const frontend::Surroundings& surroundings);

}  // namespace sandbox::control
