// See listener.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "kernel/listener.h"

#include <algorithm>
#include <errno.h>
#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include "kernel/raw.h"

namespace sandbox::kernel {
namespace {

// Linux 5.19: once heard of, a call waits on for its answer, and only what kills its process interrupts it. Without
// that a signal has it begin again.
constexpr unsigned long wait_killable = 1UL << 5;

}  // namespace

Failure install_filter(const sock_filter* program, std::size_t length, Fd& listener) noexcept {
  // The kernel only reads the program; its structure has no const.
  sock_fprog filter{.len = static_cast<unsigned short>(length), .filter = const_cast<sock_filter*>(program)};
  const auto install = [&](unsigned long flags) {
    return raw(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER | flags, &filter);
  };
  long result = install(wait_killable);
  if (result == -EINVAL) result = install(0);
  if (result >= 0) listener = Fd(static_cast<int>(result));
  return checked(Call::seccomp, result);
}

Failure next_notice(int listener, Notice& notice) noexcept {
  seccomp_notif heard{};
  const long result = raw(SYS_ioctl, listener, SECCOMP_IOCTL_NOTIF_RECV, &heard);
  notice = {.listener = listener,
            .id = heard.id,
            .thread = static_cast<pid_t>(heard.pid),
            .architecture = heard.data.arch,
            .number = heard.data.nr,
            .arguments = {}};
  std::copy(std::begin(heard.data.args), std::end(heard.data.args), notice.arguments.begin());
  return checked(Call::ioctl, result);
}

Failure answer(const Notice& notice, int error) noexcept {
  seccomp_notif_resp reply{.id = notice.id,
                           .val = 0,
                           .error = -error,
                           .flags = error == 0 ? static_cast<std::uint32_t>(SECCOMP_USER_NOTIF_FLAG_CONTINUE) : 0};
  return checked(Call::ioctl, raw(SYS_ioctl, notice.listener, SECCOMP_IOCTL_NOTIF_SEND, &reply));
}

bool still_waits(const Notice& notice) noexcept {
  return raw(SYS_ioctl, notice.listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &notice.id) == 0;
}

std::size_t read_memory(pid_t process, std::uint64_t address, void* buffer, std::size_t size) noexcept {
  // The kernel copies an area as a whole or not at all, and strings end before the page behind them begins.
  constexpr std::uint64_t page = 4096;
  std::size_t total = 0;
  while (total < size) {
    const std::uint64_t from = address + total;
    const std::size_t part = std::min<std::uint64_t>(size - total, page - from % page);
    const iovec here{.iov_base = static_cast<char*>(buffer) + total, .iov_len = part};
    const iovec there{.iov_base = reinterpret_cast<void*>(from), .iov_len = part};  // NOLINT: an address elsewhere
    const long length = raw(SYS_process_vm_readv, process, &here, 1, &there, 1, 0);
    if (length <= 0) break;
    total += static_cast<std::size_t>(length);
    if (static_cast<std::size_t>(length) < part) break;
  }
  return total;
}

}  // namespace sandbox::kernel
