// See planner.h. This file only puts the parts in order; each part decides for itself.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/planner.h"

#include <algorithm>
#include <iterator>

#include "machine/places.h"
#include "planner/capabilities.h"
#include "planner/clocks.h"
#include "planner/command.h"
#include "planner/environment.h"
#include "planner/filesystem.h"
#include "planner/id_maps.h"
#include "planner/identity.h"
#include "planner/landlock.h"
#include "planner/lockdown.h"
#include "planner/path_patterns.h"
#include "planner/terminal.h"
#include "planner/watch.h"

namespace sandbox::planner {
namespace {

bool is_shared(const policy::Policy& policy, policy::Shared what) {
  const auto& share = policy.namespaces.share;
  return std::any_of(share.begin(), share.end(), [&](const auto& entry) { return entry.value == what; });
}

steps::NamespaceSet namespaces_of(const policy::Policy& policy) {
  return {.cgroup = !is_shared(policy, policy::Shared::cgroup),
          .ipc = !is_shared(policy, policy::Shared::ipc),
          .network = policy.network.mode.value == policy::NetworkMode::none,
          .uts = !is_shared(policy, policy::Shared::uts)};
}

// The host's name says whose machine this is; inside it is nobody's business.
steps::Step set_host_name(const Sourced<std::string>& hostname) {
  return {steps::SetHostName{hostname.given() ? hostname.value : "sandbox"}, hostname.origin};
}

// Under the name that tells it from others; a policy that was made by hand has but the one.
Places places_of(const policy::Policy& policy, const Host& host) {
  const std::string& own = policy.provenance.state_name;
  return Places(host, {.name = policy.name.value, .state_name = own.empty() ? policy.name.value : own});
}

Places inside_of(const policy::Policy& policy, const Places& places, const Identity& identity) {
  return policy.user.home.given() ? places.inside(*InnerPath::parse(identity.home)) : places;
}

void append(std::vector<steps::Step>& list, std::vector<steps::Step> more) {
  list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// What the command has open of the caller's.
std::vector<int> inherited(const std::vector<int>& replaced, const std::vector<int>& passed) {
  std::vector<int> numbers;
  for (const int number : {0, 1, 2})
    if (!std::binary_search(replaced.begin(), replaced.end(), number)) numbers.push_back(number);
  numbers.insert(numbers.end(), passed.begin(), passed.end());
  return numbers;
}

std::optional<steps::TimeLimit> time_limit_of(const policy::Limits& limits) {
  constexpr const char* usual_patience = "10s";
  const auto time = [](std::string_view text) {
    return std::chrono::milliseconds(policy::milliseconds_of(text).value_or(0));
  };
  if (!limits.timeout.given()) return std::nullopt;
  return steps::TimeLimit{.until_asked = time(limits.timeout.value),
                          .until_killed = time(limits.kill_after.given() ? limits.kill_after.value : usual_patience),
                          .origin = limits.timeout.origin};
}

steps::Plan plan_of(const policy::Policy& policy, const Places& places, const std::vector<std::string>& command,
                    const Host& host) {
  Identity identity = identity_of(policy.user, places, host);
  const Places inside = inside_of(policy, places, identity);
  identity.may_raise_limits = keeps(policy.capabilities, policy::Capability::sys_resource);
  FilesystemPlan filesystem = plan_filesystem(policy, places, inside, identity, host);

  steps::Plan plan;
  plan.unshare = namespaces_of(policy);
  plan.before = filesystem.preparation.steps;
  // The id map comes first: without it the kernel lets the child make no files (EOVERFLOW).
  plan.while_waiting = mapped_from_outside(policy.user, identity.maps, host);
  plan.world.push_back(plan.while_waiting.empty()
                           ? map_ids(policy.user, identity)
                           : steps::Step{steps::AwaitIdMaps{}, plan.while_waiting.front().origin});
  if (policy.namespaces.time.value == policy::Clocks::own)
    plan.world.push_back(new_clocks(policy.namespaces.time, host));
  if (plan.unshare.network) plan.world.push_back({steps::BringUpLoopback{}, policy.network.mode.origin});
  if (plan.unshare.uts) plan.world.push_back(set_host_name(policy.namespaces.hostname));
  append(plan.world, std::move(filesystem.steps));
  const std::vector<int> replaced = replaced_descriptors(policy.terminal, host);
  TerminalPlan terminal = plan_terminal(policy, replaced, host);
  append(plan.world, std::move(terminal.world));
  plan.lockdown = lockdown(policy, identity, host, plan.notes);
  plan.guard = guard(policy, plan.notes);
  plan.start = std::move(terminal.start);
  append(plan.start, start_of(policy, inside, filesystem, host));
  std::vector<steps::Step> filters = filters_of_command(policy, places, host, plan.notes);
  plan.execute = execution_of(policy, command, inside, identity, filesystem, host);
  LandlockSteps landlock =
      landlock_of(policy, filesystem.layout, inherited(replaced, plan.execute.pass_fds), host, plan.notes);
  // The filters of the command may refuse Landlock's calls.
  plan.ruleset = std::move(landlock.ruleset);
  append(plan.start, std::move(landlock.restriction));
  append(plan.start, std::move(filters));
  plan.supervision = {.die_with_parent = policy.process.die_with_parent.value,
                      .forward_signals = policy.process.forward_signals.value,
                      .awaited = filesystem.layout.awaited(),
                      .terminal = terminal.use,
                      .time_limit = time_limit_of(policy.limits),
                      .watch = {}};
  watch_over(plan, policy, places, filesystem.preparation, host);
  return plan;
}

}  // namespace

steps::Plan plan(const policy::Policy& policy, const std::vector<std::string>& command, const Host& host) {
  const Places places = places_of(policy, host);
  if (!has_patterns(policy.filesystem)) return plan_of(policy, places, command, host);
  policy::Policy literal = policy;
  literal.filesystem = without_patterns(policy.filesystem, places, host);
  return plan_of(literal, places, command, host);
}

Places places_inside(const policy::Policy& policy, const Host& host) {
  const Places places = places_of(policy, host);
  return inside_of(policy, places, identity_of(policy.user, places, host));
}

}  // namespace sandbox::planner
