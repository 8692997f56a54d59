// What a filter program does with one system call of which only the number is known, and the words for its parts.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <linux/filter.h>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sandbox::testing {

/// What stands in the accumulator: a word of struct seccomp_data, and which of its bits.
struct Loaded {
  std::uint32_t offset = 0;
  std::uint32_t mask = 0xffffffff;

  bool operator==(const Loaded&) const = default;
};

/// One way through a program: what was found of the arguments, and the answer at its end.
struct Way {
  std::vector<std::string> findings;
  std::uint32_t answer = 0;  ///< SECCOMP_RET_…
};

/// All ways that a call of this number can take.
std::vector<Way> ways_of(std::span<const sock_filter> program, std::uint32_t architecture, std::uint32_t number);

/// The first instruction that looks at an argument of the call; nothing when none does.
std::optional<std::size_t> first_look(std::span<const sock_filter> program, std::uint32_t architecture,
                                      std::uint32_t number);

/// "allow", "EPERM", "kill".
std::string words_of_answer(std::uint32_t answer);

/// "argument 1", "number", "architecture"; of an argument the upper half says so.
std::string words_of_word(const Loaded& loaded);

/// "argument 1 == 0x5412", or its opposite.
std::string words_of_test(const Loaded& loaded, const sock_filter& jump, bool holds);

}  // namespace sandbox::testing
