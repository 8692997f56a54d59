// See watcher.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "denials/watcher.h"

#include <algorithm>
#include <fmt/format.h>
#include <signal.h>
#include <string>
#include <sys/wait.h>
#include <utility>

#include "denials/attempts.h"
#include "denials/keys.h"
#include "denials/overheard.h"
#include "launch/aftermath.h"
#include "support/error.h"

namespace sandbox::denials {
namespace {

// What a command attempts is its own choice, and the memory of it is the launcher's.
constexpr std::size_t most_remembered = 4096;

bool is_own_service(const kernel::Notice& notice, const Attempt& attempt) {
  const std::optional<unsigned> port = attempt.kind == Kind::connect ? loopback_port(attempt.subject) : std::nullopt;
  return port && is_listened_to_by(std::to_string(notice.thread), *port);
}

// Whom a person ends, or the reader of a pipe, has not failed.
bool has_failed(const launch::Ending& ending) {
  if (ending.timed_out) return true;
  // Shells end so when what they ran was ended.
  constexpr int by_signal = 128;
  const int status = launch::exit_code_of(ending);
  const auto by = [&](int signal) { return status == by_signal + signal; };
  return status != 0 && !by(SIGHUP) && !by(SIGINT) && !by(SIGQUIT) && !by(SIGTERM) && !by(SIGPIPE);
}

}  // namespace

Watcher::Watcher(const steps::Plan& plan, Launch launch)
    : plan_(&plan), launch_(std::move(launch)), record_(*plan.supervision.watch, launch_.subject) {}

// Made when it is first needed: most launches never do.
const View& Watcher::view() {
  if (!view_) view_.emplace(*plan_, real_outside(), launch_.home());
  return *view_;
}

Circumstances Watcher::circumstances() const {
  return {.listed = plan_->supervision.watch->heard_late, .kernel_log_is_open = kernel_log_is_open()};
}

// Of one that is not known yet.
void Watcher::note(Denial denial, unsigned times) {
  if (denials_.size() == most_remembered) {
    if (!std::exchange(has_more_, true)) record_.close(most_remembered);
    return;
  }
  record_.add(denial);
  places_.emplace(denial.attempt, denials_.size());
  denials_.push_back({std::move(denial), times});
}

void Watcher::heard(const kernel::Notice& notice, bool refused) {
  for (const Attempt& attempt : attempts_of(notice, refused, view())) {
    if (allowed_.contains(attempt)) continue;
    if (const auto known = places_.find(attempt); known != places_.end()) {
      ++denials_[known->second].times;
      continue;
    }
    std::optional<Denial> denial = refused ? denial_of_call(attempt, circumstances()) : view().judge(attempt);
    const bool is_refused = denial && !is_own_service(notice, attempt);
    // What was read may have been somebody else's memory, when the caller has ended.
    if (!refused && !kernel::still_waits(notice)) return;
    if (is_refused)
      note(std::move(*denial), 1);
    else if (allowed_.size() < most_remembered)
      allowed_.insert(attempt);
  }
}

void Watcher::ended(const launch::Ending& ending, std::string_view said) {
  if (const std::string fault = record_.fault(); !fault.empty())
    launch::say(fmt::format("{}: {}\n", program_name, fault));
  if (!has_failed(ending) || launch_.quiet) return;
  const bool summary = plan_->supervision.watch->log == steps::DenialLog::summary;
  if (summary)
    for (Denial& denial : overheard(launch_.command, said, view()))
      if (!places_.contains(denial.attempt)) note(std::move(denial), 0);
  if (denials_.empty()) return;
  if (summary)
    launch::say(summary_of(denials_, launch_.subject,
                           {.drop_in = launch_.drop_in(),
                            .has_more = has_more_,
                            .files_unheard = plan_->supervision.terminal.screen < 0}));
  else if (const std::string place = record_.place(); !place.empty())
    launch::say(fmt::format("{}: what was refused is told in {}\n", program_name, place));
}

}  // namespace sandbox::denials
