// See sentry.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/sentry.h"

#include <algorithm>
#include <errno.h>
#include <poll.h>

#include "launch/explain.h"

namespace sandbox::launch {

// Numbers mean something only together with the architecture: another one's may be a call that is refused.
bool Sentry::is_let_through(const kernel::Notice& notice) const {
  return notice.architecture == watch_->architecture && notice.number >= 0 &&
         std::binary_search(watch_->let_through.begin(), watch_->let_through.end(),
                            static_cast<std::uint32_t>(notice.number));
}

void Sentry::serve(short events) {
  // When all who could call have ended, a reader would wait for one of them for ever before Linux 6.11.
  if ((events & POLLIN) == 0) return (events & POLLHUP) != 0 ? listener_.close() : void();
  kernel::Notice notice;
  const kernel::Failure failure = kernel::next_notice(listener_.number(), notice);
  // Who called may have been killed.
  if (failure.error == ENOENT || failure.error == EINTR) return;
  if (failure) throw machine_error("hear of refused system calls", failure);
  const bool passes = is_let_through(notice);
  if (onlooker_ != nullptr) onlooker_->heard(notice, !passes);
  const kernel::Failure lost = kernel::answer(notice, passes ? 0 : EPERM);
  if (lost && lost.error != ENOENT) throw machine_error("answer a system call", lost);
}

}  // namespace sandbox::launch
