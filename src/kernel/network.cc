// See network.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "kernel/network.h"

#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "kernel/fd.h"

namespace sandbox::kernel {

Failure bring_up_loopback() noexcept {
  const long result = raw(SYS_socket, AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (result < 0) return checked(Call::socket, result);
  const Fd socket(static_cast<int>(result));
  ifreq request{};
  request.ifr_name[0] = 'l';
  request.ifr_name[1] = 'o';
  request.ifr_flags = IFF_UP | IFF_LOOPBACK | IFF_RUNNING;
  return checked(Call::ioctl, raw(SYS_ioctl, socket.number(), SIOCSIFFLAGS, &request));
}

Failure set_host_name(std::string_view name) noexcept {
  return checked(Call::sethostname, raw(SYS_sethostname, name.data(), name.size()));
}

}  // namespace sandbox::kernel
