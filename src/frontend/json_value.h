// A value of a profile as JSON.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "frontend/document.h"

namespace sandbox::frontend {

/// The same value; keys keep their order.
nlohmann::ordered_json json_of(const Value& value);

}  // namespace sandbox::frontend
