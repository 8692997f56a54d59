// See executable_memfds.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "filters/executable_memfds.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sys/syscall.h>

namespace sandbox::filters {
namespace {

// The low half of an argument comes first.
static_assert(std::endian::native == std::endian::little);

constexpr std::uint32_t noexec_seal = 8;  // MFD_NOEXEC_SEAL of Linux 6.3
constexpr std::uint32_t x32_bit = 0x40000000;

#if defined(__x86_64__)
constexpr std::uint32_t own_architecture = AUDIT_ARCH_X86_64;
#else
constexpr std::uint32_t own_architecture = AUDIT_ARCH_AARCH64;
#endif

constexpr std::uint32_t answer(int error) { return SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(error); }

}  // namespace

std::vector<sock_filter> refuse_executable_memfds() {
  return {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, own_architecture, 0, 6),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, x32_bit, 4, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_memfd_create, 0, 4),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args[1])),
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, noexec_seal, 2, 0),
      BPF_STMT(BPF_RET | BPF_K, answer(EACCES)),
      BPF_STMT(BPF_RET | BPF_K, answer(ENOSYS)),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
}

}  // namespace sandbox::filters
