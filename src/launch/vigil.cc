// See vigil.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/vigil.h"

#include <algorithm>
#include <errno.h>
#include <signal.h>
#include <span>
#include <sys/wait.h>

#include "kernel/files.h"
#include "kernel/messages.h"
#include "kernel/process.h"
#include "launch/explain.h"

namespace sandbox::launch {

using child::Reach;

namespace {

constexpr std::int64_t for_ever = -1;

}  // namespace

Vigil::Vigil(pid_t init, int channel, kernel::SignalSet awaited, Relay* relay, Sentry& sentry,
             const std::optional<steps::TimeLimit>& time_limit)
    : init_(init), channel_(channel), relay_(relay), sentry_(&sentry), time_limit_(time_limit) {
  if (time_limit_) deadline_ = begin_ + time_limit_->until_asked;
  if (const kernel::Failure failure = kernel::watch_signals(awaited, signals_))
    throw machine_error("wait for signals", failure);
}

Ending Vigil::keep() {
  while (!how_init_ended_) {
    wait(time_left());
    keep_time();
    if (wants_terminal_ && relay_->can_attend()) give_terminal();
  }
  while (!how_command_ended_ && channel_ >= 0) hear_of_command();
  const auto wall = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin_);
  show_the_rest();
  if (relay_ != nullptr) relay_->leave();
  if (!how_command_ended_ && !timed_out_) throw init_ended(*how_init_ended_);
  return {.wait_status = how_command_ended_.value_or(SIGKILL), .timed_out = timed_out_, .wall = wall, .used = used_};
}

// Milliseconds, rounded up: poll(2) must not end before the time.
std::int64_t Vigil::time_left() const {
  // Nobody tells that another launcher has given the terminal back.
  constexpr std::int64_t until_next_look = 100;
  if (!deadline_) return wants_terminal_ ? until_next_look : for_ever;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline_ - Clock::now());
  return std::max<std::int64_t>(wants_terminal_ ? std::min(left.count(), until_next_look) : left.count(), 0);
}

// First the command is asked to end, also when it is stopped; then all of the sandbox is ended with init.
void Vigil::keep_time() {
  if (!deadline_ || how_init_ended_ || Clock::now() < *deadline_) return;
  deadline_.reset();
  if (timed_out_) return static_cast<void>(kernel::send(init_, SIGKILL));
  timed_out_ = true;
  hurried_ = true;
  deadline_ = Clock::now() + time_limit_->until_killed;
  pass_on(SIGTERM, Reach::group);
  pass_on(SIGCONT, Reach::group);
}

bool Vigil::wait(std::int64_t milliseconds) {
  set_[0] = {.fd = signals_.number(), .events = POLLIN, .revents = 0};
  set_[1] = {.fd = how_command_ended_ ? -1 : channel_, .events = POLLIN, .revents = 0};
  set_[2] = {.fd = sentry_->descriptor(), .events = POLLIN, .revents = 0};
  const Relay::Watched relayed = std::span(set_).last<Relay::watched>();
  for (pollfd& entry : relayed) entry = {.fd = -1, .events = 0, .revents = 0};
  if (relay_ != nullptr) relay_->await(relayed);
  bool any = false;
  if (const kernel::Failure failure = kernel::wait_for_any(set_, milliseconds, any))
    throw machine_error("wait for the sandbox", failure);
  if (relay_ != nullptr && !relay_->serve(relayed)) hang_up();
  if (set_[2].revents != 0) sentry_->serve(set_[2].revents);
  if (set_[1].revents != 0) hear_of_command();
  if (set_[0].revents != 0) hear_signals();
  return any;
}

// What init tells is a wait status: of a stop, or of the end.
void Vigil::hear_of_command() {
  if (how_command_ended_) return;
  int status = 0;
  std::size_t length = 0;
  if (kernel::read_some(channel_, &status, sizeof status, length) || length != sizeof status) {
    channel_ = -1;
    return;
  }
  if (!WIFSTOPPED(status)) {
    how_command_ended_ = status;
    return;
  }
  // Behind an older stop stands what is true now.
  bool more = false;
  if (!how_init_ended_ && !kernel::wait_until_readable(channel_, 0, more) && !more) command_stopped(WSTOPSIG(status));
}

void Vigil::hear_signals() {
  kernel::Arrival arrival;
  for (;;) {
    if (const kernel::Failure failure = kernel::next_signal(signals_.number(), arrival))
      throw machine_error("wait for signals", failure);
    if (arrival.signal == 0) return;
    take(arrival);
  }
}

