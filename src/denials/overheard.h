// What a command says of itself when it fails: programs name the file that they could not have, and the error.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "denials/denial.h"
#include "denials/view.h"

namespace sandbox::denials {

/// What the sandbox has refused, as far as words on the command line and lines that were written to the terminal name
/// it. Nothing is believed of them but that they name a path: whether that is refused, the view knows.
std::vector<Denial> overheard(const std::vector<std::string>& command, std::string_view said, const View& view);

}  // namespace sandbox::denials
