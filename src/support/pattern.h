// Names with "*" in them.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace sandbox {

/// True when the text has a "*".
bool is_pattern(std::string_view text);

/// True when the pattern stands for the whole name; "*" stands for any characters, also none. Takes time in proportion
/// to the product of the lengths at most.
bool matches(std::string_view name, std::string_view pattern);

}  // namespace sandbox
