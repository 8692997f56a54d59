// See entry_names.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/entry_names.h"

#include <variant>

namespace sandbox::frontend {
namespace {

struct Target {
  std::string operator()(const policy::Bind& bind) const {
    return bind.target.given() ? bind.target.value : bind.source.value;
  }
  std::string operator()(const policy::Tmpfs& tmpfs) const { return tmpfs.target.value; }
};

}  // namespace

std::string entry_name(const std::string& text) { return text; }
std::string entry_name(std::int64_t number) { return std::to_string(number); }

std::string entry_name(const policy::PortRange& range) {
  const std::string first = std::to_string(range.first);
  return range.first == range.last ? first : first + "-" + std::to_string(range.last);
}

std::string entry_name(const policy::PathRule& rule) { return rule.name(); }

std::string entry_name(const policy::TmpfsRule& rule) { return rule.path.value; }
std::string entry_name(const policy::Mount& mount) { return std::visit(Target{}, mount); }
std::string entry_name(const policy::File& file) { return file.path.value; }
std::string entry_name(const policy::SeccompRule& /*rule*/) { return {}; }
std::string entry_name(const policy::ArgumentTest& /*test*/) { return {}; }
std::string entry_name(const Branch& /*branch*/) { return {}; }
std::string entry_name(const policy::Expectation& /*expectation*/) { return {}; }

}  // namespace sandbox::frontend
