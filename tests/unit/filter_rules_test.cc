// Rules about arguments, made at random: what becomes of a table [[seccomp.rule]] answers as the table reads, and as
// libseccomp answers where it can say the same.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cerrno>
#include <doctest/doctest.h>
#include <linux/seccomp.h>
#include <random>
#include <string>
#include <vector>

#include "bpf_evaluator.h"
#include "filter_comparison.h"
#include "filters/decisions.h"
#include "filters/filter.h"
#include "libseccomp_filter.h"
#include "plain_filter.h"

namespace sandbox::testing {
namespace {

using policy::Comparison;
using syscalls::Machine;

constexpr std::uint64_t all_bits = ~std::uint64_t{0};

template <class T>
Sourced<T> said(T value) {
  return {std::move(value), {"own.toml:1", "seccomp"}};
}

// The same at every run, so that what fails fails again.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}

  std::uint64_t below(std::uint64_t limit) { return engine_() % limit; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }
  template <class T, std::size_t size>
  T one_of(const std::array<T, size>& values) {
    return values[below(size)];
  }

  std::uint64_t value() {
    static constexpr std::array<std::uint64_t, 14> some{0,
                                                        1,
                                                        2,
                                                        16,
                                                        06000,
                                                        0x5412,
                                                        0x7fffffff,
                                                        0x80000000,
                                                        0xfffffffe,
                                                        0xffffffff,
                                                        0x100000000,
                                                        0x100000001,
                                                        0x8000000000000000,
                                                        all_bits};
    return one_in(4) ? engine_() : one_of(some);
  }
  std::uint64_t mask() {
    static constexpr std::array<std::uint64_t, 8> some{
        0xffffffff, all_bits, 0x10000000, 06000, 0xffffffff00000000, 0xff000000ff, 1, 0x8000000000000000};
    return one_in(4) ? engine_() : one_of(some);
  }
  Comparison comparison() { return static_cast<Comparison>(below(6)); }

  std::string action() {
    static const std::array<std::string, 6> some{"allow", "errno:EPERM", "errno:ENOENT", "kill", "trap", "log"};
    return one_of(some);
  }
  std::string name() {
    static const std::array<std::string, 12> some{"socket", "ioctl",  "clone", "read",   "keyctl", "mount",
                                                  "openat", "ptrace", "prctl", "@timer", "kill",   "unshare"};
    return one_of(some);
  }

  // A value within its mask, as the check of profiles wants it.
  policy::ArgumentTest test() {
    policy::ArgumentTest test{.index = said(below(6)), .op = {}, .value = {}, .mask = {}};
    if (!one_in(4)) test.op = said(comparison());
    std::uint64_t within = value();
    if (one_in(2)) {
      const std::uint64_t bits = mask();
      test.mask = said(static_cast<std::int64_t>(bits));
      within &= bits;
    }
    test.value = said(static_cast<std::int64_t>(within));
    return test;
  }
  policy::SeccompRule rule() {
    policy::SeccompRule rule{.syscalls = said(std::vector{name(), name()}), .action = said(action()), .args = {}};
    for (std::uint64_t count = below(4); count > 0; --count) rule.args.push_back(said(test()));
    return rule;
  }

  // A list of what is allowed or of what is refused, with features, and several rules for one call.
  policy::Policy policy() {
    policy::Policy policy;
    policy::Seccomp& seccomp = policy.seccomp;
    if (one_in(2)) {
      seccomp.default_answer = said(policy::FilterDefault::deny);
      seccomp.allow = {said<std::string>("@default"), said(name())};
    }
    if (one_in(3)) seccomp.deny.push_back(said(name()));
    if (one_in(3)) seccomp.log.push_back(said(name()));
    if (one_in(3)) seccomp.on_deny = said<std::string>("errno:EACCES");
    if (one_in(3)) seccomp.on_unknown = said<std::string>(one_in(2) ? "log" : "kill");
    if (one_in(3)) seccomp.features.push_back(said<std::string>(one_in(2) ? "devel" : "keyring"));
    if (one_in(4) && syscalls::native == Machine::x86_64) seccomp.features.push_back(said<std::string>("multiarch"));
    policy.namespaces.nested = said(static_cast<policy::Nested>(below(3)));
    for (std::uint64_t count = below(9); count > 0; --count) seccomp.rule.push_back(said(rule()));
    return policy;
  }

