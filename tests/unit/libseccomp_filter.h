// libseccomp as an oracle: a filter that it makes of names and comparisons, as a program for the evaluator.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <linux/filter.h>
#include <memory>
#include <optional>
#include <seccomp.h>
#include <string_view>
#include <vector>

#include "syscalls/table.h"

namespace sandbox::testing {

/// A filter of libseccomp for one machine.
class LibseccompFilter {
 public:
  /// `otherwise` is SCMP_ACT_…, for what no rule is about.
  LibseccompFilter(syscalls::Machine machine, std::uint32_t otherwise);

  /// The number of a call, by the library's own table; nothing when it knows none on this machine.
  std::optional<std::uint32_t> number_of(std::string_view name) const;

  /// A rule for a call that the library knows; others are passed over. Throws std::runtime_error when it refuses the
  /// rule.
  void add(std::uint32_t action, std::string_view name, const std::vector<scmp_arg_cmp>& comparisons = {});

  /// The program that the library makes.
  std::vector<sock_filter> program() const;

 private:
  std::uint32_t token_;
  std::uint32_t otherwise_;
  std::unique_ptr<void, decltype(&seccomp_release)> context_;
};

/// What libseccomp calls a machine, SCMP_ARCH_….
std::uint32_t libseccomp_token(syscalls::Machine machine);

}  // namespace sandbox::testing
