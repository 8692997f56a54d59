// Whether a profile or a flag has set a field.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "policy/key_table.h"
#include "support/origin.h"

namespace sandbox::testing {

template <class T>
bool is_given(const Sourced<T>& field) {
  return field.given();
}
template <class T>
bool is_given(const policy::Allowlist<T>& field) {
  return field.given();
}
template <class T>
bool is_given(const std::vector<Sourced<T>>& field) {
  return !field.empty() && field.front().given();
}
template <class T>
bool is_given(const std::map<std::string, Sourced<T>>& field) {
  return !field.empty() && field.begin()->second.given();
}

}  // namespace sandbox::testing
