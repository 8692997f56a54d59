// Writes for those who may have stopped reading. Signals are held back then, so that nothing but a limit ends the wait.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string_view>

#include "kernel/failure.h"

namespace sandbox::launch {

/// How long a launch waits for somebody to read.
constexpr std::chrono::milliseconds reading_patience{2000};

/// Writes all of it; ETIMEDOUT when it was not taken within that time.
kernel::Failure write_in_time(int fd, std::string_view text, std::chrono::milliseconds patience = reading_patience);

}  // namespace sandbox::launch
