// From a policy to its filter. See filter.h.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <string_view>

#include "filters/decisions.h"
#include "filters/filter.h"
#include "policy/syscall_groups.h"
#include "support/error.h"

namespace sandbox::filters {
namespace {

// Words of the language have neither control characters nor spaces in them, but a value is a value.
class Key {
 public:
  void add(std::string_view value) { text_.append(value).append("\n"); }
  void add(std::uint64_t number) { add(std::to_string(number)); }
  void add(const std::vector<Sourced<std::string>>& list) {
    add(list.size());
    for (const auto& entry : list) add(entry.value);
  }
  void add(const policy::SeccompRule& rule) {
    add(rule.syscalls.value.size());
    for (const std::string& call : rule.syscalls.value) add(call);
    add(rule.action.value);
    add(rule.args.size());
    for (const auto& test : rule.args) add(policy::condition_of(test.value));
  }
  void add(const policy::ArgumentCondition& condition) {
    add(condition.argument);
    add(static_cast<std::uint64_t>(condition.comparison));
    add(condition.value);
    add(condition.mask);
  }

  std::string text() && { return std::move(text_); }

 private:
  std::string text_;
};

bool lets_through(policy::Answer answer) {
  return answer.kind == policy::Answer::Kind::allow || answer.kind == policy::Answer::Kind::log;
}

// Of a rule with conditions nobody knows whether it will hold: one that allows gives a chance, one that refuses leaves
// one.
bool may_let_through(const Decision& decision) {
  for (const policy::ArgumentRule& rule : decision.rules) {
    if (lets_through(rule.answer)) return true;
    if (rule.conditions.empty()) return false;
  }
  return lets_through(decision.otherwise);
}

// The entry of a list, or the rule, that names execve; else the default.
Origin refuser_of_execve(const policy::Seccomp& seccomp) {
  const auto means_execve = [](std::string_view words) {
    const auto names = policy::syscalls_in(words);
    return std::binary_search(names.begin(), names.end(), "execve");
  };
  for (const auto& rule : seccomp.rule)
    if (rule.value.args.empty() && std::ranges::any_of(rule.value.syscalls.value, means_execve))
      return rule.value.syscalls.origin;
  for (const auto& entry : seccomp.deny)
    if (means_execve(entry.value)) return entry.origin;
  return seccomp.default_answer.origin;
}

// The filter stands before the command is executed.
void refuse_without_execve(const Decisions& native, const policy::Seccomp& seccomp) {
  const auto number = syscalls::number_of("execve", syscalls::native);
  const auto found = native.of.find(number.value());
  const Decision decision = found == native.of.end() ? Decision{{}, native.otherwise} : found->second;
  if (may_let_through(decision)) return;
  throw PolicyError("the system call filter refuses execve, without which no command starts",
                    refuser_of_execve(seccomp), "allow \"@default\", or execve by its name, and do not deny it");
}

}  // namespace

std::string filter_key(const policy::Policy& policy) {
  const policy::Seccomp& seccomp = policy.seccomp;
  Key key;
  key.add(static_cast<std::uint64_t>(seccomp.default_answer.value));
  for (const auto* list : {&seccomp.allow, &seccomp.deny, &seccomp.log, &seccomp.arch, &seccomp.features})
    key.add(*list);
  key.add(seccomp.on_deny.value);
  key.add(seccomp.on_unknown.value);
  key.add(seccomp.rule.size());
  for (const auto& rule : seccomp.rule) key.add(rule.value);
  key.add(static_cast<std::uint64_t>(policy.namespaces.nested.value));
  key.add(static_cast<std::uint64_t>(policy.process.memfd_noexec.value));
  key.add(policy.network.families.size());
  for (const auto& family : policy.network.families) key.add(static_cast<std::uint64_t>(family.value));
  return std::move(key).text();
}

std::vector<sock_filter> compile(const policy::Policy& policy) try {
  std::vector<Decisions> machines;
  for (const syscalls::Machine machine : machines_of(policy)) machines.push_back(decisions_of(policy, machine));
  refuse_without_execve(machines.front(), policy.seccomp);
  return filter_program(machines, policy::refuse(ENOSYS));
} catch (const std::length_error&) {
  const Origin origin = policy.seccomp.rule.empty() ? Origin{} : policy.seccomp.rule.back().origin;
  throw PolicyError("the system call filter would have more instructions than the kernel takes", origin,
                    "fewer rules, or rules for fewer system calls, make it shorter");
}

}  // namespace sandbox::filters
