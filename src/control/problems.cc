// See problems.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "control/problems.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "support/quote.h"

namespace sandbox::control {
namespace {

const Origin asked_for{.place = "the command line", .key = {}};

Problem problem_of(const Complaint& complaint, const std::string& place) {
  Spot at = complaint.at.place.empty() ? complaint.wanted_at : complaint.at;
  if (at.place.empty() || at == spot_of(asked_for)) at = {.place = place};
  return {.at = std::move(at), .sentence = complaint.sentence, .hint = complaint.hint};
}

void sort(std::vector<Problem>& problems, const std::string& own) {
  const auto position = [&](const Problem& problem) {
    return std::tuple(problem.at.place != own, problem.at.place, problem.at.line, problem.at.column);
  };
  std::stable_sort(problems.begin(), problems.end(),
                   [&](const Problem& a, const Problem& b) { return position(a) < position(b); });
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
}

}  // namespace

Examined examine(const std::string& word, const frontend::Surroundings& surroundings) {
  Examined examined;
  examined.place = frontend::find_profile(word, {}, asked_for, surroundings).place;
  frontend::Problems complaints;
  const frontend::Reading reading{
      .surroundings = surroundings, .problems = &complaints, .files_by_path = &examined.files};
  try {
    examined.ancestry = frontend::apply_profile(examined.policy, word, asked_for, reading);
  } catch (const PolicyError& error) {
    complaints.push_back(error.complaint());
  }
  for (const Complaint& complaint : complaints) examined.problems.push_back(problem_of(complaint, examined.place));
  for (const auto& [fault, origin] : policy::contradictions_in(examined.policy))
    examined.problems.push_back({.at = spot_of(origin), .sentence = fault.words, .hint = fault.hint});
  sort(examined.problems, examined.place);
  if (examined.problems.empty()) frontend::settle_provenance(examined.policy, examined.ancestry, surroundings);
  return examined;
}

Examined resolve(const std::string& word, const frontend::Surroundings& surroundings) {
  Examined examined = examine(word, surroundings);
  if (examined.problems.empty()) return examined;
  const Problem& first = examined.problems.front();
  throw PolicyError(
      {.sentence = first.sentence, .wanted_by = {}, .refused_by = {}, .hint = first.hint, .at = first.at});
}

std::string text_of(const Problem& problem) {
  std::string text = visible(problem.at.text() + ": " + problem.sentence) + "\n";
  if (!problem.hint.empty()) text.append("  hint  ").append(visible(problem.hint)).append("\n");
  return text;
}

}  // namespace sandbox::control
