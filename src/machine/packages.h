// What has to be installed to have a helper program, and by which command on which distribution.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "machine/host.h"

namespace sandbox {

/// The command that installs the package with a helper program, as this machine's distribution calls both:
/// "sudo apt-get install uidmap". For one that nobody here knows, a sentence with the names that the package has.
std::string installation_of(std::string_view program, const Host& host);

/// The path of a helper program, in one of the places where root installs them; empty when it is in none. PATH, which
/// anybody may set, is not asked.
std::string helper_program(std::string_view program, const Host& host);

}  // namespace sandbox
