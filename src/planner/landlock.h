// Landlock as a second fence: whether it stands, and what it is made of.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "machine/host.h"
#include "planner/layout.h"
#include "policy/policy.h"
#include "steps/step.h"

namespace sandbox::planner {

/// Why Landlock does not restrict files here; nothing when it does. The only place that decides it.
std::optional<std::string> why_files_are_left_out(const policy::Policy& policy, const LandlockSupport& support);

/// What Landlock leaves open on a machine with that support, whatever a profile says: a sentence each.
std::vector<std::string> landlock_gaps(const LandlockSupport& support);

/// What would close those gaps.
std::string landlock_remedy(const LandlockSupport& support);

/// The steps of a restriction; none when there is nothing to restrict. The first process makes the ruleset while it can
/// still open everything, and only the command is bound by it: init then stands outside of the domain, where no signal
/// and no debugger from within reaches it.
struct LandlockSteps {
  std::vector<steps::Step> ruleset;
  std::vector<steps::Step> restriction;
};

/// The best that the kernel has. `inherited` are the caller's descriptors that the command keeps. What is lost on this
/// kernel is added to `notes`. Throws PolicyError when the profile depends on what the kernel does not have.
LandlockSteps landlock_of(const policy::Policy& policy, const Layout& layout, const std::vector<int>& inherited,
                          const Host& host, std::vector<std::string>& notes);

}  // namespace sandbox::planner
