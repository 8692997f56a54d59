// What a person has been told at a terminal, and need not be told again for a day.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ctime>
#include <string>
#include <string_view>

namespace sandbox::launch {

/// True when a record has that digest, told less than a day before `now`.
bool has_told(std::string_view record, std::string_view digest, std::time_t now);

/// True when what has that digest was told within a day; else the record in `directory` says from now on that it was.
/// Where there can be no record, nothing has been told: that is no error.
bool told_already(const std::string& directory, const std::string& digest);

}  // namespace sandbox::launch
