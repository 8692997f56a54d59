// The keys that --set can set, flat, for the completions of shells.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sandbox::frontend {

/// A word that can stand behind "=", and what it means; the meaning may be empty.
struct SettingValue {
  std::string_view word;
  std::string_view meaning;
};

/// A key with its dotted name, and the words that its value is one of; none where it is not one of a few.
struct Setting {
  std::string key;
  std::string_view help;
  std::vector<SettingValue> values;
};

/// All of them, in the order of the tables.
std::vector<Setting> settings();

}  // namespace sandbox::frontend
