// See timely_write.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/timely_write.h"

#include <algorithm>
#include <cstdint>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>

#include "kernel/files.h"
#include "kernel/signals.h"

namespace sandbox::launch {
namespace {

using Clock = std::chrono::steady_clock;
using kernel::Failure;

// Not blocking is a property of what was opened, and that is the caller's.
Failure wait_for_room(int fd, Clock::time_point deadline) {
  for (bool has_room = false; !has_room;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd place{.fd = fd, .events = POLLOUT, .revents = 0};
    const Failure failure = kernel::wait_for_any({&place, 1}, std::max<std::int64_t>(left, 0), has_room);
    // poll(2) takes no more descriptors than the caller may open, which can be none.
    if (failure.error == EINVAL) return {};
    if (failure) return failure;
    if (!has_room && left <= 0) return {kernel::Call::write, ETIMEDOUT};
  }
  return {};
}

}  // namespace

// Where poll(2) promises room, a pipe has it for so many bytes, and takes them at once.
Failure write_in_time(int fd, std::string_view text, std::chrono::milliseconds patience) {
  // A reader that is gone, and a file that may not become longer, are errors to tell of. Not before the command runs:
  // it would inherit that, were its own call to set them back refused.
  kernel::ignore(SIGPIPE);
  kernel::ignore(SIGXFSZ);
  const Clock::time_point deadline = Clock::now() + patience;
  while (!text.empty()) {
    if (const Failure failure = wait_for_room(fd, deadline)) return failure;
    std::size_t length = 0;
    const Failure failure = kernel::write_some(fd, text.data(), std::min<std::size_t>(text.size(), PIPE_BUF), length);
    if (failure && failure.error != EINTR && failure.error != EAGAIN) return failure;
    text.remove_prefix(length);
  }
  return {};
}

}  // namespace sandbox::launch
