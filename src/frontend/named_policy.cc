// See named_policy.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/named_policy.h"

#include <cerrno>

#include "frontend/inheritance.h"

namespace sandbox::frontend {
namespace {

class Nowhere final : public Surroundings {
 public:
  std::optional<std::string> variable(std::string_view /*name*/) const override { return std::nullopt; }
  std::variant<std::string, Unreadable> read_file(const std::string& /*path*/) const override {
    return Unreadable{.error = ENOENT, .words = {}};
  }
};

}  // namespace

policy::Policy named_policy(const std::string& word, const Surroundings& surroundings) {
  policy::Policy policy;
  apply_profile(policy, word, {.place = "--profile", .key = {}}, surroundings);
  policy::check(policy);
  return policy;
}

policy::Policy built_in_policy(const std::string& name) { return named_policy(name, nowhere()); }

const Surroundings& nowhere() {
  static const Nowhere none;
  return none;
}

}  // namespace sandbox::frontend
