// See taking_out.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/taking_out.h"

#include <algorithm>

namespace sandbox::frontend {

std::optional<std::string> taken_out(const Value& entry) {
  const auto* text = std::get_if<std::string>(&entry.data);
  if (text == nullptr || !text->starts_with('!')) return std::nullopt;
  return text->substr(1);
}

bool takes_out(const Value& value) {
  if (const auto* list = std::get_if<Array>(&value.data))
    return std::any_of(list->begin(), list->end(), [](const Value& entry) { return taken_out(entry).has_value(); });
  const auto* table = std::get_if<Table>(&value.data);
  return table != nullptr &&
         std::any_of(table->begin(), table->end(), [](const Member& member) { return member.name.starts_with('!'); });
}

}  // namespace sandbox::frontend
