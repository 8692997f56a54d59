// sandboxctl check: every problem of profiles at once.
//
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "control/json.h"
#include "control/problems.h"
#include "control/verb.h"
#include "program_names.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::control {
namespace {

std::string counted(std::size_t count, std::string_view thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

Json json_of(const std::vector<Examined>& all) {
  Json list = Json::array();
  for (const Examined& one : all)
    for (const Problem& problem : one.problems)
      list.push_back({{"file", problem.at.place},
                      {"line", problem.at.line},
                      {"column", problem.at.column},
                      {"message", problem.sentence},
                      {"hint", problem.hint}});
  return list;
}

// One that cannot be looked at does not keep the others from it.
void look_at(const std::string& word, const frontend::Surroundings& surroundings, std::vector<Examined>& all,
             int& status) try {
  all.push_back(examine(word, surroundings));
} catch (const PolicyError& error) {
  std::fputs(error.complaint().text().c_str(), stderr);
  status = static_cast<int>(error.status());
}

}  // namespace

Outcome check_profiles(const Wanted& wanted, const frontend::Surroundings& surroundings) {
  if (wanted.words.empty())
    refuse_usage("check wants a profile to look at",
                 "name a file, or a profile that " SANDBOXCTL_PROGRAM " list lists");
  std::vector<Examined> all;
  int status = 0;
  for (const std::string& word : wanted.words) look_at(word, surroundings, all, status);
  std::string text;
  std::size_t problems = 0;
  std::size_t broken = 0;
  for (const Examined& one : all) {
    for (const Problem& problem : one.problems) text += text_of(problem);
    if (one.problems.empty()) text += visible(one.place) + ": fine\n";
    problems += one.problems.size();
    broken += one.problems.empty() ? 0 : 1;
  }
  if (problems > 1) text += fmt::format("{} in {}\n", counted(problems, "problem"), counted(broken, "profile"));
  if (status == 0 && problems > 0) status = 1;
  return {wanted.has(json_option) ? text_of(json_of(all)) : text, status};
}

}  // namespace sandbox::control
