// sandboxctl doctor: whether launches work on this machine, what is weaker than it could be, and what repairs it.
//
// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "control/examination.h"
#include "control/findings.h"
#include "control/json.h"
#include "control/verb.h"

namespace sandbox::control {
namespace {

Json json_of(const std::vector<Finding>& findings) {
  Json list = Json::array();
  for (const Finding& finding : findings)
    list.push_back({{"state", word_of(finding.state)},
                    {"subject", finding.subject},
                    {"message", finding.sentence},
                    {"repair", finding.repair}});
  return list;
}

}  // namespace

Outcome examine_and_tell(const Wanted& wanted, const frontend::Surroundings& surroundings) {
  const Examination found = examine_machine(surroundings);
  const std::vector<Finding> findings = findings_of(found);
  return {wanted.has(json_option) ? text_of(json_of(findings)) : text_of(findings),
          found.launch || found.default_launch ? 1 : 0};
}

}  // namespace sandbox::control
