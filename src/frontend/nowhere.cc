// The surroundings of questions about built-in profiles alone. See surroundings.h.
//
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>

#include "frontend/surroundings.h"
#include "machine/no_host.h"

namespace sandbox::frontend {
namespace {

class Nowhere final : public Surroundings {
 public:
  std::optional<std::string> variable(std::string_view /*name*/) const override { return std::nullopt; }
  std::variant<std::string, Unreadable> read_file(const std::string& /*path*/) const override {
    return Unreadable{.error = ENOENT, .words = {}};
  }
  std::variant<std::vector<std::string>, Unreadable> names_in(const std::string& /*directory*/) const override {
    return Unreadable{.error = ENOENT, .words = {}};
  }
  const Host& host() const override { return host_; }

 private:
  NoHost host_;
};

}  // namespace

const Surroundings& nowhere() {
  static const Nowhere none;
  return none;
}

}  // namespace sandbox::frontend
