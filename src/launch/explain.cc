// See explain.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/explain.h"

#include <algorithm>
#include <array>
#include <errno.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <utility>
#include <variant>
#include <vector>

#include "launch/hints.h"
#include "support/quote.h"

namespace sandbox::launch {
namespace {

std::string words_of(kernel::Failure failure) {
  return fmt::format("{} ({})", kernel::name_of(failure.call), name_of_errno(failure.error));
}

std::string how_it_ended(int wait_status) {
  return WIFSIGNALED(wait_status) ? fmt::format("was killed by signal {}", WTERMSIG(wait_status))
                                  : fmt::format("ended with status {}", WEXITSTATUS(wait_status));
}

std::size_t count_of_steps(const steps::Plan& plan) {
  return plan.before.size() + plan.while_waiting.size() + plan.world.size() + plan.ruleset.size() +
         plan.lockdown.size() + plan.start.size() + 1 + plan.guard.size();
}

Complaint with_hint(Complaint complaint, const Hint& hint) {
  complaint.hint = hint.text();
  return complaint;
}

// The list that a stage carries out, and how many steps come before it.
struct Position {
  const std::vector<steps::Step>* list = nullptr;
  std::size_t before = 0;
};

Position position_of(const steps::Plan& plan, child::Stage stage) {
  const std::size_t waiting = plan.before.size() + plan.while_waiting.size();
  const std::size_t ruleset = waiting + plan.world.size();
  const std::size_t lockdown = ruleset + plan.ruleset.size();
  switch (stage) {
    case child::Stage::world: return {&plan.world, waiting};
    case child::Stage::ruleset: return {&plan.ruleset, ruleset};
    case child::Stage::lockdown: return {&plan.lockdown, lockdown};
    case child::Stage::start: return {&plan.start, lockdown + plan.lockdown.size()};
    case child::Stage::guard: return {&plan.guard, count_of_steps(plan) - plan.guard.size()};
    case child::Stage::begin:
    case child::Stage::execute: break;
  }
  return {};
}

// A process that shares its maker's memory, as the command does until execve, may be made under new clocks since about
// Linux 6.2.
Hint hint_for_begin(const steps::Plan& plan, kernel::Failure failure) {
  const bool has_clocks = std::any_of(plan.world.begin(), plan.world.end(), [](const steps::Step& step) {
    return std::holds_alternative<steps::NewClocks>(step.action);
  });
  if (failure.call == kernel::Call::clone && failure.error == EINVAL && has_clocks)
    return {"this kernel is too old to start a command with clocks of its own; leave out namespaces.time"};
  return hint_for_call(failure);
}

Refusal command_refused(const steps::Plan& plan, const child::Report& report, const Look& look) {
  const std::string& name = plan.execute.argv.front();
  const bool absent = report.error == ENOENT || report.error == ENOTDIR;
  std::string why = words_of_errno(report.error);
  if (absent && name.find('/') == std::string::npos) why = "no such command in the PATH of the sandbox";
  if (absent && !shown_command(plan, look).empty()) why = "what it needs to start is not there";
  return Refusal({.sentence = fmt::format("cannot execute {}: {}", shell_word(name), why),
                  .wanted_by = plan.execute.origin.given() ? plan.execute.origin.text() : "the command line",
                  .refused_by = words_of({report.call, report.error}),
                  .hint = {}},
                 hint_for_command(plan, report, look), absent ? ExitStatus::not_found : ExitStatus::cannot_execute);
}

}  // namespace

Refusal::Refusal(Complaint complaint, Hint hint, ExitStatus status)
    : LaunchError(with_hint(std::move(complaint), hint), status), hint_(std::move(hint)) {}

Refusal step_refused(const steps::Plan& plan, const child::Report& report, const Look& look) {
  if (report.stage == child::Stage::execute) return command_refused(plan, report, look);
  const kernel::Failure failure{report.call, report.error};
  const Position position = position_of(plan, report.stage);
  if (position.list == nullptr || report.step >= position.list->size())
    return Refusal({.sentence = "cannot start the first process of the sandbox: " + words_of_errno(failure.error),
                    .wanted_by = "every sandbox",
                    .refused_by = words_of(failure),
                    .hint = {}},
                   hint_for_begin(plan, failure));
  const steps::Step& step = (*position.list)[report.step];
  return Refusal(
      {.sentence = fmt::format("cannot {}: {}", steps::phrase_of(step.action), words_of_errno(failure.error)),
       .wanted_by = step.origin.text(),
       .refused_by =
           fmt::format("{}, step {} of {}", words_of(failure), position.before + report.step + 1, count_of_steps(plan)),
       .hint = {}},
      hint_for_step(step, failure, look));
}

Refusal ids_refused(const steps::Plan& plan, const IdRefusal& refusal, const Look& look) {
  const steps::MapIdRanges& work = plan.while_waiting[refusal.which];
  std::string why = refusal.complaint;
  std::string by = work.helper;
  if (refusal.failure) {
    why = words_of_errno(refusal.failure.error);
    by = words_of(refusal.failure);
  } else {
    const std::string how = how_it_ended(refusal.wait_status);
    if (why.empty()) why = fmt::format("{} {}", work.helper, how);
    by += fmt::format(", which {}", how);
  }
  return Refusal(
      {.sentence = fmt::format("cannot {}: {}", steps::phrase_of(work), why),
       .wanted_by = work.origin.text(),
       .refused_by = fmt::format("{}, step {} of {}", by, plan.before.size() + refusal.which + 1, count_of_steps(plan)),
       .hint = {}},
      hint_for_ids(work, refusal, look));
}

Refusal host_step_refused(const steps::Plan& plan, std::size_t step, kernel::Failure failure) {
  const steps::HostStep& refused = plan.before[step];
  return Refusal(
      {.sentence = fmt::format("cannot {}: {}", steps::phrase_of(refused.action), words_of_errno(failure.error)),
       .wanted_by = refused.origin.text(),
       .refused_by = fmt::format("{}, step {} of {}", words_of(failure), step + 1, count_of_steps(plan)),
       .hint = {}},
      hint_for_host_step(failure));
}

Refusal namespaces_refused(const steps::Plan& plan, kernel::Failure failure, const Look& look) {
  return Refusal({.sentence = "cannot create the namespaces of the sandbox: " + words_of_errno(failure.error),
                  .wanted_by = "every sandbox",
                  .refused_by = words_of(failure),
                  .hint = {}},
                 hint_for_namespaces(plan.unshare, failure.error, look));
}

LaunchError init_ended(int wait_status) {
  const bool killed = WIFSIGNALED(wait_status);
  const int status = killed ? 128 + WTERMSIG(wait_status) : static_cast<int>(ExitStatus::launcher_failed);
  return LaunchError(
      {.sentence =
           fmt::format("the first process of the sandbox {}; all that ran inside is gone", how_it_ended(wait_status)),
       .wanted_by = {},
       .refused_by = {},
       .hint = killed && WTERMSIG(wait_status) == 9 ? "somebody sent it SIGKILL, or memory ran out (see `dmesg`)" : ""},
      static_cast<ExitStatus>(status));
}

SystemError machine_error(const std::string& what, kernel::Failure failure) {
  return SystemError({.sentence = fmt::format("cannot {}: {}", what, words_of_errno(failure.error)),
                      .wanted_by = {},
                      .refused_by = words_of(failure),
                      .hint = hint_for_call(failure).text()});
}

}  // namespace sandbox::launch
