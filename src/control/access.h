// What a policy gives and takes, as sentences that can be compared with those of another policy.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"
#include "support/origin.h"

namespace sandbox::control {

/// Whether a statement opens something, closes something, or is merely another way.
enum class Sense : std::uint8_t { opens, closes, other };

/// "may change ~/x", and the line that says so.
struct Statement {
  Sense sense = Sense::other;
  std::string text;
  Origin origin;

  /// The same statement, whoever made it.
  bool says_the_same(const Statement& statement) const { return sense == statement.sense && text == statement.text; }
};

using Statements = std::vector<Statement>;

/// All that a policy says, but for its name and the system calls.
Statements statements_of(policy::Policy policy);

/// The system calls that `to` allows and `from` does not, at least with some arguments: those of a group that all are
/// gained as one statement, the others as one together.
Statements calls_gained(const policy::Policy& from, const policy::Policy& to);

/// A line of a comparison: access that is gained ('+'), lost ('-'), or another way of doing something ('~').
struct Difference {
  char sign;
  std::string text;
  Origin origin;
};

/// What is gained, lost and done in another way by going from one policy to another, in this order.
std::vector<Difference> differences(const policy::Policy& from, const policy::Policy& to);

/// "+ may change ~/x  (build.toml:4)", one a line, made visible, each with `indent` in front.
std::string text_of(const std::vector<Difference>& all, std::string_view indent);

}  // namespace sandbox::control
