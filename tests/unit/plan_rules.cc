// See plan_rules.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "plan_rules.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "machine/places.h"
#include "planner/preparation.h"
#include "support/paths.h"

namespace sandbox::testing {
namespace {

using steps::Action;
using steps::Step;

template <class Path>
bool is_clean(const Path& path) {
  return tidy_absolute(path.text()) == path.text();
}

// Where an action does something, and what of the host it shows there.
template <class One>
std::optional<InnerPath> place_in(const One& action) {
  if constexpr (requires { action.at; }) return action.at;
  if constexpr (std::is_same_v<One, steps::ChangeDirectory>) return action.to;
  return std::nullopt;
}
std::optional<InnerPath> place_of(const Action& action) {
  return std::visit([](const auto& one) { return place_in(one); }, action);
}

template <class... Kinds>
bool is_one_of(const Action& action) {
  return (std::holds_alternative<Kinds>(action) || ...);
}

bool attaches(const Action& action) {
  return is_one_of<steps::AttachTree, steps::AttachPrivate, steps::AttachFile, steps::MountFilesystem, steps::Conceal,
                   steps::Protect>(action);
}

// What stands where while the world is built.
class World {
 public:
  // The rule that this step breaks; empty when it keeps them all.
  std::string add(const Action& action) {
    const std::optional<InnerPath> at = place_of(action);
    if (!at) return {};
    const std::string what = steps::phrase_of(action);
    if (!is_clean(*at) || climbs(at->text())) return "a path inside is untidy: " + what;
    const bool covers = attaches(action);
    if (!exists(covers ? *at : at->parent())) return "what a step needs does not exist yet: " + what;
    if (covers && hides_an_earlier_one(*at)) return "a mount covers an earlier one: " + what;
    // Those of /proc, which is complete by then, come last of all.
    const bool may_follow_links = is_one_of<steps::Conceal, steps::Protect, steps::MakeSymlink>(action);
    if (has_links_ && !may_follow_links) return "something follows after the first link: " + what;
    has_links_ = has_links_ || std::holds_alternative<steps::MakeSymlink>(action);
    stands_.insert_or_assign(*at, is_one_of<steps::AttachTree, steps::MountFilesystem>(action));
    if (covers) mounts_.push_back(*at);
    return {};
  }

 private:
  // What the host's trees and the kernel's file systems hold, the planner has asked for.
  bool exists(const InnerPath& path) const {
    if (path.is_root() || stands_.contains(path)) return true;
    for (InnerPath above = path.parent(); !above.is_root(); above = above.parent())
      if (const auto found = stands_.find(above); found != stands_.end()) return found->second;
    return false;
  }
  bool hides_an_earlier_one(const InnerPath& at) const {
    return std::any_of(mounts_.begin(), mounts_.end(),
                       [&](const InnerPath& mount) { return mount != at && mount.is_within(at); });
  }

  std::map<InnerPath, bool> stands_;  ///< true: with more in it than was made
  std::vector<InnerPath> mounts_;
  bool has_links_ = false;
};

std::string fault_of_world(std::span<const Step> steps) {
  World world;
  for (const Step& step : steps)
    if (std::string fault = world.add(step.action); !fault.empty()) return fault;
  return {};
}

std::string fault_of_phrases(std::span<const Step> steps) {
  for (const Step& step : steps) {
    const std::string phrase = steps::phrase_of(step.action);
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' '; };
    if (phrase.empty() || std::any_of(phrase.begin(), phrase.end(), is_control))
      return "a step cannot be told in a line: " + phrase;
  }
  return {};
}

// The object of the host that a text means; for a pattern the directory that holds all it can fit.
HostPath meant_by(std::string text, const Places& places, const Host& host) {
  if (const std::size_t pattern = text.find_first_of("*?["); pattern != std::string::npos)
    text.resize(text.rfind('/', pattern) + 1);
  const HostPath path = expand_path(text, places, {});
  const Answer answer = host.find(path);
  const auto* found = std::get_if<Found>(&answer);
  return found == nullptr ? path : found->real;
}

// What the policy lets the command change of the host's, without links.
std::vector<HostPath> writable_by(const policy::Policy& policy, const Host& host) {
  const Places places(host, {.name = policy.name.value, .state_name = policy.provenance.state_name});
  const policy::Filesystem& filesystem = policy.filesystem;
  std::vector<HostPath> writable;
  for (const auto& rule : filesystem.rw) writable.push_back(meant_by(rule.value.source, places, host));
  for (const auto& mount : filesystem.mount)
    if (const auto* bind = std::get_if<policy::Bind>(&mount.value); bind && bind->mode.value == policy::Access::rw)
      writable.push_back(meant_by(bind->source.value, places, host));
  if (filesystem.home.value == policy::Home::rw) writable.push_back(places.real_home());
  if (const auto kept = planner::own_state_directory(policy, places);
      kept && filesystem.home.value == policy::Home::persistent)
    writable.push_back(meant_by(kept->text(), places, host));
  return writable;
}

std::string fault_of_writing(std::span<const Step> steps, const std::vector<HostPath>& writable) {
  static const HostPath devices = *HostPath::parse("/dev");
  for (const Step& step : steps) {
    const auto* tree = std::get_if<steps::AttachTree>(&step.action);
    if (tree == nullptr) continue;
    if (!is_clean(tree->from) || climbs(tree->from.text())) return "a path of the host is untidy: " + tree->from.text();
    if (tree->restrictions.read_only || (tree->restrictions.devices && tree->from.is_within(devices))) continue;
    if (std::none_of(writable.begin(), writable.end(), [&](const HostPath& one) { return tree->from.is_within(one); }))
      return "no line lets this be changed: " + steps::phrase_of(step.action);
  }
  return {};
}

template <class Kind>
bool has(std::span<const Step> steps) {
  return std::any_of(steps.begin(), steps.end(),
                     [](const Step& step) { return std::holds_alternative<Kind>(step.action); });
}

std::string fault_of_lockdown(const steps::Plan& plan) {
  if (!has<steps::MakeUndumpable>(plan.lockdown)) return "the lockdown leaves memory open";
  if (!has<steps::DropCapabilities>(plan.lockdown)) return "the lockdown drops no capabilities";
  if (!has<steps::ForbidNewPrivileges>(plan.lockdown)) return "the lockdown lets rights be gained";
  const bool for_both = has<steps::FilterSyscalls>(plan.lockdown);
  if (!for_both && !has<steps::FilterSyscalls>(plan.start)) return "nothing filters the command's system calls";
  if (!for_both && !has<steps::FilterSyscalls>(plan.guard)) return "nothing filters the first process's system calls";
  if (!has<steps::SealRoot>(plan.world) || !has<steps::EnterRoot>(plan.world)) return "the host's root is not left";
  return {};
}

}  // namespace

std::string broken_rule(const steps::Plan& plan, const policy::Policy& policy, const Host& host) {
  for (const auto& list : {plan.world, plan.ruleset, plan.lockdown, plan.start, plan.guard})
    if (std::string fault = fault_of_phrases(list); !fault.empty()) return fault;
  if (std::string fault = fault_of_world(plan.world); !fault.empty()) return fault;
  if (std::string fault = fault_of_writing(plan.world, writable_by(policy, host)); !fault.empty()) return fault;
  return fault_of_lockdown(plan);
}

}  // namespace sandbox::testing
