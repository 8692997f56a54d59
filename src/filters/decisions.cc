// See decisions.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "filters/decisions.h"

#include <algorithm>
#include <cerrno>
#include <functional>
#include <string>
#include <string_view>

#include "policy/syscall_features.h"
#include "policy/syscall_groups.h"

namespace sandbox::filters {
namespace {

using policy::Answer;
using syscalls::Machine;
using Entries = std::vector<Sourced<std::string>>;

bool is_group(std::string_view name) { return name.starts_with('@'); }

// Decides the calls of one machine by their names.
class Decider {
 public:
  Decider(const policy::Policy& policy, Machine machine)
      : seccomp_(policy.seccomp),
        machine_(machine),
        on_deny_(policy::answer_of(policy.seccomp.on_deny.value)),
        denied_by_default_(policy.seccomp.default_answer.value == policy::FilterDefault::deny) {
    decisions_.architecture = syscalls::audit_architecture(machine);
    decisions_.newest = syscalls::newest_reviewed;
    decisions_.beyond_newest = policy::answer_of(policy.seccomp.on_unknown.value).value_or(policy::refuse(ENOSYS));
    decisions_.otherwise = denied_by_default_ ? on_deny_.value_or(policy::refuse(EPERM)) : Answer{};
  }

  Decisions decide(const policy::StandingRules& standing) && {
    decide_lists(standing.nested);
    for (const auto& rule : seccomp_.rule) add_rule(rule.value);
    for (const policy::SyscallRule& entry : policy::standing_rules(standing)) add(entry.syscall, entry.rule);
    return std::move(decisions_);
  }

 private:
  using Change = std::function<void(std::string_view call, Answer& answer)>;

  void decide_lists(policy::Nested nested) {
    const Change allow = [](std::string_view, Answer& answer) { answer = {}; };
    const Change refuse = [&](std::string_view call, Answer& answer) { answer = refusal_of(call); };
    const Change log = [](std::string_view, Answer& answer) {
      if (answer == Answer{}) answer = {Answer::Kind::log, 0};
    };
    if (denied_by_default_)
      for (const syscalls::Syscall& call : syscalls::all()) change(call.text(), refuse);
    change_groups(seccomp_.allow, allow);
    change(policy::always_refused, refuse);
    change_groups(seccomp_.deny, refuse);
    for (const auto& feature : seccomp_.features) change(policy::find_syscall_feature(feature.value)->syscalls, allow);
    change(policy::syscalls_for(nested), allow);
    change_names(seccomp_.allow, allow);
    change_names(seccomp_.deny, refuse);
    for (const auto& entry : seccomp_.log) change(entry.value, log);
  }

  void change_groups(const Entries& entries, const Change& change_one) {
    for (const auto& entry : entries)
      if (is_group(entry.value)) change(entry.value, change_one);
  }
  void change_names(const Entries& entries, const Change& change_one) {
    for (const auto& entry : entries)
      if (!is_group(entry.value)) change(entry.value, change_one);
  }

  // `words` is a list of names and groups, as the tables have them.
  void change(std::string_view words, const Change& change_one) {
    for (const std::string_view name : policy::syscalls_in(words))
      if (const auto number = number_of(name)) change_one(name, at(*number).otherwise);
  }

  void add_rule(const policy::SeccompRule& rule) {
    policy::ArgumentRule wanted{.conditions = {}, .answer = policy::answer_of(rule.action.value).value_or(Answer{})};
    for (const auto& test : rule.args) wanted.conditions.push_back(policy::condition_of(test.value));
    for (const std::string& entry : rule.syscalls.value)
      for (const std::string_view name : policy::syscalls_in(entry)) add(name, wanted);
  }

  void add(std::string_view name, const policy::ArgumentRule& rule) {
    if (const auto number = number_of(name)) at(*number).rules.push_back(rule);
  }

  Decision& at(std::uint32_t number) {
    return decisions_.of.try_emplace(number, Decision{.rules = {}, .otherwise = decisions_.otherwise}).first->second;
  }

  std::optional<std::uint32_t> number_of(std::string_view name) const { return syscalls::number_of(name, machine_); }

  Answer refusal_of(std::string_view name) const {
    return on_deny_ ? *on_deny_ : policy::refuse(policy::usual_refusal(name));
  }

  const policy::Seccomp& seccomp_;
  Machine machine_;
  std::optional<Answer> on_deny_;
  bool denied_by_default_;
  Decisions decisions_;
};

bool has_feature(const policy::Seccomp& seccomp, bool policy::SyscallFeature::* what) {
  return std::any_of(seccomp.features.begin(), seccomp.features.end(),
                     [&](const auto& entry) { return policy::find_syscall_feature(entry.value)->*what; });
}

std::vector<policy::Family> families_of(const policy::Policy& policy) {
  std::vector<policy::Family> families;
  for (const auto& entry : policy.network.families) families.push_back(entry.value);
  if (families.empty()) families.assign(policy::usual_families().begin(), policy::usual_families().end());
  for (const auto& entry : policy.seccomp.features)
    for (const policy::Family family : policy::find_syscall_feature(entry.value)->families) families.push_back(family);
  std::sort(families.begin(), families.end());
  families.erase(std::unique(families.begin(), families.end()), families.end());
  return families;
}

}  // namespace

Decisions decisions_of(const policy::Policy& policy, Machine machine) {
  const std::vector<policy::Family> families = families_of(policy);
  const bool set_id_files = has_feature(policy.seccomp, &policy::SyscallFeature::set_id_files);
  return Decider(policy, machine)
      .decide({.families = families,
               .nested = policy.namespaces.nested.value,
               .set_id_files = set_id_files,
               .memfd_noexec = policy.process.memfd_noexec.value});
}

std::vector<Machine> machines_of(const policy::Policy& policy) {
  std::vector<Machine> machines{syscalls::native};
  const auto listed = [&](Machine machine) {
    return std::any_of(policy.seccomp.arch.begin(), policy.seccomp.arch.end(),
                       [&](const auto& entry) { return value_of<Machine>(entry.value) == machine; });
  };
  const bool both = listed(Machine::x86) || has_feature(policy.seccomp, &policy::SyscallFeature::other_machines);
  if (both && syscalls::native == Machine::x86_64) machines.push_back(Machine::x86);
  return machines;
}

}  // namespace sandbox::filters
