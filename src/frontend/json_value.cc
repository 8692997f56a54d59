// See json_value.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/json_value.h"

#include <cstdint>
#include <string>
#include <variant>

namespace sandbox::frontend {

nlohmann::ordered_json json_of(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.data)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value.data)) return *number;
  if (const auto* truth = std::get_if<bool>(&value.data)) return *truth;
  using Json = nlohmann::ordered_json;
  Json members = std::holds_alternative<Array>(value.data) ? Json::array() : Json::object();
  if (const auto* list = std::get_if<Array>(&value.data))
    for (const Value& entry : *list) members.push_back(json_of(entry));
  if (const auto* table = std::get_if<Table>(&value.data))
    for (const Member& member : *table) members[member.name] = json_of(member.value);
  return members;
}

}  // namespace sandbox::frontend
