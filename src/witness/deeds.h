// The single deeds of a witness: 0 when it works, else an errno value.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace sandbox::witness {

/// Opens a file and reads a byte of it, or lists a directory.
std::int32_t try_to_read(const char* path);

/// Opens a file for writing and writes nothing; in a directory, makes a file and removes it.
std::int32_t try_to_write(const char* path);

/// Asks whether a file can be executed, and executes nothing: AT_EXECVE_CHECK, before Linux 6.14 access(2), which knows
/// permissions and noexec mounts, but nothing of Landlock.
std::int32_t try_to_execute(const char* path);

/// Connects, by TCP to "ADDRESS:PORT" or to the socket at a path, and hangs up.
std::int32_t try_to_connect(const char* address);

}  // namespace sandbox::witness
