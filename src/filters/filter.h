// The filter that a policy means: made when the launcher was built, if it is that of a shipped profile, else now.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <linux/filter.h>
#include <optional>
#include <string>
#include <vector>

#include "policy/policy.h"

namespace sandbox::filters {

/// A text that is the same for policies with the same filter.
std::string filter_key(const policy::Policy& policy);

/// A policy whose filter is no stricter than that of this one for the command, and lets the first process of the
/// sandbox do its work; it is the same where that is so already.
policy::Policy for_first_process(const policy::Policy& policy);

/// True when the first process can live under the filter that the command gets.
bool first_process_can_live_under(const policy::Policy& policy);

/// What the filter of a policy is, in words: "that refuses @dangerous".
std::string purpose_of(const policy::Policy& policy);

/// The filter of a policy, compiled now. Throws PolicyError when the kernel would not take a program of that length, or
/// when it would let no command start.
std::vector<sock_filter> compile(const policy::Policy& policy);

/// The filter of a policy, and how long it took to compile it; nothing when that was done when the launcher was built.
struct Filter {
  std::vector<sock_filter> program;
  std::optional<std::chrono::microseconds> compiled_in;
};

/// The filter of a policy. Throws as compile() does.
Filter filter_of(const policy::Policy& policy);

}  // namespace sandbox::filters
