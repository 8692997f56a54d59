// See filter_program.h. The kernel runs the program once for every number that is always allowed, when it is installed,
// and never again for them (Linux 5.11); so what counts is its length, which is loaded at every launch.
//
// SPDX-License-Identifier: Apache-2.0
#include "filters/filter_program.h"

#include <cerrno>
#include <cstddef>
#include <linux/seccomp.h>
#include <span>
#include <stdexcept>

namespace sandbox::filters {
namespace {

using policy::ArgumentRule;
using policy::ArgumentTest;
using Program = std::vector<sock_filter>;

constexpr std::uint32_t answer(int refusal) {
  return refusal == 0 ? SECCOMP_RET_ALLOW : SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(refusal);
}

std::uint8_t distance(std::size_t instructions) {
  constexpr std::size_t farthest = 255;
  if (instructions > farthest) throw std::length_error("a jump of the system call filter is too far");
  return static_cast<std::uint8_t>(instructions);
}

sock_filter statement(unsigned code, std::uint32_t value) { return {static_cast<std::uint16_t>(code), 0, 0, value}; }

sock_filter jump(unsigned code, std::uint32_t value, std::size_t when_true, std::size_t when_false) {
  return {static_cast<std::uint16_t>(code), distance(when_true), distance(when_false), value};
}

sock_filter load(std::size_t offset) { return statement(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset)); }
sock_filter give(int refusal) { return statement(BPF_RET | BPF_K, answer(refusal)); }

// The lower half of an argument; both architectures are little-endian.
sock_filter load_argument(unsigned number) {
  return load(offsetof(seccomp_data, args) + number * sizeof(std::uint64_t));
}

void append(Program& program, const Program& more) { program.insert(program.end(), more.begin(), more.end()); }

// Falls through to what follows when the rule has nothing against the call.
Program rule_block(const ArgumentRule& rule) {
  Program block{load_argument(rule.argument)};
  const std::size_t count = rule.values.size();
  switch (rule.test) {
    case ArgumentTest::has_bit: block.push_back(jump(BPF_JMP | BPF_JSET | BPF_K, rule.values.front(), 0, 1)); break;
    case ArgumentTest::is_one_of:
      for (std::size_t i = 0; i < count; ++i)
        block.push_back(jump(BPF_JMP | BPF_JEQ | BPF_K, rule.values[i], count - 1 - i, i + 1 == count ? 1 : 0));
      break;
    case ArgumentTest::is_none_of:
      for (std::size_t i = 0; i < count; ++i)
        block.push_back(jump(BPF_JMP | BPF_JEQ | BPF_K, rule.values[i], count - i, 0));
      break;
  }
  block.push_back(give(rule.refusal));
  if (rule.only_when == ArgumentRule::always) return block;
  Program guarded{load_argument(0), jump(BPF_JMP | BPF_JEQ | BPF_K, rule.only_when, 0, block.size())};
  append(guarded, block);
  return guarded;
}

Program decision_block(const Decision& decision) {
  Program block;
  for (const ArgumentRule* rule : decision.rules) append(block, rule_block(*rule));
  block.push_back(give(decision.refusal));
  return block;
}

// Numbers from `first` up to the next range's are decided alike.
struct Range {
  std::uint32_t first;
  Decision decision;
};

bool alike(const Decision& a, const Decision& b) { return a.refusal == b.refusal && a.rules == b.rules; }

std::vector<Range> ranges_of(const Decisions& decisions, std::uint32_t newest) {
  std::vector<Range> ranges{{0, {}}};
  const auto change = [&](std::uint32_t number, const Decision& decision) {
    if (ranges.back().first == number)
      ranges.back().decision = decision;
    else if (!alike(ranges.back().decision, decision))
      ranges.push_back({number, decision});
  };
  for (const auto& [number, decision] : decisions) {
    change(number, decision);
    if (!decisions.contains(number + 1)) change(number + 1, {});
  }
  // What is above answers ENOSYS, x32 among it: its numbers have bit 30.
  change(newest + 1, {.refusal = ENOSYS, .rules = {}});
  return ranges;
}

// A binary search for the range, the number being loaded.
Program search(std::span<const Range> ranges) {
  if (ranges.size() == 1) return decision_block(ranges.front().decision);
  const std::size_t middle = ranges.size() / 2;
  const Program lower = search(ranges.first(middle));
  const Program upper = search(ranges.subspan(middle));
  Program program{jump(BPF_JMP | BPF_JGE | BPF_K, ranges[middle].first, lower.size(), 0)};
  append(program, lower);
  append(program, upper);
  return program;
}

}  // namespace

std::vector<sock_filter> filter_program(std::uint32_t architecture, const Decisions& decisions, std::uint32_t newest) {
  Program program{
      load(offsetof(seccomp_data, arch)),
      jump(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0),
      give(ENOSYS),
      load(offsetof(seccomp_data, nr)),
  };
  append(program, search(ranges_of(decisions, newest)));
  return program;
}

}  // namespace sandbox::filters
