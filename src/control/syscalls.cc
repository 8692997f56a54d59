// sandboxctl syscalls: groups, features, and what profiles do with a call.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fmt/format.h>
#include <span>

#include "control/verb.h"
#include "filters/decisions.h"
#include "frontend/embedded_profiles.h"
#include "frontend/named_policy.h"
#include "policy/syscall_features.h"
#include "policy/syscall_groups.h"
#include "program_names.h"
#include "support/error.h"
#include "support/quote.h"
#include "syscalls/table.h"

namespace sandbox::control {
namespace {

using policy::Answer;
using policy::ArgumentCondition;
using policy::Comparison;

constexpr std::uint64_t all_bits = ~std::uint64_t{0};

std::string words_of_answer(Answer answer) {
  switch (answer.kind) {
    case Answer::Kind::allow: return "allowed";
    case Answer::Kind::refuse: return fmt::format("refused, {}", name_of_errno(answer.error));
    case Answer::Kind::log: return "allowed and logged";
    case Answer::Kind::trap: return "answered with the signal SIGSYS";
    case Answer::Kind::kill: return "answered by killing the process";
  }
  return {};
}

std::string words_of_condition(const ArgumentCondition& condition) {
  const std::string argument = fmt::format("argument {}", condition.argument);
  const bool equality = condition.comparison == Comparison::eq || condition.comparison == Comparison::ne;
  if (condition.comparison == Comparison::eq && condition.value == condition.mask && condition.mask != all_bits)
    return fmt::format("{} has the bits {:#x}", argument, condition.mask);
  if (condition.comparison == Comparison::ne && condition.value == 0 && condition.mask != policy::lower_half)
    return fmt::format("{} has a bit of {:#x}", argument, condition.mask);
  const bool whole = condition.mask == policy::lower_half || condition.mask == all_bits;
  const std::string masked = whole ? argument : fmt::format("{} & {:#x}", argument, condition.mask);
  if (equality)
    return fmt::format("{} is {}{:#x}", masked, condition.comparison == Comparison::eq ? "" : "not ", condition.value);
  return fmt::format("{} {} {:#x}", masked, word_of(condition.comparison), condition.value);
}

std::string words_of_rule(const policy::ArgumentRule& rule) {
  std::string text = words_of_answer(rule.answer);
  std::string_view join = " when ";
  for (const ArgumentCondition& condition : rule.conditions) {
    text.append(join).append(words_of_condition(condition));
    join = " and ";
  }
  return text;
}

std::string line(std::string_view label, std::string_view text) { return fmt::format("  {:<10} {}\n", label, text); }

std::string listed(const std::vector<std::string_view>& names) { return fmt::format("{}", fmt::join(names, " ")); }

// What a profile does with a call on this machine.
std::string verdict_of(const std::string& profile, std::uint32_t number, const frontend::Surroundings& surroundings) {
  const filters::Decisions decisions =
      filters::decisions_of(frontend::named_policy(profile, surroundings), syscalls::native);
  const auto found = decisions.of.find(number);
  if (found == decisions.of.end()) return line(profile, words_of_answer(decisions.otherwise));
  std::string text;
  std::string_view label = profile;
  for (const policy::ArgumentRule& rule : found->second.rules) {
    text += line(label, words_of_rule(rule));
    label = "";
  }
  const std::string_view otherwise = found->second.rules.empty() ? "" : "else ";
  return text + line(label, fmt::format("{}{}", otherwise, words_of_answer(found->second.otherwise)));
}

// The names of those groups or features that have the call among their members.
template <class Set>
std::vector<std::string_view> names_with(std::string_view call, std::span<const Set> sets,
                                         std::string_view Set::* members) {
  std::vector<std::string_view> names;
  for (const Set& set : sets)
    if (policy::is_among(call, set.*members)) names.push_back(set.name);
  return names;
}

std::string numbers_of(const syscalls::Syscall& call) {
  std::vector<std::string> numbers;
  for (const Word<syscalls::Machine>& machine : words_of<syscalls::Machine>)
    if (const auto number = syscalls::number_of(call, machine.value))
      numbers.push_back(fmt::format("{} on {}", *number, machine.word));
  return fmt::format("{}", fmt::join(numbers, ", "));
}

std::string about_call(const syscalls::Syscall& call, std::vector<std::string> profiles,
                       const frontend::Surroundings& surroundings) {
  std::string text = std::string(call.text()) + "\n" + line("number", numbers_of(call));
  text += line("groups", listed(names_with(call.text(), policy::syscall_groups(), &policy::SyscallGroup::members)));
  if (const auto features = names_with(call.text(), policy::syscall_features(), &policy::SyscallFeature::syscalls);
      !features.empty())
    text += line("features", listed(features));
  const auto number = syscalls::number_of(call, syscalls::native);
  if (!number) return text + line("here", "this machine does not have it");
  if (profiles.empty())
    for (const auto& profile : frontend::embedded_profiles()) profiles.emplace_back(profile.name);
  for (const std::string& profile : profiles) text += verdict_of(profile, *number, surroundings);
  return text;
}

std::string about_group(const policy::SyscallGroup& group) {
  std::string text = fmt::format("# {}: {}\n", group.name, group.help);
  for (const std::string_view name : policy::syscalls_in(group.name)) text.append(name).append("\n");
  return text;
}

std::string overview() {
  std::string text = "Groups of system calls, for seccomp.allow, seccomp.deny and seccomp.log:\n";
  for (const policy::SyscallGroup& group : policy::syscall_groups())
    text += fmt::format("  {:<18} {}\n", group.name, group.help);
  text += "\nFeatures, for seccomp.features:\n";
  for (const policy::SyscallFeature& feature : policy::syscall_features())
    text += fmt::format("  {:<18} {}\n", feature.name, feature.help);
  return text;
}

}  // namespace

Outcome tell_syscalls(const Wanted& wanted, const frontend::Surroundings& surroundings) {
  if (wanted.words.empty()) return {overview()};
  const std::string& word = wanted.words.front();
  if (const policy::Verdict fault = policy::check_syscall(word))
    refuse_usage(fault->words, SANDBOXCTL_PROGRAM " syscalls, without a name, lists the groups");
  if (const policy::SyscallGroup* group = policy::find_syscall_group(word)) return {about_group(*group)};
  return {about_call(*syscalls::find(word), wanted.profiles, surroundings)};
}

}  // namespace sandbox::control
