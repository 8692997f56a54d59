// Enumerators and their words, as one table that serves the reader, the printer and "did you mean".
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sandbox {

/// An enumerator, its word, and for people what it means.
template <class E>
struct Word {
  E value;
  std::string_view word;
  std::string_view meaning;
};

/// Specialised beside each enumeration that a person can write: a constexpr std::array of Word<E>.
template <class E>
inline constexpr auto words_of = std::array<Word<E>, 0>{};

/// A word without its meaning.
template <class E>
struct BareWord {
  E value;
  std::string_view word;
};

/// The table as a launch needs it: what is only looked at while compiling is not linked.
template <class E>
inline constexpr auto bare_words_of = [] {
  std::array<BareWord<E>, words_of<E>.size()> bare{};
  std::transform(words_of<E>.begin(), words_of<E>.end(), bare.begin(),
                 [](const Word<E>& entry) { return BareWord<E>{entry.value, entry.word}; });
  return bare;
}();

/// Words of the language that this build does not know how to carry out; refused by name, like later keys.
template <class E>
inline constexpr auto later_words_of = std::array<std::string_view, 0>{};

/// The enumerator for a word; nothing when there is none.
template <class E>
constexpr std::optional<E> value_of(std::string_view word) {
  for (const BareWord<E>& entry : bare_words_of<E>)
    if (entry.word == word) return entry.value;
  return std::nullopt;
}

/// The word for an enumerator.
template <class E>
constexpr std::string_view word_of(E value) {
  for (const BareWord<E>& entry : bare_words_of<E>)
    if (entry.value == value) return entry.word;
  return {};
}

/// All words of an enumeration, in table order.
template <class E>
std::vector<std::string_view> all_words() {
  std::vector<std::string_view> words;
  words.reserve(bare_words_of<E>.size());
  for (const BareWord<E>& entry : bare_words_of<E>) words.push_back(entry.word);
  return words;
}

/// The candidate that a mistyped word most likely meant; nothing when none is near.
std::optional<std::string_view> nearest(std::string_view mistyped, std::span<const std::string_view> candidates);

/// ", did you mean "ro"?" or nothing, ready to follow a sentence about an unknown word.
std::string did_you_mean(std::string_view mistyped, std::span<const std::string_view> candidates);

/// The parts of a text between separators, also empty ones: one more than there are separators. They borrow the text.
std::vector<std::string_view> split(std::string_view text, char separator);

/// "a, b or c", for sentences that list what is possible.
std::string joined_with_or(std::span<const std::string_view> words);

}  // namespace sandbox
