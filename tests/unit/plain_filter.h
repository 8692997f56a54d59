// A second reading of a policy, for tests: what its lists, features, rules and the documentation say about one system
// call, by names, step by step. It shares the tables with the product, and nothing of what makes programs of them.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "bpf_evaluator.h"
#include "policy/policy.h"
#include "syscalls/table.h"

namespace sandbox::testing {

/// The answers that a policy means.
class PlainFilter {
 public:
  /// Reads for the machines that the policy asks for.
  explicit PlainFilter(policy::Policy policy);
  /// Reads for these machines, whatever the policy asks for.
  PlainFilter(policy::Policy policy, const std::vector<syscalls::Machine>& machines);

  // What is read of a policy points into it.
  PlainFilter(const PlainFilter&) = delete;
  PlainFilter& operator=(const PlainFilter&) = delete;

  /// What the kernel has to do with the call (SECCOMP_RET_…).
  std::uint32_t answer(const Call& call) const;

  /// True when the answer may depend on the arguments of the call.
  bool looks_into(std::uint32_t architecture, std::uint32_t number) const;

 private:
  // What is known of a number before its arguments are looked at.
  struct Entry {
    std::string_view name;
    policy::Answer lists;
    std::vector<const policy::SeccompRule*> rules;
  };
  struct OfMachine {
    std::uint32_t architecture;
    std::vector<Entry> entries;  // by number
  };

  OfMachine read(syscalls::Machine machine) const;
  policy::Answer answer_of_lists(std::string_view name) const;
  policy::Answer refusal_of(std::string_view name) const;
  bool has_feature(std::string_view name) const;
  bool is_family(std::uint64_t number) const;
  policy::Answer standing(std::string_view name, const Call& call, policy::Answer otherwise) const;

  policy::Policy policy_;
  std::vector<OfMachine> machines_;
};

/// The names of system calls in a list of names and groups with spaces between.
std::vector<std::string_view> members_of(std::string_view words);

/// What the kernel is told to do for an answer (SECCOMP_RET_…).
std::uint32_t kernel_value(policy::Answer answer);

}  // namespace sandbox::testing
