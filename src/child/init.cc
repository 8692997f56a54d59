// The first process of the sandbox. The kernel gives pid 1 three properties that are used here: when it ends, all of
// its namespace ends; it is the parent of every orphan; a signal without a handler does not reach it from inside.
//
// SPDX-License-Identifier: Apache-2.0
#include <signal.h>
#include <sys/wait.h>

#include "child/work.h"
#include "child/world.h"
#include "kernel/files.h"
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
    for (const int fd :
         {work.report, work.status, work.gate, work.post, work.herald, work.output, work.plan->execute.program})
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
Failure close_unneeded(const Work& work, int terminal) noexcept {
  return close_all_but(0, [&](unsigned from) noexcept {
    Lowest next(from);
    next.consider(work.status);
    next.consider(terminal);
    return next.number();
  });
}

// A signal of the supervisor's goes where it says; signals that processes of the sandbox send to pid 1 are nobody's.
// One of them that has left the Landlock domain, where there is one, could pretend to be outside: it reaches nobody but
// the command, and those it could reach itself.
void pass_on(const kernel::Arrival& arrival, pid_t command, int terminal) noexcept {
  if (!arrival.from_outside) return;
  const auto reach = static_cast<Reach>(arrival.value);
  if (reach == Reach::foreground) static_cast<void>(kernel::set_foreground(terminal, command));
  if (reach == Reach::background) static_cast<void>(kernel::set_foreground(terminal, kernel::own_group()));
  static_cast<void>(kernel::send(reach == Reach::process ? command : -command, arrival.signal));
}

// Reaps what has ended, and tells the supervisor what became of the command: that it was stopped, or how it ended.
void reap(const Work& work, pid_t command) noexcept {
  for (;;) {
    pid_t pid = 0;
    int status = 0;
    if (kernel::wait_for_change(pid, status) || pid == 0) return;
    if (pid != command) continue;
    static_cast<void>(kernel::write_all(work.status, &status, sizeof status));
    if (!WIFSTOPPED(status)) kernel::end(0);
  }
}

[[noreturn]] void watch(const Work& work, pid_t command, int terminal) noexcept {
  for (;;) {
    reap(work, command);
    const kernel::Arrival arrival = kernel::wait_for_signal(kernel::SignalSet::all());
    if (arrival.signal != SIGCHLD) pass_on(arrival, command, terminal);
  }
}

}  // namespace

void tell(const Work& work, Stage stage, std::size_t step, Failure failure) {
  const Report report{
      .stage = stage, .call = failure.call, .step = static_cast<std::uint32_t>(step), .error = failure.error};
  static_cast<void>(kernel::write_all(work.report, &report, sizeof report));
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
  if (const Failure failure = prepare(work)) {
    tell(work, Stage::begin, 0, failure);
    kernel::end(refused);
  }
  Workbench bench;
  bench.gate = kernel::Fd(work.gate);
  bench.post = work.post;
  bench.output = work.output;
  bench.caller_terminal = work.caller_terminal;
  bench.has_keyboard = work.has_keyboard;
  if (!carry_out(work, bench, Stage::world, work.plan->world) ||
      !carry_out(work, bench, Stage::lockdown, work.plan->lockdown))
    kernel::end(refused);

  CommandWork command_work{.work = &work, .bench = &bench};
  pid_t pid = 0;
  Failure failure = kernel::clone_until_exec(command, &command_work, work.command_stack->bytes, stack_size, pid);
  if (!failure) failure = close_unneeded(work, bench.terminal.number());
  if (failure) {
    tell(work, Stage::begin, 0, failure);
    kernel::end(refused);
  }
  watch(work, pid, bench.terminal.number());
}

}  // namespace sandbox::child
