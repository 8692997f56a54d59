// See program_writer.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "filters/program_writer.h"

#include <algorithm>
#include <stdexcept>

namespace sandbox::filters {
namespace {

constexpr std::uint32_t all_bits = 0xffffffff;
// A conditional jump passes over at most this many instructions.
constexpr std::size_t farthest = 255;

constexpr unsigned return_code = BPF_RET | BPF_K;

}  // namespace

std::size_t ProgramWriter::push(unsigned code, std::uint32_t value, std::uint8_t when_true, std::uint8_t when_false) {
  // Checked as it grows: a tree of thousands of rules must not be written first and refused then.
  if (reversed_.size() == BPF_MAXINSNS) throw std::length_error("the system call filter is too long for the kernel");
  reversed_.push_back({static_cast<std::uint16_t>(code), when_true, when_false, value});
  return reversed_.size();
}

// Half a jump's reach: what asks for an end now may be followed by others before it jumps there.
Entry ProgramWriter::give(std::uint32_t value) {
  const auto known = ends_.find(value);
  if (known != ends_.end() && reversed_.size() - known->second < farthest / 2) return {known->second};
  ends_[value] = push(return_code, value);
  return {ends_[value]};
}

// The entry's place when that word is loaded, else one that loads what it needs first.
std::size_t ProgramWriter::loaded(Entry entry, std::optional<std::uint32_t> word) {
  if (!entry.needs || entry.needs == word) return entry.place;
  within_reach(entry.place, 0);
  return push(BPF_LD | BPF_W | BPF_ABS, *entry.needs);
}

Entry ProgramWriter::load(Entry entry) { return {loaded(entry, std::nullopt)}; }

// The place itself, or a way there that can be jumped to.
std::size_t ProgramWriter::within_reach(std::size_t place, std::size_t reach) {
  const std::size_t distance = reversed_.size() - place;
  if (distance <= reach) return place;
  const sock_filter target = reversed_[place - 1];
  if (target.code == return_code) return push(return_code, target.k);
  return push(BPF_JMP | BPF_JA, static_cast<std::uint32_t>(distance));
}

Entry ProgramWriter::compare(std::uint32_t offset, std::uint32_t mask, unsigned code, std::uint32_t value,
                             Entry when_true, Entry when_false) {
  // A mask leaves something else in place of the word.
  const bool whole = mask == all_bits;
  const std::optional<std::uint32_t> holds = whole ? std::optional(offset) : std::nullopt;
  const std::size_t true_place = loaded(when_true, holds);
  const std::size_t false_place = loaded(when_false, holds);
  // Each way that has to be made moves the other target one further.
  const std::size_t near_true = within_reach(true_place, farthest - 1);
  const std::size_t near_false = within_reach(false_place, farthest - 1);
  const auto distance = [&](std::size_t place) { return static_cast<std::uint8_t>(reversed_.size() - place); };
  push(BPF_JMP | BPF_K | code, value, distance(near_true), distance(near_false));
  if (whole) return {reversed_.size(), offset};
  push(BPF_ALU | BPF_AND | BPF_K, mask);
  return {reversed_.size(), offset};
}

std::vector<sock_filter> ProgramWriter::program(Entry first) && {
  within_reach(loaded(first, std::nullopt), 0);
  std::reverse(reversed_.begin(), reversed_.end());
  return std::move(reversed_);
}

}  // namespace sandbox::filters