void Vigil::take(const kernel::Arrival& arrival) {
  switch (arrival.signal) {
    case SIGCHLD: {
      pid_t pid = 0;
      int status = 0;
      if (const kernel::Failure failure = kernel::wait_for(init_, false, pid, status, &used_))
        throw machine_error("wait for the sandbox", failure);
      if (pid == init_) how_init_ended_ = status;
      return;
    }
    case SIGCONT: return go_on();
    case SIGWINCH:
      if (relay_ != nullptr && relay_->caller_is_terminal()) return relay_->resize();
      break;
    case SIGHUP:
      hurried_ = true;
      if (arrival.from_kernel) return hang_up();
      break;
    case SIGINT:
    case SIGQUIT:
    case SIGTERM: hurried_ = true; break;
    case SIGTSTP:
      if (wants_terminal_) return suspend(SIGTSTP);
      break;
    default: break;
  }
  // The group gets what a terminal sent, as it would without a sandbox.
  pass_on(arrival.signal, arrival.from_kernel ? Reach::group : Reach::process);
  // Who waits for the terminal of another launch is stopped, and heeds nothing before it goes on.
  if (wants_terminal_) pass_on(SIGCONT, Reach::group);
}

void Vigil::pass_on(int signal, Reach reach) const {
  const child::Order order{.signal = signal, .reach = reach};
  kernel::send_message(channel_, &order, sizeof order);
}

// As the kernel does to processes whose terminal is gone: they are told, and those that are stopped can hear it.
void Vigil::hang_up() const {
  pass_on(SIGHUP, Reach::group);
  pass_on(SIGCONT, Reach::group);
}

void Vigil::give_terminal() {
  wants_terminal_ = false;
  relay_->attend();
  pass_on(SIGCONT, Reach::foreground);
}

// Job control begins inside: what stopped the command stops the launcher, so that the shell outside sees it.
void Vigil::command_stopped(int signal) {
  const bool asks_for_terminal = signal == SIGTTIN || signal == SIGTTOU;
  if (relay_ != nullptr && asks_for_terminal) {
    relay_->wish();
    if (relay_->can_attend()) return give_terminal();
    wants_terminal_ = relay_->must_wait();
    if (wants_terminal_) return;
  }
  // Who is stopped by SIGSTOP, and by whom it goes on, is an affair of those inside; but nobody shall sit before a
  // keyboard that does nothing.
  if (signal != SIGSTOP)
    suspend(signal);
  else if (relay_ != nullptr && relay_->attended())
    suspend(SIGTSTP);
}

// A person who types Ctrl-Z stops all of the job, and so does, in the background, who asks for the terminal. Of its own
// accord a command stops the launcher alone.
void Vigil::suspend(int signal) {
  const bool whole_group = relay_ != nullptr && (signal != SIGTSTP || relay_->has_typed(SIGTSTP));
  if (relay_ != nullptr) relay_->leave();
  suspended_ = true;
  if (kernel::stop(signal, whole_group)) return;
  // Nobody is there who could let us go on. The kernel ends those who cannot have their terminal in such a case, or
  // lets them read its end.
  if (signal == SIGTSTP) return go_on();
  if (hung_up_ && relay_ != nullptr) relay_->hang_up();
  hung_up_ = true;
  hang_up();
}

void Vigil::go_on() {
  Reach reach = Reach::group;
  if (relay_ != nullptr && relay_->caller_is_terminal()) {
    const bool attend = relay_->can_attend();
    if (suspended_ || attend != relay_->attended()) reach = attend ? Reach::foreground : Reach::background;
    if (attend)
      relay_->attend();
    else
      relay_->leave();
  }
  suspended_ = false;
  wants_terminal_ = false;
  pass_on(SIGCONT, reach);
}

// Nobody inside is left to say anything; what was said may be on its way still. Only the screen is waited for as long
// as it takes, unless somebody has asked for the end.
void Vigil::show_the_rest() {
  constexpr std::int64_t grace = 100;
  while (relay_ != nullptr && relay_->has_more()) {
    hurried_ = hurried_ || relay_->has_typed(SIGINT);
    if (!wait(relay_->waits_for_screen() && !hurried_ ? for_ever : grace)) return;
  }
}

}  // namespace sandbox::launch
