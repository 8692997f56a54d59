// See document.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/document.h"

namespace sandbox::frontend {
namespace {

struct KindOf {
  std::string_view operator()(const std::string&) const { return "a string"; }
  std::string_view operator()(std::int64_t) const { return "a number"; }
  std::string_view operator()(bool) const { return "true or false"; }
  std::string_view operator()(const Unusable& other) const { return other.kind; }
  std::string_view operator()(const Array&) const { return "a list"; }
  std::string_view operator()(const Table&) const { return "a table"; }
};

}  // namespace

std::string_view kind_of(const Value& value) { return std::visit(KindOf{}, value.data); }

}  // namespace sandbox::frontend
