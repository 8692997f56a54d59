// See messages.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "kernel/messages.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "kernel/raw.h"

namespace sandbox::kernel {
namespace {

// One byte, since a message must have some, and room for one descriptor beside it.
class Parcel {
 public:
  Parcel() noexcept {
    header_.msg_iov = &content_;
    header_.msg_iovlen = 1;
    header_.msg_control = room_;
    header_.msg_controllen = sizeof room_;
  }
  Parcel(const Parcel&) = delete;
  Parcel& operator=(const Parcel&) = delete;

  void put(int descriptor) noexcept {
    cmsghdr* const attachment = CMSG_FIRSTHDR(&header_);
    attachment->cmsg_level = SOL_SOCKET;
    attachment->cmsg_type = SCM_RIGHTS;
    attachment->cmsg_len = CMSG_LEN(sizeof descriptor);
    __builtin_memcpy(CMSG_DATA(attachment), &descriptor, sizeof descriptor);
  }

  // -1 when it holds none.
  int take() const noexcept {
    const cmsghdr* const attachment = CMSG_FIRSTHDR(&header_);
    if (attachment == nullptr || attachment->cmsg_type != SCM_RIGHTS) return -1;
    int descriptor = -1;
    __builtin_memcpy(&descriptor, CMSG_DATA(attachment), sizeof descriptor);
    return descriptor;
  }

  msghdr* header() noexcept { return &header_; }

 private:
  char byte_ = 0;
  iovec content_{.iov_base = &byte_, .iov_len = sizeof byte_};
  alignas(cmsghdr) char room_[CMSG_SPACE(sizeof(int))] = {};
  msghdr header_{};
};

}  // namespace

Failure make_channel(Fd& one, Fd& other) noexcept {
  int pair[2];
  const long result = raw(SYS_socketpair, AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair);
  if (result < 0) return checked(Call::socketpair, result);
  one = Fd(pair[0]);
  other = Fd(pair[1]);
  return {};
}

Failure send_descriptor(int channel, int descriptor) noexcept {
  Parcel parcel;
  parcel.put(descriptor);
  return checked(Call::sendmsg, raw(SYS_sendmsg, channel, parcel.header(), MSG_NOSIGNAL));
}

Failure receive_descriptor(int channel, Fd& descriptor) noexcept {
  Parcel parcel;
  const long length = raw(SYS_recvmsg, channel, parcel.header(), MSG_CMSG_CLOEXEC);
  if (length < 0) return checked(Call::recvmsg, length);
  if (length == 0) return {Call::recvmsg, EPIPE};
  descriptor = Fd(parcel.take());
  return descriptor ? Failure{} : Failure{Call::recvmsg, ENODATA};
}

}  // namespace sandbox::kernel
