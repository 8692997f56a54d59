// By what name an entry of a list is taken out again: "!NAME".
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>

#include "frontend/heritage.h"
#include "policy/policy.h"
#include "support/words.h"

namespace sandbox::frontend {

/// The name of an entry; empty when it can be taken out only with all others.
std::string entry_name(const std::string& text);
std::string entry_name(std::int64_t number);
std::string entry_name(const policy::PortRange& range);
/// "SOURCE" or "SOURCE:TARGET", without the "?".
std::string entry_name(const policy::PathRule& rule);
std::string entry_name(const policy::TmpfsRule& rule);
/// Where it stands.
std::string entry_name(const policy::Mount& mount);
std::string entry_name(const policy::File& file);
std::string entry_name(const policy::SeccompRule& rule);
std::string entry_name(const policy::ArgumentTest& test);
std::string entry_name(const Branch& branch);
std::string entry_name(const policy::Expectation& expectation);

template <class E>
  requires std::is_enum_v<E>
std::string entry_name(E word) {
  return std::string(word_of(word));
}

}  // namespace sandbox::frontend
