// See report.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "denials/report.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <string_view>

#include "support/error.h"
#include "support/quote.h"

namespace sandbox::denials {
namespace {

std::string subject_of(const Denial& denial) {
  const Attempt& attempt = denial.attempt;
  return visible(attempt.detail.empty() ? attempt.subject : attempt.subject + " " + attempt.detail);
}

std::string line_of(const Setting& setting) { return fmt::format("{} = {}", setting.key, setting.value); }

std::string opener_of(const Denial& denial) {
  if (denial.key.empty()) return "nothing opens it";
  std::string text = fmt::format("{} = {}", denial.key, denial.value.empty() ? "[…]" : denial.value);
  for (const Setting& setting : denial.also) text += " and " + line_of(setting);
  return visible(text);
}

using Json = nlohmann::ordered_json;

Json beginning_of(std::string_view kind, const Subject& subject, double time) {
  return {{"time", time}, {"profile", subject.profile}, {"command", subject.command}, {"kind", kind}};
}

std::string text_of(const Json& line) { return line.dump(-1, ' ', true, Json::error_handler_t::replace); }

}  // namespace

std::string summary_of(const std::vector<Counted>& all, const Subject& subject, const Remarks& remarks) {
  constexpr std::size_t most = 16;
  std::string text =
      fmt::format("{}: refused by profile {}, and what would open it:\n", program_name, visible(subject.profile));
  std::size_t widest = 0;
  const std::size_t shown = std::min(all.size(), most);
  const auto tried = [](const Counted& entry) {
    return subject_of(entry.denial) + (entry.times > 1 ? fmt::format(" ({} times)", entry.times) : "");
  };
  constexpr std::size_t widest_useful = 44;
  for (std::size_t i = 0; i < shown; ++i) widest = std::max(widest, std::min(tried(all[i]).size(), widest_useful));
  for (std::size_t i = 0; i < shown; ++i)
    text += fmt::format("  {:<8} {:<{}}  {}{}\n", word_of(all[i].denial.attempt.kind), tried(all[i]), widest,
                        opener_of(all[i].denial), all[i].denial.is_secret ? "  # gives a secret away" : "");
  if (all.size() > shown)
    text += fmt::format("  and {}{} more: --set 'log.denials=\"file\"' keeps {}\n", remarks.has_more ? "at least " : "",
                        all.size() - shown, remarks.has_more ? fmt::format("{} of them", all.size()) : "them all");
  if (remarks.files_unheard)
    text += "  files are not watched without a terminal: --set 'log.denials=\"stderr\"' names them, too\n";
  return text + fmt::format("  once: --set 'KEY=VALUE'; for good: in {}\n", visible(remarks.drop_in));
}

std::string line_of(const Denial& denial) {
  const std::string opener =
      denial.key.empty() ? opener_of(denial) : opener_of(denial) + (denial.also.empty() ? " opens it" : " open it");
  return fmt::format("refused: {} {}; {}{}", word_of(denial.attempt.kind), subject_of(denial), opener,
                     denial.is_secret ? ", and gives a secret away" : "");
}

std::string json_of(const Denial& denial, const Subject& subject, double time) {
  Json line = beginning_of(word_of(denial.attempt.kind), subject, time);
  line["subject"] = denial.attempt.subject;
  if (!denial.attempt.detail.empty()) line["detail"] = denial.attempt.detail;
  line["key"] = denial.key;
  line["value"] = denial.value;
  for (const Setting& setting : denial.also) line["also"].push_back(line_of(setting));
  line["secret"] = denial.is_secret;
  return text_of(line);
}

std::string closing_line(std::size_t told) {
  return fmt::format("refused: more than {} different things; others are not told of", told);
}

std::string closing_json(const Subject& subject, double time) { return text_of(beginning_of("more", subject, time)); }

}  // namespace sandbox::denials
