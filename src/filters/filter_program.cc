// See filter_program.h. The kernel runs the program once for every number that is always allowed, when it is installed,
// and never again for them (Linux 5.11); so what counts is its length, which is loaded at every launch.
//
// SPDX-License-Identifier: Apache-2.0
#include "filters/filter_program.h"

#include <bit>
#include <cstddef>
#include <linux/seccomp.h>
#include <ranges>

#include "filters/program_writer.h"

namespace sandbox::filters {
namespace {

using policy::Answer;
using policy::ArgumentCondition;
using policy::Comparison;

constexpr std::uint32_t all_bits = 0xffffffff;
constexpr std::uint32_t number_word = offsetof(seccomp_data, nr);
constexpr std::uint32_t architecture_word = offsetof(seccomp_data, arch);

std::uint32_t value_of(Answer answer) {
  switch (answer.kind) {
    case Answer::Kind::allow: return SECCOMP_RET_ALLOW;
    case Answer::Kind::refuse: return SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(answer.error);
    case Answer::Kind::log: return SECCOMP_RET_LOG;
    case Answer::Kind::trap: return SECCOMP_RET_TRAP;
    case Answer::Kind::kill: return SECCOMP_RET_KILL_PROCESS;
  }
  return SECCOMP_RET_KILL_PROCESS;
}

// A half of an argument, and the halves of what it is compared with. All architectures known here are little-endian.
struct Half {
  std::uint32_t word;
  std::uint32_t mask;
  std::uint32_t value;
};

Half lower(const ArgumentCondition& condition) {
  const auto word = offsetof(seccomp_data, args) + condition.argument * sizeof(std::uint64_t);
  return {static_cast<std::uint32_t>(word), static_cast<std::uint32_t>(condition.mask),
          static_cast<std::uint32_t>(condition.value)};
}

Half upper(const ArgumentCondition& condition) {
  const auto word = offsetof(seccomp_data, args) + condition.argument * sizeof(std::uint64_t) + sizeof(std::uint32_t);
  return {static_cast<std::uint32_t>(word), static_cast<std::uint32_t>(condition.mask >> 32),
          static_cast<std::uint32_t>(condition.value >> 32)};
}

// (word & mask) == value, with one instruction less where a single bit is asked for, or any of several.
Entry equal(ProgramWriter& writer, Half half, Entry when_true, Entry when_false) {
  if (half.value == 0 && half.mask != all_bits) {
    const Entry when_set = when_false;
    const Entry when_clear = when_true;
    return writer.compare(half.word, all_bits, BPF_JSET, half.mask, when_set, when_clear);
  }
  if (half.value == half.mask && std::has_single_bit(half.mask))
    return writer.compare(half.word, all_bits, BPF_JSET, half.mask, when_true, when_false);
  return writer.compare(half.word, half.mask, BPF_JEQ, half.value, when_true, when_false);
}

// A value beyond the mask is never equal; a comparison of the bits that are left would say otherwise.
Entry equal(ProgramWriter& writer, const ArgumentCondition& condition, Entry when_true, Entry when_false) {
  if ((condition.value & ~condition.mask) != 0) return when_false;
  const Half high = upper(condition);
  const Entry low = equal(writer, lower(condition), when_true, when_false);
  return high.mask == 0 ? low : equal(writer, high, low, when_false);
}

// `code` is BPF_JGT or BPF_JGE. Above in the upper half decides; equal there leaves it to the lower one.
Entry above(ProgramWriter& writer, const ArgumentCondition& condition, unsigned code, Entry when_true,
            Entry when_false) {
  const Half high = upper(condition);
  const Half low = lower(condition);
  if (high.mask == 0 && high.value != 0) return when_false;
  const Entry decided_low = writer.compare(low.word, low.mask, code, low.value, when_true, when_false);
  if (high.mask == 0) return decided_low;
  const Entry same = writer.compare(high.word, high.mask, BPF_JEQ, high.value, decided_low, when_false);
  return writer.compare(high.word, high.mask, BPF_JGT, high.value, when_true, same);
}

Entry condition_entry(ProgramWriter& writer, const ArgumentCondition& condition, Entry holds, Entry fails) {
  switch (condition.comparison) {
    case Comparison::eq: return equal(writer, condition, holds, fails);
    case Comparison::ne: return equal(writer, condition, fails, holds);
    case Comparison::gt: return above(writer, condition, BPF_JGT, holds, fails);
    case Comparison::ge: return above(writer, condition, BPF_JGE, holds, fails);
    case Comparison::lt: return above(writer, condition, BPF_JGE, fails, holds);
    case Comparison::le: return above(writer, condition, BPF_JGT, fails, holds);
  }
  return fails;
}

Entry decision_entry(ProgramWriter& writer, const Decision& decision) {
  Entry next = writer.give(value_of(decision.otherwise));
  for (const policy::ArgumentRule& rule : std::views::reverse(decision.rules)) {
    Entry entry = writer.give(value_of(rule.answer));
    for (const ArgumentCondition& condition : std::views::reverse(rule.conditions))
      entry = condition_entry(writer, condition, entry, next);
    next = entry;
  }
  return writer.load(next);
}

// Numbers from `first` up to the next range's are decided alike.
struct Range {
  std::uint32_t first;
  Decision decision;
};

// x32 has the numbers of x86-64 with bit 30, and some of its own, which older kernels take without that bit as well. No
// machine has system calls of these numbers, and whatever else is unknown may be let through.
constexpr std::uint32_t first_of_x32 = 512;
constexpr std::uint32_t first_after_x32 = 548;
constexpr std::uint32_t first_with_x32_bit = 0x40000000;

std::vector<Range> ranges_of(const Decisions& decisions, Answer elsewhere) {
  const Decision otherwise{.rules = {}, .otherwise = decisions.otherwise};
  std::vector<Range> ranges{{0, otherwise}};
  const auto change = [&](std::uint32_t number, const Decision& decision) {
    if (ranges.back().first == number)
      ranges.back().decision = decision;
    else if (ranges.back().decision != decision)
      ranges.push_back({number, decision});
  };
  for (const auto& [number, decision] : decisions.of) {
    if (number > decisions.newest) break;
    change(number, decision);
    if (!decisions.of.contains(number + 1)) change(number + 1, otherwise);
  }
  const Decision unknown{.rules = {}, .otherwise = decisions.beyond_newest};
  const Decision foreign{.rules = {}, .otherwise = elsewhere};
  change(decisions.newest + 1, unknown);
  change(first_of_x32, foreign);
  change(first_after_x32, unknown);
  change(first_with_x32_bit, foreign);
  return ranges;
}

// A binary search for the range of the number.
Entry search_entry(ProgramWriter& writer, std::span<const Range> ranges) {
  if (ranges.size() == 1) return decision_entry(writer, ranges.front().decision);
  const std::size_t middle = ranges.size() / 2;
  const Entry not_below = search_entry(writer, ranges.subspan(middle));
  const Entry below = search_entry(writer, ranges.first(middle));
  return writer.compare(number_word, all_bits, BPF_JGE, ranges[middle].first, not_below, below);
}

}  // namespace

std::vector<sock_filter> filter_program(std::span<const Decisions> architectures, Answer elsewhere) {
  ProgramWriter writer;
  Entry next = writer.give(value_of(elsewhere));
  for (const Decisions& decisions : std::views::reverse(architectures)) {
    const Entry search = writer.load(search_entry(writer, ranges_of(decisions, elsewhere)));
    next = writer.compare(architecture_word, all_bits, BPF_JEQ, decisions.architecture, search, next);
  }
  return std::move(writer).program(next);
}

}  // namespace sandbox::filters
