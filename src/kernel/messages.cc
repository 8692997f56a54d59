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

// One byte, since a message must have some, and room for what may come beside it: a descriptor, and who sent it.
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

  template <class Thing>
  void put(int kind, const Thing& thing) noexcept {
    header_.msg_controllen = CMSG_SPACE(sizeof thing);
    cmsghdr* const attachment = CMSG_FIRSTHDR(&header_);
    attachment->cmsg_level = SOL_SOCKET;
    attachment->cmsg_type = kind;
    attachment->cmsg_len = CMSG_LEN(sizeof thing);
    __builtin_memcpy(CMSG_DATA(attachment), &thing, sizeof thing);
  }

  // False when there is none.
  template <class Thing>
  bool take(int kind, Thing& thing) noexcept {
    for (cmsghdr* attachment = CMSG_FIRSTHDR(&header_); attachment != nullptr;
         attachment = CMSG_NXTHDR(&header_, attachment)) {
      if (attachment->cmsg_type != kind) continue;
      __builtin_memcpy(&thing, CMSG_DATA(attachment), sizeof thing);
      return true;
    }
    return false;
  }

  bool is_incomplete() const noexcept { return (header_.msg_flags & MSG_CTRUNC) != 0; }
  msghdr* header() noexcept { return &header_; }

 private:
  char byte_ = 0;
  iovec content_{.iov_base = &byte_, .iov_len = sizeof byte_};
  alignas(cmsghdr) char room_[CMSG_SPACE(sizeof(ucred)) + CMSG_SPACE(sizeof(int))] = {};
  msghdr header_{};
};

template <class Thing>
Failure receive(int channel, int kind, Thing& thing) noexcept {
  Parcel parcel;
  const long length = raw(SYS_recvmsg, channel, parcel.header(), MSG_CMSG_CLOEXEC);
  if (length < 0) return checked(Call::recvmsg, length);
  if (length == 0) return {Call::recvmsg, EPIPE};
  if (parcel.take(kind, thing)) return {};
  // The kernel drops a descriptor for which the receiver has no number left.
  return {Call::recvmsg, parcel.is_incomplete() ? EMFILE : ENODATA};
}

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
  parcel.put(SCM_RIGHTS, descriptor);
  return checked(Call::sendmsg, raw(SYS_sendmsg, channel, parcel.header(), MSG_NOSIGNAL));
}

Failure receive_descriptor(int channel, Fd& descriptor) noexcept {
  int number = -1;
  const Failure failure = receive(channel, SCM_RIGHTS, number);
  descriptor = Fd(number);
  return failure;
}

void send_message(int channel, const void* bytes, std::size_t length) noexcept {
  raw(SYS_sendto, channel, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL, nullptr, 0);
}

Failure learn_senders(int channel) noexcept {
  const int yes = 1;
  return checked(Call::setsockopt, raw(SYS_setsockopt, channel, SOL_SOCKET, SO_PASSCRED, &yes, sizeof yes));
}

Failure receive_sender(int channel, pid_t& sender) noexcept {
  ucred who{};
  const Failure failure = receive(channel, SCM_CREDENTIALS, who);
  sender = who.pid;
  return failure;
}

}  // namespace sandbox::kernel
