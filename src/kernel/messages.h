// A channel between two processes on which a descriptor can travel: unix(7).
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/failure.h"
#include "kernel/fd.h"

namespace sandbox::kernel {

/// A pair of connected sockets that keep messages whole, both close-on-exec.
Failure make_channel(Fd& one, Fd& other) noexcept;

/// Sends a descriptor; the receiver gets one of its own.
Failure send_descriptor(int channel, int descriptor) noexcept;

/// Receives one. ENODATA when a message came without, EPIPE when the other end is closed.
Failure receive_descriptor(int channel, Fd& descriptor) noexcept;

}  // namespace sandbox::kernel
