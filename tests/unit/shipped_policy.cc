// See shipped_policy.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "shipped_policy.h"

#include <cerrno>

#include "frontend/inheritance.h"

namespace sandbox::testing {
namespace {

class Nowhere final : public frontend::Surroundings {
 public:
  std::optional<std::string> variable(std::string_view /*name*/) const override { return std::nullopt; }
  std::variant<std::string, frontend::Unreadable> read_file(const std::string& /*path*/) const override {
    return frontend::Unreadable{.error = ENOENT, .words = {}};
  }
};

}  // namespace

policy::Policy shipped_policy(const std::string& name) {
  policy::Policy policy;
  frontend::apply_profile(policy, name, {.place = "--profile", .key = {}}, Nowhere{});
  policy::check(policy);
  return policy;
}

}  // namespace sandbox::testing
