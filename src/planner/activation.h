// Sockets that a service manager has opened for the command: sd_listen_fds(3).
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "machine/host.h"

namespace sandbox::planner {

/// How many descriptors, from 3 on, were handed to the launcher for its command; 0 when they were meant for another
/// process. Throws SystemError when that is no number.
int activated_descriptors(const Host& host);

/// The variables that tell the command of them.
std::map<std::string, std::string> activation_variables(const Host& host);

}  // namespace sandbox::planner
