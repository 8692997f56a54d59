// A few files with their texts, a few variables, and a pretended machine, for tests of the front end.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "frontend/surroundings.h"
#include "pretend_host.h"

namespace sandbox::testing {

class Shelf final : public frontend::Surroundings {
 public:
  std::map<std::string, std::string> files;
  std::map<std::string, frontend::Unreadable> closed;
  std::map<std::string, std::string, std::less<>> variables;
  PretendHost machine;

  std::optional<std::string> variable(std::string_view name) const override;
  std::variant<std::string, frontend::Unreadable> read_file(const std::string& path) const override;
  std::variant<std::vector<std::string>, frontend::Unreadable> names_in(const std::string& directory) const override;
  const Host& host() const override { return machine; }
};

}  // namespace sandbox::testing
