// How long a system call takes here: runs getppid, which does nothing, many times, and prints the nanoseconds of one.
// Inside a sandbox, what is more than outside is the price of the system call filter. With the argument "filter" it
// gives itself the smallest filter there is, one that allows all: the price of having any.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

constexpr int calls = 200'000;
constexpr int rounds = 10;

double nanoseconds_of_one() {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < calls; ++i) syscall(SYS_getppid);
  const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
  return took.count() / calls;
}

bool install_smallest_filter() {
  sock_filter allow[] = {{BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW}};
  const sock_fprog program{1, allow};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && (std::string_view(argv[1]) != "filter" || !install_smallest_filter())) return 1;
  // The fastest round is the one that nobody disturbed.
  double best = nanoseconds_of_one();
  for (int round = 1; round < rounds; ++round) best = std::min(best, nanoseconds_of_one());
  std::printf("%.2f\n", best);
}
