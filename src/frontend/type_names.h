// What the types of values are called where a person wrote something else.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/heritage.h"
#include "policy/policy.h"

namespace sandbox::frontend {

/// Keeps the overloads that tell a type's values apart from one another.
template <class T>
struct Of {};

/// The words for one value of a type, for a list of them, and whether such a list is written as [[tables]].
struct TypeName {
  std::string_view one;
  std::string_view list;
  bool headed = false;
};

/// Strings, and all that is written as one: paths and words.
template <class T>
inline constexpr TypeName type_name = {.one = "a string", .list = "a list of strings"};

template <>
inline constexpr TypeName type_name<bool> = {.one = "true or false"};
template <>
inline constexpr TypeName type_name<std::int64_t> = {.one = "a whole number", .list = "a list of numbers"};
template <>
inline constexpr TypeName type_name<std::uint64_t> = {.one = "a whole number, not negative"};
template <>
inline constexpr TypeName type_name<std::vector<std::string>> = {.one = "a list of strings"};
template <>
inline constexpr TypeName type_name<policy::LandlockUse> = {.one = "\"auto\", \"require\", true or false"};
template <>
inline constexpr TypeName type_name<policy::LandlockScope> = {.one = "a string",
                                                              .list = "a list of \"abstract-unix\" and \"signal\""};
template <>
inline constexpr TypeName type_name<policy::PortRange> = {.one = "a port from 0 to 65535, or a range \"FIRST-LAST\"",
                                                          .list = "a list of ports and of ranges \"FIRST-LAST\""};
template <>
inline constexpr TypeName type_name<policy::Words> = {.one = "a string, or a list of strings"};
template <>
inline constexpr TypeName type_name<policy::Id> = {.one = "a number from 0 to 4294967294, or \"self\""};
template <>
inline constexpr TypeName type_name<policy::LimitRange> = {.one = "a number, \"SOFT:HARD\" or \"unlimited\""};
template <>
inline constexpr TypeName type_name<policy::TmpfsRule> = {.one = "a path or a table", .list = "a list of paths"};
template <>
inline constexpr TypeName type_name<policy::Mount> = {.one = "a table", .list = "a list of tables", .headed = true};
template <>
inline constexpr TypeName type_name<policy::SeccompRule> = {
    .one = "a table", .list = "a list of tables", .headed = true};
template <>
inline constexpr TypeName type_name<policy::ArgumentTest> = {.one = "a table", .list = "a list of tables"};
template <>
inline constexpr TypeName type_name<Fragment> = {.one = "a table"};
template <>
inline constexpr TypeName type_name<Branch> = {.one = "a table", .list = "a list of tables", .headed = true};
template <>
inline constexpr TypeName type_name<policy::Expectation> = {
    .one = "a table", .list = "a list of tables", .headed = true};
template <>
inline constexpr TypeName type_name<policy::File> = {.one = "a table", .list = "a list of tables", .headed = true};

}  // namespace sandbox::frontend
