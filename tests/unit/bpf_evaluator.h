// The kernel's filter machine in small: it runs a program of classic BPF over one system call, as seccomp(2) would.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <linux/filter.h>
#include <span>

namespace sandbox::testing {

/// A system call as a filter sees it; what is not given is 0.
struct Call {
  std::uint32_t architecture;  ///< AUDIT_ARCH_…
  std::uint32_t number;
  std::array<std::uint64_t, 6> arguments{};
};

/// What the program returns (SECCOMP_RET_…). Throws std::domain_error for what the kernel would not load: an
/// instruction that it does not allow here, a load outside of the call, a jump beyond the end.
std::uint32_t evaluate(std::span<const sock_filter> program, const Call& call);

/// The errno value that the program answers; 0 when it allows the call. Throws std::domain_error for any other answer.
int refusal(std::span<const sock_filter> program, const Call& call);

}  // namespace sandbox::testing
