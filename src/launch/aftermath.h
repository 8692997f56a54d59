// What is left to say when the command has ended.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "steps/plan.h"

namespace sandbox::launch {

/// Writes to standard error what is taken in time. The status to end with is the command's, whoever has stopped
/// listening.
void say(const std::string& text);

/// Says on standard error, a line each, which of the names exist now.
void tell_of_new_names(const std::vector<steps::AwaitedName>& names);

/// Says on stderr that the time limit ended the command.
void tell_of_time_limit(const steps::TimeLimit& limit);

}  // namespace sandbox::launch
