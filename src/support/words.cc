// See words.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "support/words.h"

#include <algorithm>
#include <numeric>

#include "support/quote.h"

namespace sandbox {
namespace {

// Number of insertions, deletions, substitutions and swaps of neighbours between two words.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last;
  std::vector<std::size_t> last(b.size() + 1);
  std::iota(last.begin(), last.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::vector<std::size_t> row(b.size() + 1, i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, substitution});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = std::move(last);
    last = std::move(row);
  }
  return last[b.size()];
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view mistyped, std::span<const std::string_view> candidates) {
  constexpr std::size_t longest_word = 64;
  if (mistyped.size() > longest_word) return std::nullopt;
  std::optional<std::string_view> best;
  std::size_t best_distance = std::max<std::size_t>(1, mistyped.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    // No word is nearer than its length is.
    if (std::max(candidate.size(), mistyped.size()) - std::min(candidate.size(), mistyped.size()) >= best_distance)
      continue;
    const std::size_t d = distance(mistyped, candidate);
    if (d < best_distance && d < candidate.size()) {
      best = candidate;
      best_distance = d;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view mistyped, std::span<const std::string_view> candidates) {
  const std::optional<std::string_view> meant = nearest(mistyped, candidates);
  return meant ? ", did you mean " + quoted(*meant) + "?" : "";
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string joined_with_or(std::span<const std::string_view> words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace sandbox
