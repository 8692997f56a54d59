// The loop of a supervisor: it waits for signals, for news of init, for bytes to relay, and for system calls that are
// told of, and for nothing else.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <poll.h>
#include <sys/types.h>

#include "child/report.h"
#include "kernel/fd.h"
#include "kernel/signals.h"
#include "launch/ending.h"
#include "launch/relay.h"
#include "launch/sentry.h"
#include "steps/plan.h"

namespace sandbox::launch {

class Vigil {
 public:
  /// `awaited` are the signals, all of them blocked. `relay` may be null. Throws SystemError.
  Vigil(pid_t init, int channel, kernel::SignalSet awaited, Relay* relay, Sentry& sentry,
        const std::optional<steps::TimeLimit>& time_limit);

  /// Returns when init has ended and all that was said is shown. Throws LaunchError when init ended without telling how
  /// the command did.
  Ending keep();

 private:
  using Clock = std::chrono::steady_clock;

  bool wait(std::int64_t milliseconds);
  std::int64_t time_left() const;
  void keep_time();
  void hear_of_command();
  void hear_signals();
  void take(const kernel::Arrival& arrival);
  void pass_on(int signal, child::Reach reach) const;
  void hang_up() const;
  void give_terminal();
  void command_stopped(int signal);
  void suspend(int signal);
  void go_on();
  void show_the_rest();

  pid_t init_;
  int channel_;
  Relay* relay_;
  Sentry* sentry_;
  kernel::Fd signals_;
  std::array<pollfd, 3 + Relay::watched> set_{};
  const std::optional<steps::TimeLimit>& time_limit_;
  const Clock::time_point begin_ = Clock::now();
  std::optional<Clock::time_point> deadline_;
  bool timed_out_ = false;
  kernel::Usage used_;
  std::optional<int> how_init_ended_;
  std::optional<int> how_command_ended_;
  bool suspended_ = false;
  bool wants_terminal_ = false;
  bool hung_up_ = false;
  bool hurried_ = false;
};

}  // namespace sandbox::launch
