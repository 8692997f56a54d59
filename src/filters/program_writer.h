// Writes a program of the kernel's filter machine from its end to its beginning, so that every jump knows how far its
// targets are when it is written.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <linux/filter.h>
#include <map>
#include <optional>
#include <vector>

namespace sandbox::filters {

/// Where a program can go on, and which word of the system call must have been loaded by then.
struct Entry {
  std::size_t place = 0;                              ///< how many instructions there are from it to the end
  std::optional<std::uint32_t> needs = std::nullopt;  ///< an offset in struct seccomp_data
};

class ProgramWriter {
 public:
  /// An end of the program: it returns this value (SECCOMP_RET_…). Ends are shared as far as jumps reach.
  Entry give(std::uint32_t value);

  /// Compares the word at `offset` of struct seccomp_data with `value` (`code` is BPF_JEQ, BPF_JGT, BPF_JGE or
  /// BPF_JSET); only bits of `mask` count. The word is loaded once for comparisons that follow one another.
  Entry compare(std::uint32_t offset, std::uint32_t mask, unsigned code, std::uint32_t value, Entry when_true,
                Entry when_false);

  /// The same entry with its word loaded; cheapest when nothing was written in between.
  Entry load(Entry entry);

  /// The whole program, which begins at this entry. Throws std::length_error when it is longer than BPF_MAXINSNS.
  std::vector<sock_filter> program(Entry first) &&;

 private:
  std::size_t push(unsigned code, std::uint32_t value, std::uint8_t when_true = 0, std::uint8_t when_false = 0);
  std::size_t loaded(Entry entry, std::optional<std::uint32_t> word);
  std::size_t within_reach(std::size_t place, std::size_t reach);

  std::vector<sock_filter> reversed_;
  std::map<std::uint32_t, std::size_t> ends_;
};

}  // namespace sandbox::filters
