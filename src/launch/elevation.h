// A launcher that runs with more rights than its caller has would lend them to whoever starts it: it has no business
// there, and refuses.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace sandbox::launch {

/// With which rights this program was started.
struct Rights {
  std::uint32_t uid = 0;
  std::uint32_t effective_uid = 0;
  std::uint32_t gid = 0;
  std::uint32_t effective_gid = 0;
  bool secure = false;            ///< AT_SECURE: the kernel saw execve give rights, or a security module said so
  bool has_capabilities = false;  ///< some are permitted
  std::string program;            ///< its path
};

/// Those of this process.
Rights real_rights();

/// Throws SystemError when they are more than the caller's own.
void refuse_elevation(const Rights& rights);

}  // namespace sandbox::launch
