// A verb that puts a program under a system call filter as containers have it: namespaces cannot be made.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstddef>
#include <iterator>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "probe.h"

namespace probe {
namespace {

constexpr unsigned namespaces = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS;

constexpr sock_filter statement(unsigned code, unsigned value) {
  return {static_cast<unsigned short>(code), 0, 0, value};
}

/// Skips so many statements when the loaded number is equal.
constexpr sock_filter skip_if_equal(unsigned value, unsigned char skipped) {
  return {BPF_JMP | BPF_JEQ | BPF_K, skipped, 0, value};
}

constexpr unsigned refuse_with(int error) { return SECCOMP_RET_ERRNO | static_cast<unsigned>(error); }

constexpr sock_filter without_namespaces[] = {
    statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
    skip_if_equal(SYS_clone3, 6),
    skip_if_equal(SYS_unshare, 4),
    skip_if_equal(SYS_clone, 1),
    statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    // The flags of clone are its first argument; their low word lies at its address.
    statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args)),
    {BPF_JMP | BPF_JSET | BPF_K, 0, 2, namespaces},
    statement(BPF_RET | BPF_K, refuse_with(EPERM)),
    // As containers do: the C library then takes clone, whose flags can be seen.
    statement(BPF_RET | BPF_K, refuse_with(ENOSYS)),
    statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};

int run_without_namespaces(Arguments arguments) {
  const sock_fprog program{static_cast<unsigned short>(std::size(without_namespaces)),
                           const_cast<sock_filter*>(without_namespaces)};  // the kernel only reads it
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) < 0)
    return refused(errno);
  return become(arguments);
}

constexpr Verb verbs[] = {
    {"without-namespaces", "PROGRAM [ARGUMENT…]", run_without_namespaces},
};
const Register here{verbs};

}  // namespace
}  // namespace probe
