// The order of a launch, and its protocol:
//
//     supervisor                                   init (pid 1)                          command (pid 2)
//     a pipe, report; a channel
//     clone(namespaces) ─────────────────────────▶ (wait at the gate, if the plan has work of the supervisor's)
//     (map ids, a byte through the gate) ────────▶ world step 1 … n
//     read report ···                              lockdown step 1 … m; a listener, if there is one, is sent
//                                                  clone, wait for execve ─────────────▶ start step 1 … k
//                                                  close report; reap, carry orders out   execve closes report
//     ◀── end of file: the command runs            its own filter, where the command has another
//     ◀── a record: a step was refused             ends with the supervisor, always
//     wait for signals ──────────────────────────▶ orders: signals for the command
//     ◀── its wait status; SIGCHLD                 ends when the command ends
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/launch.h"

#include <cstring>
#include <optional>
#include <signal.h>
#include <string>
#include <utility>
#include <vector>

#include "child/work.h"
#include "kernel/fd.h"
#include "kernel/files.h"
#include "kernel/process.h"
#include "kernel/signals.h"
#include "launch/aftermath.h"
#include "launch/announcer.h"
#include "launch/connections.h"
#include "launch/explain.h"
#include "launch/gate.h"
#include "launch/prepare.h"
#include "launch/supervise.h"
#include "support/error.h"

namespace sandbox::launch {
namespace {

using kernel::Fd;

// The pointers that execve takes, with room for the null at the end.
std::vector<const char*> pointers_to(const std::vector<std::string>& strings) {
  std::vector<const char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (const std::string& string : strings) pointers.push_back(string.c_str());
  pointers.push_back(nullptr);
  return pointers;
}

// {"/bin/sh", a place for the script, the script's arguments…}
std::vector<const char*> shell_pointers_to(const std::vector<std::string>& argv) {
  std::vector<const char*> pointers = pointers_to(argv);
  pointers.insert(pointers.begin(), "/bin/sh");
  return pointers;
}

kernel::NamespaceFlags flags_of(const steps::NamespaceSet& unshare) {
  return {.cgroup = unshare.cgroup,
          .ipc = unshare.ipc,
          .mount = true,
          .network = unshare.network,
          .pid = true,
          .user = true,
          .uts = unshare.uts};
}

// True when a record came; false at end of file, that is, when the command runs.
bool was_refused(const Fd& report_pipe, child::Report& report) {
  std::size_t length = 0;
  if (const kernel::Failure failure = kernel::read_some(report_pipe.number(), &report, sizeof report, length))
    throw machine_error("read what the sandbox reports", failure);
  return length == sizeof report;
}

void wait_for_the_end_of(pid_t init) {
  pid_t pid = 0;
  int status = 0;
  static_cast<void>(kernel::wait_for(init, true, pid, status));
}

// Does what the first process waits for, and lets it go on. The gate's read end stays open until then: the process may
// have ended, and a byte that nobody can read would end the supervisor by SIGPIPE.
void pass_gate(const steps::Plan& plan, pid_t init, Connection gate, const Supervisor& supervisor, const Fd& report) {
  const std::optional<IdRefusal> refusal = map_ids_of(init, plan, supervisor);
  if (!refusal) {
    static_cast<void>(kernel::write_all(gate.here.number(), "", 1));
    return;
  }
  gate.here.close();
  wait_for_the_end_of(init);
  // A process that did not even come to the gate has said why.
  child::Report record;
  if (was_refused(report, record) && record.stage == child::Stage::begin) throw step_refused(plan, record);
  throw ids_refused(plan, *refusal);
}

// Init reads the plan where it lies, in the supervisor's own memory. When the supervisor gives up, init goes first.
class Leash {
 public:
  explicit Leash(pid_t init) noexcept : init_(init) {}
  ~Leash() {
    pid_t pid = 0;
    int status = 0;
    if (init_ == 0 || kernel::wait_for(init_, false, pid, status) || pid == init_) return;
    static_cast<void>(kernel::send(init_, SIGKILL));
    wait_for_the_end_of(init_);
  }
  Leash(const Leash&) = delete;
  Leash& operator=(const Leash&) = delete;

