// What verbs say to programs.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace sandbox::control {

/// Keeps the order in which keys are written.
using Json = nlohmann::ordered_json;

/// The text of a whole answer. Bytes that are not UTF-8, which JSON cannot have, are replaced.
inline std::string text_of(const Json& json) {
  constexpr int indent = 2;
  return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sandbox::control