 private:
  std::mt19937_64 engine_;
};

// libseccomp compares all bits, or for equality those of a mask; each argument once in a rule; and it promises no order
// between rules. So there is one rule for each call here, of calls that nothing else looks into.
struct Expressible {
  policy::Policy policy;
  LibseccompFilter library;
};

std::uint32_t libseccomp_action(const std::string& word) {
  const policy::Answer answer = policy::answer_of(word).value();
  switch (answer.kind) {
    case policy::Answer::Kind::allow: return SCMP_ACT_ALLOW;
    case policy::Answer::Kind::refuse: return SCMP_ACT_ERRNO(static_cast<std::uint32_t>(answer.error));
    case policy::Answer::Kind::log: return SCMP_ACT_LOG;
    case policy::Answer::Kind::trap: return SCMP_ACT_TRAP;
    case policy::Answer::Kind::kill: return SCMP_ACT_KILL_PROCESS;
  }
  return 0;
}

scmp_compare libseccomp_operator(Comparison comparison) {
  switch (comparison) {
    case Comparison::eq: return SCMP_CMP_EQ;
    case Comparison::ne: return SCMP_CMP_NE;
    case Comparison::lt: return SCMP_CMP_LT;
    case Comparison::le: return SCMP_CMP_LE;
    case Comparison::gt: return SCMP_CMP_GT;
    case Comparison::ge: return SCMP_CMP_GE;
  }
  return SCMP_CMP_EQ;
}

constexpr auto plain_calls = std::to_array<const char*>(
    {"read", "lseek", "prctl", "fcntl", "kill", "mmap", "getrandom", "setsockopt", "sendto", "splice"});

Expressible expressible(unsigned seed) {
  Dice dice(seed);
  const bool deny = dice.one_in(2);
  Expressible both{{}, {syscalls::native, deny ? SCMP_ACT_ERRNO(EPERM) : SCMP_ACT_ALLOW}};
  if (deny) both.policy.seccomp.default_answer = said(policy::FilterDefault::deny);
  for (const char* call : plain_calls) {
    policy::SeccompRule rule{
        .syscalls = said(std::vector<std::string>{call}), .action = said(dice.action()), .args = {}};
    std::vector<scmp_arg_cmp> comparisons;
    for (unsigned argument = 0; argument < 6; ++argument) {
      if (!dice.one_in(3)) continue;
      const bool masked = dice.one_in(2);
      const std::uint64_t mask = masked ? dice.mask() : all_bits;
      const std::uint64_t value = dice.value() & mask;
      const Comparison comparison = masked ? Comparison::eq : dice.comparison();
      rule.args.push_back(said(policy::ArgumentTest{.index = said<std::uint64_t>(argument),
                                                    .op = said(comparison),
                                                    .value = said(static_cast<std::int64_t>(value)),
                                                    .mask = said(static_cast<std::int64_t>(mask))}));
      comparisons.push_back(masked ? scmp_arg_cmp{argument, SCMP_CMP_MASKED_EQ, mask, value}
                                   : scmp_arg_cmp{argument, libseccomp_operator(comparison), value, 0});
    }
    both.library.add(libseccomp_action(rule.action.value), call, comparisons);
    both.policy.seccomp.rule.push_back(said(std::move(rule)));
  }
  return both;
}

}  // namespace

TEST_CASE("rules made at random answer as they read") {
  for (unsigned seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    policy::Policy policy = Dice(seed).policy();
    policy::check(policy);
    // So that a command starts, and there is a filter to be tried.
    policy.seccomp.rule.insert(
        policy.seccomp.rule.begin(),
        said(policy::SeccompRule{
            .syscalls = said(std::vector<std::string>{"execve"}), .action = said<std::string>("allow"), .args = {}}));
    CHECK(first_disagreement(policy) == "");
  }
}

TEST_CASE("rules made at random answer as libseccomp's of the same comparisons") {
  std::size_t let_through = 0, tried = 0;
  for (unsigned seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    const Expressible both = expressible(seed);
    const auto own = filters::filter_program(std::array{filters::decisions_of(both.policy, syscalls::native)},
                                             policy::refuse(ENOSYS));
    const auto library = both.library.program();
    std::size_t unlike = 0;
    for (const char* name : plain_calls)
      for (const auto& arguments : telling_arguments(both.policy)) {
        const Call call{syscalls::audit_architecture(syscalls::native), both.library.number_of(name).value(),
                        arguments};
        const std::uint32_t answer = evaluate(own, call);
        if (answer != evaluate(library, call)) ++unlike;
        if (answer == SECCOMP_RET_ALLOW) ++let_through;
        ++tried;
      }
    CHECK(unlike == 0);
  }
  // The rules have been met: neither all nor nothing was allowed.
  CHECK(let_through > tried / 10);
  CHECK(let_through < tried - tried / 10);
}

}  // namespace sandbox::testing
