// sandboxctl diff: what one profile gives and another does not.
//
// SPDX-License-Identifier: Apache-2.0
#include "control/access.h"
#include "control/json.h"
#include "control/problems.h"
#include "control/verb.h"
#include "program_names.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::control {
namespace {

Json json_of(const std::vector<Difference>& all) {
  Json list = Json::array();
  for (const auto& [sign, words, origin] : all) {
    const Spot at = spot_of(origin);
    const char* change = "other";
    if (sign == '+') change = "gained";
    if (sign == '-') change = "lost";
    list.push_back({{"change", change}, {"access", words}, {"file", at.place}, {"line", at.line}});
  }
  return list;
}

}  // namespace

Outcome compare_profiles(const Wanted& wanted, const frontend::Surroundings& surroundings) {
  constexpr std::size_t two = 2;
  if (wanted.words.size() != two)
    refuse_usage("diff wants two profiles",
                 "what the second allows is compared with what the first does: " SANDBOXCTL_PROGRAM " diff base build");
  const Examined from = resolve(wanted.words.front(), surroundings);
  const Examined to = resolve(wanted.words.back(), surroundings);
  const std::vector<Difference> all = differences(from.policy, to.policy);
  const int status = all.empty() ? 0 : 1;
  if (wanted.has(json_option)) return {text_of(json_of(all)), status};
  if (all.empty()) return {visible(from.place) + " and " + visible(to.place) + " allow the same\n", status};
  return {text_of(all, ""), status};
}

}  // namespace sandbox::control
