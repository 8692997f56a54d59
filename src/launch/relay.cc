// See relay.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/relay.h"

#include <algorithm>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <utility>

#include "kernel/files.h"

namespace sandbox::launch {
namespace {

using kernel::Failure;

bool would_block(Failure failure) { return failure.error == EAGAIN || failure.error == EINTR; }

// Not blocking is a property of what was opened, and the caller's is not ours to change. Where opening it again is
// refused, as after su(1), a terminal that takes nothing makes the relay wait.
kernel::Fd own_copy_of(int given) {
  kernel::Fd own;
  if (given >= 0 && kernel::open_again(given, own)) own = kernel::Fd(fcntl(given, F_DUPFD_CLOEXEC, 0));
  return own;
}

kernel::TerminalState state_of(int keyboard, int screen) {
  kernel::TerminalState state;
  kernel::read_modes(keyboard, state.modes);
  kernel::read_size(screen, state.size);
  return state;
}

// The terminal inside has made "\r\n" of "\n", and one that is not raw would do it again.
std::size_t without_returns(std::span<char> text) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') text[kept++] = text[i];
  return kept;
}

}  // namespace

bool Buffer::write_to(int fd) noexcept {
  while (!empty()) {
    std::size_t length = 0;
    const Failure failure = kernel::write_some(fd, bytes_.data() + begin_, end_ - begin_, length);
    begin_ += length;
    if (failure) return would_block(failure);
  }
  return true;
}

// An error is told last, and in few words. Dropping the older half now and then moves each byte but once.
void Tail::append(std::span<const char> text) {
  constexpr std::size_t kept = 16UL * 1024;
  const std::span<const char> news = text.last(std::min(text.size(), kept));
  if (text_.size() + news.size() > 2 * kept) text_.erase(0, text_.size() - std::min(text_.size(), kept - news.size()));
  text_.append(news.data(), news.size());
}

Relay::Relay(const steps::TerminalUse& use)
    : use_(use),
      keyboard_(own_copy_of(use.keyboard)),
      screen_(own_copy_of(use.screen)),
      state_(state_of(keyboard_.number(), screen_.number())),
      raw_(keyboard_.number()),
      claimed_(use.in_foreground && kernel::claim(screen_.number())),
      wished_(use.in_foreground || use.never_asks) {
  has_modes_ = attends_at_once();
  // Where another launcher, or a shell that reads a line, has the terminal, its modes are not those of who began it.
  if (!has_modes_) state_.modes = kernel::for_lines(state_.modes);
}

void Relay::begin(kernel::Fd inner) {
  inner_ = std::move(inner);
  if (attends_at_once() && can_attend()) attend();
}

void Relay::await(Watched set) const noexcept {
  const auto entry = [](bool wanted, int fd, int events) {
    return pollfd{.fd = wanted ? fd : -1, .events = static_cast<short>(events), .revents = 0};
  };
  const int inner_events = (said_.empty() ? POLLIN : 0) | (typed_.empty() ? 0 : POLLOUT);
  set[0] = entry(inner_events != 0, inner_.number(), inner_events);
  set[1] = entry(attended() && typed_.empty(), keyboard_.number(), POLLIN);
  set[2] = entry(!said_.empty(), screen_.number(), POLLOUT);
}

bool Relay::serve(Watched set) {
  const bool keyboard_is_there = set[1].revents == 0 || read_keyboard();
  if (!typed_.empty() && !typed_.write_to(inner_.number())) typed_.clear();
  if (set[2].revents != 0) show();
  if ((set[0].revents & ~POLLOUT) != 0 && said_.empty()) read_inner();
  return keyboard_is_there;
}

bool Relay::read_keyboard() {
  std::size_t length = 0;
  const Failure failure = kernel::read_some(keyboard_.number(), typed_.room().data(), typed_.room().size(), length);
  if (would_block(failure)) return true;
  if (failure || length == 0) {
    leave();
    keyboard_.close();
    return false;
  }
  typed_.fill(length);
  const std::span<char> bytes = typed_.room().first(length);
  restore_ends(bytes);
  note_signals(bytes);
  return true;
}

