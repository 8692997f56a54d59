// See filter_comparison.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "filter_comparison.h"

#include <algorithm>
#include <cstdio>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <span>

#include "bpf_evaluator.h"
#include "filters/filter.h"
#include "plain_filter.h"

namespace sandbox::testing {
namespace {

using Arguments = std::array<std::uint64_t, 6>;
using Program = std::vector<sock_filter>;

constexpr std::uint64_t upper_bit = std::uint64_t{1} << 32;
constexpr std::size_t most_arguments = 400;
// Tried for calls that nothing looks into.
constexpr std::size_t few = 2;

// The value itself and its neighbours, above and below, in either half, and under the mask.
std::vector<std::uint64_t> around(const policy::ArgumentTest& test) {
  const auto value = static_cast<std::uint64_t>(test.value.value);
  const auto mask = static_cast<std::uint64_t>(test.mask.value);
  return {value,        value - 1,   value + 1, value ^ upper_bit, value | ~mask, ~value, value + 1 * upper_bit,
          value & mask, value ^ mask};
}

// What makes a condition hold, as far as one value can.
std::uint64_t fitting(const policy::ArgumentTest& test) {
  const auto value = static_cast<std::uint64_t>(test.value.value);
  switch (test.op.value) {
    case policy::Comparison::ne:
    case policy::Comparison::gt: return value + 1;
    case policy::Comparison::lt: return value - 1;
    default: return value;
  }
}

void add_rule(std::vector<Arguments>& list, const policy::SeccompRule& rule) {
  Arguments fits{};
  for (const auto& test : rule.args) fits.at(test.value.index.value) = fitting(test.value);
  list.push_back(fits);
  for (const auto& test : rule.args)
    for (const std::uint64_t value : around(test.value)) {
      if (list.size() >= most_arguments) return;
      Arguments arguments = fits;
      arguments.at(test.value.index.value) = value;
      list.push_back(arguments);
    }
}

std::string words_of(const char* what, const Call& call, std::uint32_t ours, std::uint32_t expected) {
  std::array<char, 200> text{};
  std::snprintf(text.data(), text.size(), "%s: architecture %#x, number %u (%#llx, %#llx, %#llx): %#x instead of %#x",
                what, call.architecture, call.number, static_cast<unsigned long long>(call.arguments[0]),
                static_cast<unsigned long long>(call.arguments[1]), static_cast<unsigned long long>(call.arguments[2]),
                ours, expected);
  return text.data();
}

bool lets_through(std::uint32_t answer) { return answer == SECCOMP_RET_ALLOW || answer == SECCOMP_RET_LOG; }

struct Both {
  Program command;
  Program first_process;
  const PlainFilter& plain;
  const PlainFilter& plain_first_process;
};

std::string compare(const Both& both, const Call& call) {
  const std::uint32_t command = evaluate(both.command, call);
  if (command != both.plain.answer(call))
    return words_of("the command's filter", call, command, both.plain.answer(call));
  const std::uint32_t first = evaluate(both.first_process, call);
  if (first != both.plain_first_process.answer(call))
    return words_of("the first process's filter", call, first, both.plain_first_process.answer(call));
  if (lets_through(command) && !lets_through(first))
    return words_of("the first process's filter is stricter", call, first, command);
  return {};
}

}  // namespace

std::vector<Arguments> telling_arguments(const policy::Policy& policy) {
  constexpr std::uint64_t all = ~std::uint64_t{0};
  std::vector<Arguments> list{{1},
                              {all, all, all, all, all, all},
                              {},
                              {0x10000000, 0x5412, 04755},
                              {0x20000, 0x541c, 0100, 02755},
                              {16, 0, 9},
                              {40, 0100, 06755},
                              {2, 1, 256}};
  for (const auto& rule : policy.seccomp.rule) add_rule(list, rule.value);
  return list;
}

std::string first_disagreement(const policy::Policy& policy) {
  const policy::Policy wider = filters::for_first_process(policy);
  const PlainFilter plain(policy);
  const PlainFilter plain_wider(wider);
  const Both both{filters::compile(policy), filters::compile(wider), plain, plain_wider};
  const std::vector<Arguments> arguments = telling_arguments(policy);
  constexpr auto architectures = std::to_array<std::uint32_t>({AUDIT_ARCH_X86_64, AUDIT_ARCH_I386, AUDIT_ARCH_AARCH64});
  constexpr auto beyond =
      std::to_array<std::uint32_t>({511, 512, 520, 547, 548, 0x3fffffff, 0x40000000, 0x4000003b, 0xffffffff});
  const auto try_number = [&](std::uint32_t architecture, std::uint32_t number) {
    const bool all = plain.looks_into(architecture, number);
    for (const Arguments& one : std::span(arguments).first(all ? arguments.size() : few))
      if (std::string found = compare(both, {architecture, number, one}); !found.empty()) return found;
    return std::string();
  };
  for (const std::uint32_t architecture : architectures) {
    for (std::uint32_t number = 0; number <= 475; ++number)
      if (std::string found = try_number(architecture, number); !found.empty()) return found;
    for (const std::uint32_t number : beyond)
      if (std::string found = try_number(architecture, number); !found.empty()) return found;
  }
  return {};
}

}  // namespace sandbox::testing
