// The manual's reference of options and keys, made from the tables that the launcher itself works with, as scdoc(5).
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sandbox::frontend {

/// Every option of sandbox(1), and what is not supported yet.
std::string reference_of_options();

/// Every built-in profile, and the sentence that it says of itself.
std::string reference_of_profiles();

/// Every key of sandbox-profile(5), table by table, and what is not supported yet.
std::string reference_of_keys();

/// Every variable of profiles, and what it stands for.
std::string reference_of_variables();

/// Every group of files below /etc that filesystem.etc can name.
std::string reference_of_etc_groups();

/// Every kind of device that devices.allow can name.
std::string reference_of_devices();

/// Every group of system calls, and every feature.
std::string reference_of_syscalls();

}  // namespace sandbox::frontend
