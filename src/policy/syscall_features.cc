// See syscall_features.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/syscall_features.h"

#include <algorithm>
#include <array>

namespace sandbox::policy {
namespace {

constexpr auto bluetooth = std::to_array({Family::bluetooth});
constexpr auto can = std::to_array({Family::can});

constexpr auto features = std::to_array<SyscallFeature>({
    {"bluetooth", "sockets of bluetooth devices", "", bluetooth},
    {"can", "sockets of the controller area network", "", can},
    {"devel",
     "debuggers and tracers, of the sandbox's own processes",
     "kcmp pidfd_getfd process_madvise process_vm_readv process_vm_writev ptrace",
     {}},
    {"io-uring",
     "system calls by rings in memory, which no filter sees: every family of sockets and every mode of a file with "
     "them",
     "@io-uring",
     {}},
    {"keyring", "keys and keyrings; the session keyring is the sandbox's own", "@keyring", {}},
    {"multiarch",
     "32-bit programs; what they call by socketcall(2) is not looked into, so every family of sockets is open to them",
     "",
     {},
     true},
    {"numa", "placing memory on nodes", "@memory-policy", {}},
    {"perf", "performance counters", "perf_event_open", {}},
    {"set-id-files", "making set-user-ID and set-group-ID files, which count outside", "openat2", {}, false, true},
    {"userfaultfd", "handling page faults, as emulators and runtimes do", "userfaultfd", {}},
});

}  // namespace

std::span<const SyscallFeature> syscall_features() { return features; }

const SyscallFeature* find_syscall_feature(std::string_view name) {
  const auto* found =
      std::find_if(features.begin(), features.end(), [&](const auto& feature) { return feature.name == name; });
  return found == features.end() ? nullptr : found;
}

}  // namespace sandbox::policy
