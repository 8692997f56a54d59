// The record of trusted profiles, changed: nobody ever reads half of it, and of two who change it at once neither
// loses.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "frontend/surroundings.h"
#include "frontend/trust.h"

namespace sandbox::control {

using TrustedFiles = std::vector<frontend::TrustedFile>;

/// Replaces what is recorded by what `change` makes of it. Throws SystemError when it cannot be written, and
/// PolicyError when it cannot be read; then the old record is as it was.
void change_record(const frontend::Surroundings& surroundings, const std::function<TrustedFiles(TrustedFiles)>& change);

}  // namespace sandbox::control