// What both terminals make a signal of: which key that is inside, the command says, and the person means the caller's.
// Whoever types on after that has seen the command survive it.
void Relay::note_signals(std::span<const char> bytes) {
  kernel::TerminalModes inside = raw_.callers();
  kernel::read_modes(inner_.number(), inside);
  signals_typed_ = {};
  when_typed_ = std::chrono::steady_clock::now();
  for (const auto& [which, signal] : {std::pair{VINTR, SIGINT}, {VQUIT, SIGQUIT}, {VSUSP, SIGTSTP}}) {
    char key = 0;
    char key_inside = 0;
    const bool is_key = kernel::signals_at(raw_.callers(), which, key) &&
                        kernel::signals_at(inside, which, key_inside) && key == key_inside;
    if (is_key && std::find(bytes.begin(), bytes.end(), key) != bytes.end())
      signals_typed_ = signals_typed_.with(signal);
  }
}

// Ctrl-D that was typed before the terminal became raw is the end of a line there, which the kernel keeps as a null.
void Relay::restore_ends(std::span<char> bytes) {
  const std::span<char> ahead = bytes.first(std::min(bytes.size(), typed_ahead_));
  std::replace(ahead.begin(), ahead.end(), '\0', static_cast<char>(raw_.callers().modes.c_cc[VEOF]));
  typed_ahead_ -= ahead.size();
}

void Relay::read_inner() {
  std::size_t length = 0;
  const Failure failure = kernel::read_some(inner_.number(), said_.room().data(), said_.room().size(), length);
  if (would_block(failure)) return;
  // EIO: nobody has the other end of the pseudo-terminal any more.
  if (failure || length == 0) return inner_.close();
  const bool doubled = caller_is_terminal() && !attended();
  said_.fill(doubled ? without_returns(said_.room().first(length)) : length);
  tail_.append(said_.room().first(length));
  show();
}

// What a terminal that is gone does not take is nobody's any more.
void Relay::show() {
  if (!said_.write_to(screen_.number())) said_.clear();
}

void Relay::resize() noexcept {
  if (!caller_is_terminal() || !inner_) return;
  kernel::read_size(screen_.number(), state_.size);
  kernel::set_size(inner_.number(), state_.size);
}

// Two launchers must not both take the keyboard, nor one the other's raw modes for its caller's. As input, unlike as
// screen, a terminal often has the name /dev/tty, which it shares with all others.
bool Relay::claim() noexcept {
  claimed_ = claimed_ || kernel::claim(screen_.number());
  return claimed_;
}

bool Relay::is_due() const noexcept { return keyboard_ && wished_ && kernel::is_in_foreground(keyboard_.number()); }

bool Relay::can_attend() noexcept { return is_due() && claim(); }

bool Relay::must_wait() noexcept { return is_due() && !claim(); }

// What the terminal had while its shell read a line, as when the command began in the background, is no mode for it.
void Relay::attend() {
  const bool was_attended = attended();
  raw_.enter();
  if (!was_attended) typed_ahead_ = kernel::typed_ahead(keyboard_.number());
  if (!has_modes_) kernel::set_modes(inner_.number(), raw_.callers());
  has_modes_ = true;
  resize();
}

void Relay::leave() {
  raw_.leave();
  if (claimed_) kernel::release(screen_.number());
  claimed_ = false;
}

// A command may need a moment to clean up; what ends it much later is another matter.
bool Relay::has_typed(int signal) const noexcept {
  constexpr std::chrono::seconds a_moment{5};
  return signals_typed_.has(signal) && std::chrono::steady_clock::now() - when_typed_ < a_moment;
}

}  // namespace sandbox::launch