  // It has ended, and its number may be another process's by now.
  void let_go() noexcept { init_ = 0; }

 private:
  pid_t init_;
};

Ending launch_and_supervise(const steps::Plan& plan, Supervisor& supervisor, Connections& connections,
                            child::Work& work, child::Stack& stack, Announcer& announcer, Onlooker* onlooker) {
  pid_t init = 0;
  if (const kernel::Failure failure = kernel::clone_into_namespaces(flags_of(plan.unshare), child::init, &work,
                                                                    stack.bytes, child::stack_size, init))
    throw namespaces_refused(plan, failure);
  Leash leash(init);
  connections.leave_far_ends();
  const Fd& report = connections.report.here;
  if (!plan.while_waiting.empty()) pass_gate(plan, init, std::move(connections.gate), supervisor, report);

  supervisor.wait_for_report(report);
  child::Report record;
  if (was_refused(report, record)) {
    wait_for_the_end_of(init);
    throw step_refused(plan, record);
  }
  kernel::Fd inner = connections.relayed(plan.supervision.terminal.relayed);
  const std::optional<steps::Watch>& watch = plan.supervision.watch;
  Sentry sentry(watch ? &*watch : nullptr, onlooker);
  if (watch && !watch->heard_late) sentry.begin(connections.listener());
  if (announcer.wants_process_id())
    if (const pid_t command = connections.command(); command != 0) announcer.runs(init, command);
  if (watch && watch->heard_late) sentry.begin(connections.listener());
  const Ending ending = supervisor.supervise(init, connections.channel.here, std::move(inner), sentry);
  leash.let_go();
  return ending;
}

}  // namespace

int run(const steps::Plan& plan, Announcer& announcer, Onlooker* onlooker) {
  static child::Stack init_stack;
  static child::Stack command_stack;

  prepare_host(plan);
  if (onlooker != nullptr) onlooker->begins();
  Connections connections = Connections::of(plan, announcer.wants_process_id());
  Supervisor supervisor(plan.supervision);
  const std::vector<const char*> argv = pointers_to(plan.execute.argv);
  std::vector<const char*> shell_argv = shell_pointers_to(plan.execute.argv);
  const std::vector<const char*> envp = pointers_to(plan.execute.envp);
  child::Work work{.plan = &plan,
                   .argv = argv.data(),
                   .shell_argv = shell_argv.data(),
                   .envp = envp.data(),
                   .report = connections.report.there.number(),
                   .channel = connections.channel.there.number(),
                   .gate = connections.gate.there.number(),
                   .output = connections.output.there.number(),
                   .caller_terminal = supervisor.caller_terminal(),
                   .has_keyboard = supervisor.attends_at_once(),
                   .shows_command = announcer.wants_process_id(),
                   .command_stack = &command_stack};

  if (plan.supervision.die_with_parent) end_with_parent();
  // A caller that ignores SIGCHLD would have init reaped behind our back.
  kernel::reset_action(SIGCHLD);
  const Ending ending = launch_and_supervise(plan, supervisor, connections, work, init_stack, announcer, onlooker);
  tell_of_new_names(plan.supervision.awaited);
  if (ending.timed_out) tell_of_time_limit(*plan.supervision.time_limit);
  if (onlooker != nullptr) onlooker->ended(ending, supervisor.said());
  announcer.ended(ending);
  return supervisor.exit_status_of(ending);
}

void conceal_options(int argc, char** argv, int kept) {
  char* const begin = argv[0];
  char* const end = argv[argc - 1] + std::strlen(argv[argc - 1]) + 1;
  char* const command = kept > 0 ? argv[argc - kept] : end;
  char* const after_name = begin + std::strlen(begin) + 1;
  const auto length = static_cast<std::size_t>(end - command);
  std::memmove(after_name, command, length);
  std::memset(after_name + length, 0, static_cast<std::size_t>(end - after_name) - length);
}

}  // namespace sandbox::launch
