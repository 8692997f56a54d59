// sandboxctl list: the profiles that a name can mean.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fmt/format.h>
#include <vector>

#include "control/json.h"
#include "control/listing.h"
#include "control/verb.h"
#include "frontend/profile_search.h"
#include "support/quote.h"

namespace sandbox::control {
namespace {

std::string text_of(const std::vector<Listed>& all) {
  std::size_t widest_name = 0;
  std::size_t widest_place = 0;
  for (const Listed& entry : all) {
    widest_name = std::max(widest_name, visible(entry.name).size());
    widest_place = std::max(widest_place, visible(entry.place).size());
  }
  std::string text;
  for (const Listed& entry : all) {
    const std::string about = entry.problem.empty() ? entry.description : "broken: " + entry.problem;
    std::string line = fmt::format("{:<{}}  {:<{}}  {}", visible(entry.name), widest_name, visible(entry.place),
                                   widest_place, visible(about));
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

Json json_of(const std::vector<Listed>& all) {
  Json list = Json::array();
  for (const Listed& entry : all)
    list.push_back({{"name", entry.name},
                    {"place", entry.place},
                    {"built_in", entry.built_in},
                    {"description", entry.description},
                    {"problem", entry.problem}});
  return list;
}

}  // namespace

Outcome list_profiles(const Wanted& wanted, const frontend::Surroundings& surroundings) {
  if (wanted.has(names_option) && wanted.has(json_option))
    refuse_usage("list takes --names or --json, not both", "the names are in the JSON, too");
  const std::vector<frontend::FoundProfile> profiles = frontend::all_profiles(surroundings);
  if (wanted.has(names_option)) {
    std::string names;
    for (const frontend::FoundProfile& profile : profiles) names.append(profile.name).append("\n");
    return {names};
  }
  const std::vector<Listed> all = listed(profiles, surroundings);
  return {wanted.has(json_option) ? text_of(json_of(all)) : text_of(all)};
}

}  // namespace sandbox::control
