// Carries out single actions.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/failure.h"
#include "kernel/fd.h"
#include "steps/step.h"

namespace sandbox::child {

/// The descriptors of the world under construction, and how many objects came from the store.
struct Workbench {
  kernel::Fd root;   ///< mount of the new root
  kernel::Fd store;  ///< mount of the tmpfs that private directories and files are attached from
  unsigned used = 0;
};

/// Carries out one action.
kernel::Failure perform(Workbench& bench, const steps::Action& action) noexcept;

}  // namespace sandbox::child
