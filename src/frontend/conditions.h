// Whether the conditions of profiles hold on this machine, for this launch.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "frontend/surroundings.h"
#include "policy/condition.h"
#include "policy/policy.h"

namespace sandbox::frontend {

/// True when a pattern for commands fits the first word of a command: one with a "/" the whole word, any other what
/// stands behind its last "/".
bool fits_command(std::string_view word, std::string_view pattern);

/// Judges conditions.
class Conditions {
 public:
  /// Keeps a reference. `command` is the first word of the command as it was typed; empty when none was. `state_suffix`
  /// is what follows the profile's name in that of its directory for state.
  Conditions(const Surroundings& surroundings, std::string command, std::string state_suffix = {});

  /// Whether a condition holds. `so_far` is what its profile has made of the policy: its command counts when none was
  /// typed. Throws PolicyError when a path has a variable without a value.
  bool hold(const policy::Condition& condition, const policy::Policy& so_far) const;

 private:
  bool holds_env(std::string_view word) const;
  bool exists(std::string_view word, const policy::Policy& so_far, const Origin& origin) const;
  bool is_command(std::string_view pattern, const policy::Policy& so_far) const;
  bool is_kernel(std::string_view wanted) const;
  bool is_distro(std::string_view wanted) const;
  bool has_feature(std::string_view word) const;

  const Surroundings& surroundings_;
  std::string command_;
  std::string state_suffix_;
};

}  // namespace sandbox::frontend
