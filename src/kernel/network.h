// The few things that are set in a new UTS and network namespace.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "kernel/failure.h"

namespace sandbox::kernel {

/// Sets the interface `lo` up; the kernel gives it 127.0.0.1 and ::1 by itself.
Failure bring_up_loopback() noexcept;

/// Sets the host name.
Failure set_host_name(std::string_view name) noexcept;

}  // namespace sandbox::kernel
