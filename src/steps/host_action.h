// What the parent does on the host before the sandbox begins. Another type than the child's actions, so that work of
// one cannot slip into the list of the other.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>

#include "support/origin.h"
#include "support/paths.h"

namespace sandbox::steps {

/// Makes a directory, and what is missing of those above it, for the caller alone. The path has no links in it; one
/// that appeared meanwhile is an error. One that is there already is left as it is.
struct MakeHostDirectory {
  HostPath path;
};

using HostAction = std::variant<MakeHostDirectory>;

struct HostStep {
  HostAction action;
  Origin origin;
};

/// What an action does, as a phrase that follows "cannot" and stands alone in an explanation.
std::string phrase_of(const HostAction& action);

}  // namespace sandbox::steps
