// Ownership of file descriptors.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/syscall.h>
#include <utility>

#include "kernel/raw.h"

namespace sandbox::kernel {

/// Owns one descriptor and closes it. An `int` parameter elsewhere is borrowed.
class Fd {
 public:
  Fd() noexcept = default;
  explicit Fd(int number) noexcept : number_(number) {}
  Fd(Fd&& other) noexcept : number_(other.release()) {}
  Fd& operator=(Fd&& other) noexcept {
    if (this != &other) {
      close();
      number_ = other.release();
    }
    return *this;
  }
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  ~Fd() { close(); }

  /// The number, borrowed; -1 when it owns nothing.
  int number() const noexcept { return number_; }
  explicit operator bool() const noexcept { return number_ >= 0; }

  /// Gives the ownership away.
  int release() noexcept { return std::exchange(number_, -1); }

  /// Closes it now. close(2) of what we open cannot fail in a way that matters.
  void close() noexcept {
    if (number_ >= 0) raw(SYS_close, release());
  }

 private:
  int number_ = -1;
};

}  // namespace sandbox::kernel
