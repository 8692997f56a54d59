// Which system calls one policy allows and another does not: the part of access.h that is about the filter.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <string_view>

#include "control/access.h"
#include "filters/decisions.h"
#include "policy/syscall_features.h"
#include "policy/syscall_groups.h"
#include "syscalls/table.h"

namespace sandbox::control {
namespace {

using Names = std::set<std::string_view>;

bool lets_through(policy::Answer answer) {
  return answer.kind == policy::Answer::Kind::allow || answer.kind == policy::Answer::Kind::log;
}

// Some arguments suffice.
bool allows(const filters::Decision& decision) {
  return lets_through(decision.otherwise) ||
         std::any_of(decision.rules.begin(), decision.rules.end(),
                     [](const policy::ArgumentRule& rule) { return lets_through(rule.answer); });
}

Names allowed_by(const policy::Policy& policy) {
  const filters::Decisions decisions = filters::decisions_of(policy, syscalls::native);
  Names names;
  for (const syscalls::Syscall& call : syscalls::all()) {
    const auto number = syscalls::number_of(call, syscalls::native);
    if (!number) continue;
    const auto found = decisions.of.find(*number);
    if (found == decisions.of.end() ? lets_through(decisions.otherwise) : allows(found->second))
      names.insert(call.text());
  }
  return names;
}

// The line that speaks of the call, most likely: an entry that allows it or the default of who has it, else what
// refuses it in the other one.
Origin origin_of(std::string_view call, const policy::Seccomp& seccomp, const policy::Seccomp& other) {
  for (const auto& entry : seccomp.allow)
    if (policy::is_among(call, entry.value)) return entry.origin;
  for (const auto& entry : seccomp.features)
    if (const policy::SyscallFeature* feature = policy::find_syscall_feature(entry.value);
        feature != nullptr && policy::is_among(call, feature->syscalls))
      return entry.origin;
  for (const auto& entry : other.deny)
    if (policy::is_among(call, entry.value)) return entry.origin;
  const bool refused_by_default = other.default_answer.value == policy::FilterDefault::deny;
  return refused_by_default ? other.default_answer.origin : seccomp.default_answer.origin;
}

// The members of a group that this machine has.
std::vector<std::string_view> here(const policy::SyscallGroup& group) {
  std::vector<std::string_view> calls = policy::syscalls_in(group.members);
  std::erase_if(calls, [](std::string_view name) { return !syscalls::number_of(name, syscalls::native); });
  return calls;
}

// Takes the largest group out of the names that lies in them as a whole; null when none is worth a line.
const policy::SyscallGroup* take_group(Names& names) {
  constexpr std::size_t worth_a_line = 3;
  const policy::SyscallGroup* largest = nullptr;
  std::vector<std::string_view> members;
  for (const policy::SyscallGroup& group : policy::syscall_groups()) {
    std::vector<std::string_view> calls = here(group);
    if (calls.size() < worth_a_line || calls.size() <= members.size()) continue;
    if (!std::includes(names.begin(), names.end(), calls.begin(), calls.end())) continue;
    largest = &group;
    members = std::move(calls);
  }
  for (const std::string_view member : members) names.erase(member);
  return largest;
}

}  // namespace

Statements calls_gained(const policy::Policy& from, const policy::Policy& to) {
  const Names before = allowed_by(from);
  const auto blamed = [&](std::string_view call) { return origin_of(call, to.seccomp, from.seccomp); };
  Names gained = allowed_by(to);
  std::erase_if(gained, [&](std::string_view name) { return before.contains(name); });
  Statements all;
  while (const policy::SyscallGroup* group = take_group(gained))
    all.push_back(
        {Sense::opens, fmt::format("makes the system calls of {}", group->name), blamed(here(*group).front())});
  constexpr std::size_t most_on_lines_of_their_own = 8;
  if (gained.size() > most_on_lines_of_their_own) {
    all.push_back({Sense::opens,
                   fmt::format("makes {} further system calls: {}", gained.size(), fmt::join(gained, " ")),
                   blamed(*gained.begin())});
    return all;
  }
  for (const std::string_view name : gained)
    all.push_back({Sense::opens, fmt::format("makes the system call {}", name), blamed(name)});
  return all;
}

}  // namespace sandbox::control
