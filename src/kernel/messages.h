// A channel between two processes on which whole messages travel, and descriptors: unix(7).
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <sys/types.h>

#include "kernel/failure.h"
#include "kernel/fd.h"

namespace sandbox::kernel {

/// A pair of connected sockets that keep messages whole, both close-on-exec.
Failure make_channel(Fd& one, Fd& other) noexcept;

/// Sends a descriptor; the receiver gets one of its own.
Failure send_descriptor(int channel, int descriptor) noexcept;

/// Receives one. ENODATA when a message came without, EMFILE when the caller may have no more, EPIPE when the other end
/// is closed.
Failure receive_descriptor(int channel, Fd& descriptor) noexcept;

/// Sends some bytes as one message, which is dropped when the receiver has taken none for long.
void send_message(int channel, const void* bytes, std::size_t length) noexcept;

/// Has the kernel add to every message that comes from now on who has sent it: SO_PASSCRED.
Failure learn_senders(int channel) noexcept;

/// Waits for a message, and tells which process sent it, by its number here. EPIPE when the other end is closed.
Failure receive_sender(int channel, pid_t& sender) noexcept;

}  // namespace sandbox::kernel
