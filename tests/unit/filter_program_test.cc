// Any decisions become a program that carries them out: made at random, the program in the evaluator and a plain
// reading of the decisions give the same answers.
//
// SPDX-License-Identifier: Apache-2.0
#include "filters/filter_program.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <doctest/doctest.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <random>
#include <stdexcept>
#include <vector>

#include "bpf_evaluator.h"
#include "plain_filter.h"

namespace sandbox::testing {
namespace {

using filters::Decision;
using filters::Decisions;
using policy::Answer;
using policy::ArgumentCondition;
using policy::ArgumentRule;
using policy::Comparison;

bool holds(const ArgumentCondition& condition, const Call& call) {
  const std::uint64_t left = call.arguments[condition.argument] & condition.mask;
  switch (condition.comparison) {
    case Comparison::eq: return left == condition.value;
    case Comparison::ne: return left != condition.value;
    case Comparison::lt: return left < condition.value;
    case Comparison::le: return left <= condition.value;
    case Comparison::gt: return left > condition.value;
    case Comparison::ge: return left >= condition.value;
  }
  return false;
}

std::uint32_t plain(const Decision& decision, const Call& call) {
  for (const ArgumentRule& rule : decision.rules)
    if (std::ranges::all_of(rule.conditions, [&](const auto& condition) { return holds(condition, call); }))
      return kernel_value(rule.answer);
  return kernel_value(decision.otherwise);
}

std::uint32_t plain(const std::vector<Decisions>& architectures, Answer elsewhere, const Call& call) {
  for (const Decisions& decisions : architectures) {
    if (decisions.architecture != call.architecture) continue;
    const bool x32 = (call.number >= 512 && call.number < 548) || call.number >= 0x40000000;
    if (x32) return kernel_value(elsewhere);
    if (call.number > decisions.newest) return kernel_value(decisions.beyond_newest);
    const auto found = decisions.of.find(call.number);
    return found == decisions.of.end() ? kernel_value(decisions.otherwise) : plain(found->second, call);
  }
  return kernel_value(elsewhere);
}

// The same numbers at every run, so that what fails fails again.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}

  std::uint64_t below(std::uint64_t limit) { return engine_() % limit; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }

  // Values as they occur, and near misses of one another.
  std::uint64_t value() {
    static constexpr std::array<std::uint64_t, 12> some{
        0,     1,         2, 16, 0x5412, 0xffffffff, 0x100000000, 0x100000001, 0x1000000000000000, ~std::uint64_t{0},
        06000, 0x80000000};
    return one_in(4) ? engine_() : some[below(some.size())];
  }
  std::uint64_t mask() {
    static constexpr std::array<std::uint64_t, 7> some{
        0xffffffff, ~std::uint64_t{0}, 0x10000000, 06000, 0xffffffff00000000, 0, 0xff000000ff};
    return one_in(4) ? engine_() : some[below(some.size())];
  }
  Answer answer() {
    if (one_in(2)) return policy::refuse(static_cast<int>(1 + below(40)));
    return {static_cast<Answer::Kind>(below(5)), 0};
  }
  ArgumentRule rule() {
    ArgumentRule rule{.conditions = {}, .answer = answer()};
    for (std::uint64_t count = below(4); count > 0; --count)
      rule.conditions.push_back({static_cast<unsigned>(below(3)), static_cast<Comparison>(below(6)), value(), mask()});
    return rule;
  }
  Decisions decisions(std::uint32_t architecture) {
    Decisions decisions{.architecture = architecture,
                        .of = {},
                        .otherwise = answer(),
                        .newest = static_cast<std::uint32_t>(20 + below(400)),
                        .beyond_newest = answer()};
    for (std::uint64_t count = below(120); count > 0; --count) {
      Decision& decision = decisions.of[static_cast<std::uint32_t>(below(450))];
      decision.otherwise = answer();
      for (std::uint64_t rules = one_in(3) ? below(8) : 0; rules > 0; --rules) decision.rules.push_back(rule());
    }
    return decisions;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace

TEST_CASE("a program answers as its decisions read, whatever they are") {
  for (unsigned seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    std::vector<Decisions> architectures{dice.decisions(AUDIT_ARCH_X86_64)};
    if (dice.one_in(2)) architectures.push_back(dice.decisions(AUDIT_ARCH_I386));
    const Answer elsewhere = dice.answer();
    const std::vector<sock_filter> program = filters::filter_program(architectures, elsewhere);
    std::size_t wrong = 0;
    for (const std::uint32_t architecture :
         std::array<std::uint32_t, 3>{AUDIT_ARCH_X86_64, AUDIT_ARCH_I386, AUDIT_ARCH_AARCH64})
      for (std::uint32_t number = 0; number <= 600; ++number)
        for (int tries = 0; tries < 4; ++tries) {
          const std::uint32_t bits = dice.one_in(8) ? 0x40000000 : 0;
          const Call call{architecture, bits | number, {dice.value(), dice.value(), dice.value()}};
          if (evaluate(program, call) != plain(architectures, elsewhere, call)) ++wrong;
        }
    CHECK(wrong == 0);
  }
}

TEST_CASE("a program that the kernel would not take is not made") {
  Dice dice(1);
  Decisions decisions{.architecture = AUDIT_ARCH_X86_64,
                      .of = {},
                      .otherwise = {},
                      .newest = 400,
                      .beyond_newest = policy::refuse(ENOSYS)};
  for (std::uint32_t number = 0; number < 400; ++number)
    for (int rules = 0; rules < 10; ++rules) decisions.of[number].rules.push_back(dice.rule());
  CHECK_THROWS_AS(filters::filter_program(std::array{decisions}, {}), std::length_error);
}

}  // namespace sandbox::testing
