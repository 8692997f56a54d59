// The rights that a sandbox gives up.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "machine/host.h"
#include "machine/places.h"
#include "planner/identity.h"
#include "policy/policy.h"
#include "steps/step.h"

namespace sandbox::planner {

/// The steps of the first process, in the only order that works: a keyring cannot be joined under the filter, and
/// without capabilities the kernel takes a filter only after "no new privileges". There is no filter among them when
/// the command has one of its own: the kernel would answer by the stricter of two before it tells of anything. What
/// took a while is added to `notes`. Throws PolicyError as filters::filter_of does, and for a capability that this
/// kernel does not have.
std::vector<steps::Step> lockdown(const policy::Policy& policy, const Identity& identity, const Host& host,
                                  std::vector<std::string>& notes);

/// The filter of the first process, where the command has another; it is installed when the command runs.
std::vector<steps::Step> guard(const policy::Policy& policy, std::vector<std::string>& notes);

/// The filters that bind the command and would not let the first process work. They are its last steps before execve.
/// Throws PolicyError as filters::filter_of does, and when a file of seccomp.bpf cannot be one.
std::vector<steps::Step> filters_of_command(const policy::Policy& policy, const Places& places, const Host& host,
                                            std::vector<std::string>& notes);

}  // namespace sandbox::planner
