// See overheard.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "denials/overheard.h"

#include <algorithm>
#include <array>
#include <optional>

#include "support/words.h"

namespace sandbox::denials {
namespace {

// How an error is called by the C library, by the shell, and by languages that name its symbol.
struct Phrase {
  std::string_view words;
  bool of_writing;            ///< of writing alone
  bool names_behind = false;  ///< the name is what follows
};
constexpr auto phrases = std::to_array<Phrase>({
    {"Read-only file system", true},
    {"read-only file system", true},
    {"EROFS", true},
    {"No such file or directory", false},
    {"no such file or directory", false},
    {"No such file", false},
    {"ENOENT", false},
    {"Directory nonexistent", false},
    {"Permission denied", false},
    {"permission denied", false},
    {"EACCES", false},
    {"not found", false},
    {"can't cd to ", false, true},
});

const Phrase* phrase_in(std::string_view line, std::size_t& at) {
  for (const Phrase& phrase : phrases) {
    at = line.find(phrase.words);
    if (at != std::string_view::npos) return &phrase;
  }
  return nullptr;
}

constexpr std::string_view quotes = "'\"`";
constexpr std::string_view around = " \t\r:;,()[]<>";

std::string_view without_quotes(std::string_view word) {
  word.remove_prefix(std::min(word.find_first_not_of(quotes), word.size()));
  return word.substr(0, word.find_last_not_of(quotes) + 1);
}

// In front of "Cannot open: No such file or directory" stands the name, as tar(1) puts it.
std::size_t before_what_failed(std::string_view line, std::size_t error_at) {
  constexpr std::string_view between = ": ";
  const std::string_view before = line.substr(0, error_at);
  if (!before.ends_with(between)) return error_at;
  const std::size_t colon = before.rfind(between, before.size() - between.size() - 1);
  const std::size_t begin = colon == std::string_view::npos ? 0 : colon + between.size();
  return before.substr(begin).starts_with("Cannot ") ? begin : error_at;
}

bool is_error(std::string_view word) {
  return std::any_of(phrases.begin(), phrases.end(), [&](const Phrase& phrase) { return phrase.words == word; });
}

// Words in quotes, and those with a slash, and the one in front of the error: "cat: notes: No such file".
std::vector<std::string_view> names_in(std::string_view line, std::size_t error_at) {
  std::vector<std::string_view> names;
  for (std::size_t begin = 0; (begin = line.find_first_of(quotes, begin)) != std::string_view::npos; ++begin) {
    const std::size_t end = line.find_first_of(quotes, begin + 1);
    if (end == std::string_view::npos) break;
    names.push_back(line.substr(begin + 1, end - begin - 1));
    begin = end;
  }
  for (std::size_t begin = 0; (begin = line.find_first_not_of(around, begin)) != std::string_view::npos;) {
    const std::size_t end = std::min(line.find_first_of(around, begin), line.size());
    const std::string_view word = without_quotes(line.substr(begin, end - begin));
    // Who speaks: "./evil.sh: 3: cannot create …".
    const bool speaks = begin == 0 && line.substr(end).starts_with(": ");
    const bool is_named = line.substr(end).starts_with(": ") && end + 2 == error_at && !is_error(word);
    if (is_named || (word.find('/') != std::string_view::npos && !speaks)) names.push_back(word);
    begin = end;
  }
  return names;
}

// Colours and links, which terminals obey: ESC [ … letter, ESC ] … BEL or ESC \\, and ESC with one character.
std::string without_escapes(std::string_view said) {
  constexpr char escape = '\x1b';
  const auto is_last = [](char c) { return c >= '@' && c <= '~'; };
  std::string text;
  for (std::size_t i = 0; i < said.size(); ++i) {
    if (said[i] != escape) {
      text += said[i];
      continue;
    }
    const char kind = ++i < said.size() ? said[i] : escape;
    if (kind == '[') do
        ++i;
      while (i < said.size() && !is_last(said[i]));
    if (kind == ']') i = std::min(said.find_first_of("\a\x1b\n", i), said.size());
    if (kind == ']' && i < said.size() && said[i] == escape) ++i;
  }
  return text;
}

// GNU programs put names between ‘ and ’.
std::string with_plain_quotes(std::string text) {
  for (const std::string_view quote : {"\xe2\x80\x98", "\xe2\x80\x99"})
    for (std::size_t at = 0; (at = text.find(quote, at)) != std::string::npos;) text.replace(at, quote.size(), "'");
  return text;
}

void add(std::optional<Denial> denial, std::vector<Denial>& all) {
  const auto same = [&](const Denial& known) { return known.attempt == denial->attempt; };
  if (denial && std::none_of(all.begin(), all.end(), same)) all.push_back(std::move(*denial));
}

std::optional<Denial> judge_name(std::string_view name, bool of_writing, const View& view) {
  const std::optional<std::string> path = view.path_of(name, view.start());
  if (!path) return std::nullopt;
  return view.judge({of_writing ? Kind::write : Kind::read, *path, {}});
}

void hear_line(std::string_view line, const View& view, std::vector<Denial>& all) {
  std::size_t at = 0;
  const Phrase* const phrase = phrase_in(line, at);
  if (phrase == nullptr) return;
  if (phrase->names_behind) add(judge_name(line.substr(at + phrase->words.size()), phrase->of_writing, view), all);
  for (const std::string_view name : names_in(line, before_what_failed(line, at)))
    add(judge_name(name, phrase->of_writing, view), all);
}

}  // namespace

std::vector<Denial> overheard(const std::vector<std::string>& command, std::string_view said, const View& view) {
  std::vector<Denial> all;
  for (std::size_t i = 1; i < command.size(); ++i) {
    std::string_view word = command[i];
    if (word.starts_with('-')) word.remove_prefix(std::min(word.find('=') + 1, word.size()));
    if (word.find('/') != std::string_view::npos) add(judge_name(word, false, view), all);
  }
  const std::string plain = with_plain_quotes(without_escapes(said));
  for (const std::string_view line : split(plain, '\n')) hear_line(line, view, all);
  return all;
}

}  // namespace sandbox::denials
