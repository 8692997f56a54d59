// Golden files: a text that the program produced is compared with one that a person has read and kept. With
// SANDBOX_ACCEPT=1 in the environment the file is rewritten instead; read the difference before keeping it.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sandbox::testing {

/// Checks (with doctest) that the file tests/<path>, for example "messages/profile.txt", holds exactly this text.
void check_golden(std::string_view path, std::string_view text);

/// The whole file tests/<path>; empty when it does not exist.
std::string read_test_file(std::string_view path);

/// The absolute path of tests/<path>.
std::string test_file(std::string_view path);

}  // namespace sandbox::testing
