// Files of the caller's that the launcher writes. They may lie where the command can write, so a link there may be of
// its making, or of the making of one before: none is followed that a command could have made.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <sys/types.h>

#include "kernel/fd.h"

namespace sandbox::launch {

/// Throws UsageError: the flag wants something written that cannot be, by that errno value.
[[noreturn]] void refuse_output(const std::string& flag, const std::string& what, int error, const std::string& hint);

/// Opens a file to write it from its beginning; owns nothing when the path is empty. Throws UsageError, with the flag.
kernel::Fd open_output(const std::string& path, const char* flag);

/// A file that holds a process id while the process runs.
class PidFile {
 public:
  /// Makes it, empty. Throws UsageError when something else than an old number stands there, or another launch's.
  explicit PidFile(const std::string& path);
  ~PidFile() { remove(); }
  PidFile(const PidFile&) = delete;
  PidFile& operator=(const PidFile&) = delete;

  explicit operator bool() const noexcept { return static_cast<bool>(file_); }
  void hold(pid_t process) const;
  /// Removes it, unless another file has its place by now.
  void remove();

 private:
  kernel::Fd directory_;
  std::string name_;
  kernel::Fd file_;
};

}  // namespace sandbox::launch
