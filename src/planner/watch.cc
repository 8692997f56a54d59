// See watch.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/watch.h"

#include <fmt/format.h>
#include <string>
#include <utility>
#include <variant>

#include "filters/filter.h"
#include "filters/watched.h"
#include "planner/host_to_be.h"
#include "planner/sources.h"
#include "support/error.h"
#include "support/quote.h"
#include "syscalls/table.h"

namespace sandbox::planner {
namespace {

using policy::Denials;

steps::DenialLog log_of(Denials denials) {
  switch (denials) {
    case Denials::none:
    case Denials::summary: break;
    case Denials::at_once: return steps::DenialLog::at_once;
    case Denials::file: return steps::DenialLog::file;
    case Denials::journal: return steps::DenialLog::journal;
  }
  return steps::DenialLog::summary;
}

HostPath usual_file(const policy::Policy& policy, const Places& places) {
  const std::optional<HostPath> own = own_state_directory(policy, places);
  if (!own)
    throw PolicyError("refusals are kept under the name of their profile, and this one has none",
                      policy.log.denials.origin, "give it one: name = \"NAME\", or say where with log.file");
  return *own / "denials.jsonl";
}

// The directory of the profile's own is made; what a person has named must be there.
HostPath file_of(const policy::Policy& policy, const Places& places, const Preparation& preparation, const Host& host,
                 steps::Plan& plan) {
  const bool named = policy.log.file.given();
  const Origin& origin = named ? policy.log.file.origin : policy.log.denials.origin;
  const HostPath file = named ? expand_path(policy.log.file.value, places, origin) : usual_file(policy, places);
  if (file.is_root() || file.name() == "..")
    throw PolicyError(fmt::format("{} is no file to write to", shell_word(file.text())), origin,
                      "name a file in a directory that exists");
  const HostToBe prepared(host, preparation.directories);
  Sources sources(policy.filesystem, places, prepared);
  if (preparation.kept_home) sources.distrust(*preparation.kept_home);
  const DirectoryToBe directory = sources.resolve_directory(file.parent(), origin);
  if (!directory.exists() && named)
    throw PolicyError(fmt::format("{} is to be written, and its directory does not exist", shell_word(file.text())),
                      origin, "make the directory, or name another file");
  if (!directory.exists()) plan.before.push_back({steps::MakeHostDirectory{directory.real}, origin});
  return directory.real / file.name();
}

}  // namespace

void watch_over(steps::Plan& plan, const policy::Policy& policy, const Places& places, const Preparation& preparation,
                const Host& host) {
  const Denials denials = policy.log.denials.value;
  if (denials == Denials::none) return;
  steps::Watch watch{.log = log_of(denials),
                     .architecture = syscalls::audit_architecture(syscalls::native),
                     .let_through = {},
                     .file = {},
                     .heard_late = !filters::first_process_can_live_under(policy),
                     .origin = policy.log.denials.origin};
  // The filter is the last step of its list.
  auto& filter = std::get<steps::FilterSyscalls>((watch.heard_late ? plan.start : plan.lockdown).back().action);
  // Of two filters' answers the kernel takes "ask the supervisor" before "ask a tracer": what another one may want to
  // ask about is not heard of here.
  const bool alone = !policy.seccomp.bpf.given();
  const filters::Numbers wanted = alone ? filters::calls_to_hear_of(denials != Denials::summary) : filters::Numbers{};
  filters::WatchedFilter watched = filters::watched(filter.program, watch.architecture, wanted);
  if (watched.program.empty()) {
    if (denials != Denials::summary)
      throw PolicyError("the system call filter is too long to tell of what it refuses", watch.origin,
                        "fewer rules, or log.denials = \"none\"");
    plan.notes.emplace_back("the system call filter is too long to tell of what it refuses");
    return;
  }
  filter.telling = std::move(watched.program);
  watch.let_through = std::move(watched.let_through);
  if (denials == Denials::file) watch.file = file_of(policy, places, preparation, host, plan);
  plan.supervision.watch = std::move(watch);
}

}  // namespace sandbox::planner
