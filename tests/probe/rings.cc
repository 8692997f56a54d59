// Verbs that ask the kernel for something by way of io_uring, where no filter sees the operation.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "probe.h"

namespace probe {
namespace {

template <class T>
T* at(void* start, std::size_t offset) {
  return reinterpret_cast<T*>(static_cast<char*>(start) + offset);
}

void* shared(int ring, std::size_t size, long offset) {
  return mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, ring, offset);
}

/// Has one operation done by a ring of its own: what it returns, or a negative errno, also when there is no ring.
long by_ring(const io_uring_sqe& operation) {
  io_uring_params facts{};
  const long made = syscall(SYS_io_uring_setup, 1, &facts);
  if (made < 0) return -errno;
  const auto ring = static_cast<int>(made);
  void* submissions = shared(ring, facts.sq_off.array + facts.sq_entries * sizeof(unsigned), IORING_OFF_SQ_RING);
  void* completions = shared(ring, facts.cq_off.cqes + facts.cq_entries * sizeof(io_uring_cqe), IORING_OFF_CQ_RING);
  void* entries = shared(ring, facts.sq_entries * sizeof(io_uring_sqe), IORING_OFF_SQES);
  if (submissions == MAP_FAILED || completions == MAP_FAILED || entries == MAP_FAILED) return -errno;

  *static_cast<io_uring_sqe*>(entries) = operation;
  *at<unsigned>(submissions, facts.sq_off.array) = 0;
  __atomic_store_n(at<unsigned>(submissions, facts.sq_off.tail), 1, __ATOMIC_RELEASE);
  if (syscall(SYS_io_uring_enter, ring, 1, 1, IORING_ENTER_GETEVENTS, nullptr, 0) < 0) return -errno;
  return at<io_uring_cqe>(completions, facts.cq_off.cqes)->res;
}

int answer_of_ring(long result) { return result < 0 ? refused(static_cast<int>(-result)) : done(); }

int ring_socket(Arguments arguments) {
  io_uring_sqe operation{};
  operation.opcode = IORING_OP_SOCKET;
  operation.fd = static_cast<int>(number(arguments, 0));
  operation.off = static_cast<unsigned long>(number(arguments, 1));
  return answer_of_ring(by_ring(operation));
}

int ring_create(Arguments arguments) {
  io_uring_sqe operation{};
  operation.opcode = IORING_OP_OPENAT;
  operation.fd = AT_FDCWD;
  operation.addr = reinterpret_cast<unsigned long>(argument(arguments, 1).c_str());
  operation.len = static_cast<unsigned>(number(arguments, 0));
  operation.open_flags = O_CREAT | O_WRONLY | O_CLOEXEC;
  return answer_of_ring(by_ring(operation));
}

constexpr Verb verbs[] = {
    {"ring-socket", "FAMILY TYPE", ring_socket},
    {"ring-create", "MODE PATH", ring_create},
};
const Register here{verbs};

}  // namespace
}  // namespace probe
