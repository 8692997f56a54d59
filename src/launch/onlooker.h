// Who wants to know what a sandbox refuses. Decides nothing: what is told of is refused, or let through, as the plan
// says.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "kernel/listener.h"
#include "launch/ending.h"

namespace sandbox::launch {

class Onlooker {
 public:
  Onlooker() = default;
  Onlooker(const Onlooker&) = delete;
  Onlooker& operator=(const Onlooker&) = delete;
  virtual ~Onlooker() = default;

  /// What the plan has made on the host is there, and nothing has been started; what is thrown here ends the launch.
  virtual void begins() = 0;
  /// A system call waits for its answer: that it is refused, or may go on. Other threads of the caller run, and it may
  /// be killed meanwhile; what is read of it is nonsense then.
  virtual void heard(const kernel::Notice& notice, bool refused) = 0;
  /// The command has ended. `said` is the end of what it wrote to the terminal; empty where nothing was relayed.
  virtual void ended(const Ending& ending, std::string_view said) = 0;
};

}  // namespace sandbox::launch
