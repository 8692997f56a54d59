// The filter of the first process, and what a filter is in words. See filter.h.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "filters/filter.h"
#include "policy/syscall_groups.h"

namespace sandbox::filters {
namespace {

using policy::Answer;

bool is_in_always_refused(const std::string& name) {
  const auto members = policy::syscalls_in(policy::always_refused);
  const auto named = policy::syscalls_in(name);
  return std::all_of(named.begin(), named.end(),
                     [&](std::string_view call) { return std::binary_search(members.begin(), members.end(), call); });
}

bool opens(const policy::SeccompRule& rule) {
  const auto answer = policy::answer_of(rule.action.value);
  return answer && (answer->kind == Answer::Kind::allow || answer->kind == Answer::Kind::log);
}

void append_list(std::string& text, const std::vector<Sourced<std::string>>& list) {
  for (const auto& entry : list) text.append(" ").append(entry.value);
}

}  // namespace

bool first_process_can_live_under(const policy::Policy& policy) {
  const policy::Seccomp& seccomp = policy.seccomp;
  return seccomp.default_answer.value == policy::FilterDefault::allow &&
         std::all_of(seccomp.deny.begin(), seccomp.deny.end(),
                     [](const auto& entry) { return is_in_always_refused(entry.value); }) &&
         std::all_of(seccomp.rule.begin(), seccomp.rule.end(), [](const auto& rule) { return opens(rule.value); });
}

policy::Policy for_first_process(const policy::Policy& policy) {
  policy::Policy wider;
  wider.namespaces.nested = policy.namespaces.nested;
  wider.network.families = policy.network.families;
  wider.process.memfd_noexec = policy.process.memfd_noexec;
  wider.seccomp = policy.seccomp;
  if (first_process_can_live_under(policy)) return wider;
  wider.seccomp.default_answer = {};
  wider.seccomp.deny.clear();
  std::erase_if(wider.seccomp.rule, [](const auto& rule) { return !opens(rule.value); });
  return wider;
}

std::string purpose_of(const policy::Policy& policy) {
  const policy::Seccomp& seccomp = policy.seccomp;
  std::string text;
  if (seccomp.default_answer.value == policy::FilterDefault::deny) {
    text = "that allows only";
    append_list(text, seccomp.allow);
    text += ", never ";
  } else {
    text = "that refuses ";
  }
  text += policy::always_refused;
  append_list(text, seccomp.deny);
  if (policy.process.memfd_noexec.value) text += ", and executable memfds";
  if (!seccomp.features.empty()) {
    text += ", but for";
    append_list(text, seccomp.features);
  }
  return text;
}

}  // namespace sandbox::filters
