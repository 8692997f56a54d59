// See otherwise.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/otherwise.h"

#include <variant>

#include "frontend/document.h"

namespace sandbox::frontend {

bool is_toml(std::string_view otherwise) {
  const Value value = parse_value(otherwise, "a default");
  const auto* text = std::get_if<std::string>(&value.data);
  return text == nullptr || *text != otherwise;
}

}  // namespace sandbox::frontend
