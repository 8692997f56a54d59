// The first process of the sandbox. The kernel gives pid 1 three properties that are used here: when it ends, all of
// its namespace ends; it is the parent of every orphan; a signal without a handler does not reach it from inside.
//
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdint>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

#include "child/work.h"
#include "child/world.h"
#include "kernel/files.h"
#include "kernel/messages.h"
#include "kernel/process.h"
#include "kernel/signals.h"

namespace sandbox::child {
namespace {

using kernel::Failure;

constexpr int refused = 125;

constexpr unsigned last_number = ~0U;

// The lowest of some descriptors, from a number on.
class Lowest {
 public:
  explicit Lowest(unsigned from) noexcept : from_(from) {}
  void consider(int fd) noexcept {
    const auto candidate = static_cast<unsigned>(fd);
    if (candidate >= from_ && candidate < lowest_) lowest_ = candidate;
  }
  unsigned number() const noexcept { return lowest_; }

 private:
  unsigned from_;
  unsigned lowest_ = last_number;
};

// Closes all from that number on, but for those that `next_needed` finds.
template <class NextNeeded>
Failure close_all_but(unsigned from, NextNeeded next_needed) noexcept {
  for (;;) {
    const unsigned needed = next_needed(from);
    if (needed == last_number) return kernel::close_now(from, last_number);
    if (needed > from)
      if (const Failure failure = kernel::close_now(from, needed - 1)) return failure;
    from = needed + 1;
  }
}

// What the caller had open goes before the first step: by /proc/self/fd it would be a path, which a link planted where
// the command starts, or in the place of the command, could take. This process and the command need the rest.
Failure close_inherited(const Work& work) noexcept {
  return close_all_but(3, [&](unsigned from) noexcept {
    Lowest next(from);
    for (const int fd : {work.report, work.channel, work.gate, work.output, work.plan->execute.program})
      next.consider(fd);
    for (const int fd : work.plan->execute.pass_fds) next.consider(fd);
    return next.number();
  });
}

// What must hold before the first step: the end of the supervisor is the end of this process, no terminal's signals
// come here, and files get the modes that the steps say.
Failure prepare(const Work& work) noexcept {
  if (const Failure failure = kernel::die_with_parent(SIGKILL)) return failure;
  if (const Failure failure = close_inherited(work)) return failure;
  if (kernel::lost_its_reader(work.report)) kernel::end(refused);
  if (const Failure failure = kernel::new_session()) return failure;
  if (const Failure failure = kernel::set_mask(kernel::SignalSet::all())) return failure;
  if (const Failure failure = kernel::set_umask(0)) return failure;
  return kernel::set_name("sandbox-init");
}

// What the caller had open must not live on in a process of the sandbox: init keeps what it tells the supervisor by,
// and the terminal of its session, if there is one.
Failure close_unneeded(const Work& work, int terminal, int children) noexcept {
  return close_all_but(0, [&](unsigned from) noexcept {
    Lowest next(from);
    next.consider(work.channel);
    next.consider(children);
    next.consider(terminal);
    return next.number();
  });
}

// Does what the supervisor asks for. Where it is gone, nothing may stay.
void obey(const Work& work, pid_t command, int terminal) noexcept {
  Order order;
  std::size_t length = 0;
  if (kernel::read_some(work.channel, &order, sizeof order, length) || length != sizeof order) kernel::end(refused);
  if (order.reach == Reach::foreground) static_cast<void>(kernel::set_foreground(terminal, command));
  if (order.reach == Reach::background) static_cast<void>(kernel::set_foreground(terminal, kernel::own_group()));
  static_cast<void>(kernel::send(order.reach == Reach::process ? command : -command, order.signal));
}

// Reaps what has ended, and tells the supervisor what became of the command: that it was stopped, or how it ended.
void reap(const Work& work, pid_t command) noexcept {
  for (;;) {
    pid_t pid = 0;
    int status = 0;
    if (kernel::wait_for_change(pid, status) || pid == 0) return;
    if (pid != command) continue;
    static_cast<void>(kernel::write_all(work.channel, &status, sizeof status));
    if (!WIFSTOPPED(status)) kernel::end(0);
  }
}

[[noreturn]] void give_up(const Work& work, Failure failure) noexcept {
  tell(work, Stage::begin, 0, failure);
  kernel::end(refused);
}

// Builds the world, gives up rights, and starts the command, which inherits that.
pid_t start_second(const Work& work, Workbench& bench) noexcept {
  if (!carry_out(work, bench, Stage::world, work.plan->world) ||
      !carry_out(work, bench, Stage::ruleset, work.plan->ruleset) ||
      !carry_out(work, bench, Stage::lockdown, work.plan->lockdown))
    kernel::end(refused);
  if (const Failure failure = pass_listener(work, bench, false)) give_up(work, failure);
  CommandWork command_work{.work = &work, .bench = &bench};
  pid_t pid = 0;
  if (const Failure failure =
          kernel::clone_until_exec({}, command, &command_work, work.command_stack->bytes, stack_size, pid))
    give_up(work, failure);
  return pid;
}

// The command does all that itself. This process, which nobody inside can see, gives up its rights likewise, and leaves
// what of the host it stands in.
pid_t start_first(const Work& work, Workbench& bench) noexcept {
  CommandWork command_work{.work = &work, .bench = &bench};
  pid_t pid = 0;
  if (const Failure failure = kernel::clone_until_exec({.pid = true}, first_command, &command_work,
                                                       work.command_stack->bytes, stack_size, pid))
    give_up(work, failure);
  if (const Failure failure = kernel::change_directory("/")) give_up(work, failure);
  Workbench own;
  own.is_commands = false;
  if (!carry_out(work, own, Stage::lockdown, work.plan->lockdown)) kernel::end(refused);
  return pid;
}

[[noreturn]] void watch(const Work& work, pid_t command, int terminal, int children) noexcept {
  constexpr std::int64_t for_ever = -1;
  // All others that are sent to pid 1, by whom ever, the kernel drops.
  static_cast<void>(kernel::set_mask(kernel::SignalSet{}.with(SIGCHLD)));
  std::array<pollfd, 2> set{
      {{.fd = children, .events = POLLIN, .revents = 0}, {.fd = work.channel, .events = POLLIN, .revents = 0}}};
  for (;;) {
    reap(work, command);
    bool any = false;
    if (kernel::wait_for_any(set, for_ever, any) || !any) continue;
    kernel::Arrival arrival;
    if (set[0].revents != 0) static_cast<void>(kernel::next_signal(children, arrival));
    if (set[1].revents != 0) obey(work, command, terminal);
  }
}

}  // namespace

void tell(const Work& work, Stage stage, std::size_t step, Failure failure) {
  const Report report{
      .stage = stage, .call = failure.call, .step = static_cast<std::uint32_t>(step), .error = failure.error};
  static_cast<void>(kernel::write_all(work.report, &report, sizeof report));
}

Failure pass_listener(const Work& work, Workbench& bench, bool late) {
  const std::optional<steps::Watch>& watch = work.plan->supervision.watch;
  if (!watch || watch->heard_late != late) return {};
  if (!bench.listener) return kernel::write_all(work.channel, "", 1);
  const Failure failure = kernel::send_descriptor(work.channel, bench.listener.number());
  bench.listener.close();
  return failure;
}

bool carry_out(const Work& work, Workbench& bench, Stage stage, const std::vector<steps::Step>& list) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Failure failure = perform(bench, list[i].action);
    if (!failure) continue;
    tell(work, stage, i, failure);
    return false;
  }
  return true;
}

int init(void* argument) {
  const Work& work = *static_cast<const Work*>(argument);
  if (const Failure failure = prepare(work)) give_up(work, failure);
  Workbench bench;
  bench.gate = kernel::Fd(work.gate);
  bench.channel = work.channel;
  bench.output = work.output;
  bench.caller_terminal = work.caller_terminal;
  bench.has_keyboard = work.has_keyboard;
  const bool is_first = work.plan->execute.as_first_process.has_value();

  kernel::Fd children;
  if (const Failure failure = kernel::watch_signals(kernel::SignalSet{}.with(SIGCHLD), children))
    give_up(work, failure);
  const pid_t pid = is_first ? start_first(work, bench) : start_second(work, bench);
  if (const Failure failure = pass_listener(work, bench, true)) give_up(work, failure);
  Workbench own;
  own.is_commands = false;
  if (!carry_out(work, own, Stage::guard, work.plan->guard)) kernel::end(refused);
  const int terminal = is_first ? -1 : bench.terminal.number();
  if (const Failure failure = close_unneeded(work, terminal, children.number())) give_up(work, failure);
  watch(work, pid, terminal, children.number());
}

}  // namespace sandbox::child
