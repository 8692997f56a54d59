// See error.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "support/error.h"

#include <cctype>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <utility>

#include "support/quote.h"

namespace sandbox {
namespace {

// Two paths of the greatest length, and words around them; what is longer, nobody reads.
constexpr std::size_t longest_line = 10'000;

std::string shown(const std::string& line) {
  std::string text = visible(line);
  if (text.size() <= longest_line) return text;
  std::size_t end = longest_line;
  const auto continues = [&] { return (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U; };
  while (continues()) --end;
  return text.substr(0, end) + "…";
}

void append_line(std::string& text, const char* label, const std::string& line) {
  if (!line.empty()) text.append("  ").append(label).append(shown(line)).append("\n");
}

}  // namespace

std::string Spot::text() const {
  if (line == 0) return place;
  return place + ":" + std::to_string(line) + (column == 0 ? "" : ":" + std::to_string(column));
}

Spot spot_of(const Origin& origin) {
  Spot spot{.place = origin.place};
  const std::size_t colon = origin.place.rfind(':');
  if (colon == std::string::npos || origin.typed()) return spot;
  const char* const end = origin.place.data() + origin.place.size();
  const auto [rest, error] = std::from_chars(origin.place.data() + colon + 1, end, spot.line);
  if (error == std::errc{} && rest == end)
    spot.place.resize(colon);
  else
    spot.line = 0;
  return spot;
}

std::string Complaint::headline() const { return at.place.empty() ? sentence : at.text() + ": " + sentence; }

std::string Complaint::text() const {
  std::string text = std::string(program_name) + ": " + shown(headline()) + "\n";
  append_line(text, "wanted by   ", wanted_by);
  append_line(text, "refused by  ", refused_by);
  append_line(text, "hint        ", hint);
  return text;
}

Error::Error(Complaint complaint, ExitStatus status) : complaint_(std::move(complaint)), status_(status) {}

PolicyError::PolicyError(std::string sentence, const Origin& origin, std::string hint)
    : Error({.sentence = std::move(sentence),
             .wanted_by = origin.text(),
             .refused_by = {},
             .hint = std::move(hint),
             .wanted_at = spot_of(origin)}) {}

std::string words_of_errno(int number) {
  const char* words = strerrordesc_np(number);
  if (words == nullptr) return "error " + std::to_string(number);
  std::string text = words;
  const bool acronym = text.size() > 1 && std::isupper(static_cast<unsigned char>(text[1]));
  if (!acronym) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  return text;
}

std::optional<int> errno_of_name(std::string_view name) {
  constexpr int beyond_all = 256;
  for (int number = 1; number < beyond_all; ++number)
    if (const char* known = strerrorname_np(number); known != nullptr && name == known) return number;
  return std::nullopt;
}

std::string name_of_errno(int number) {
  const char* name = strerrorname_np(number);
  return name != nullptr ? name : "errno " + std::to_string(number);
}

void end_without_memory() {
  // Standard error is not buffered.
  for (const char* part : {program_name, ": cannot go on: out of memory\n",
                           "  hint        see `ulimit -v`, and how much memory is free\n"})
    std::fputs(part, stderr);
  std::_Exit(static_cast<int>(ExitStatus::launcher_failed));
}

}  // namespace sandbox
