// See lockdown.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/lockdown.h"

#include "filters/default_filter.h"

namespace sandbox::planner {

std::vector<steps::Step> lockdown() {
  std::vector<steps::Step> list;
  list.push_back({steps::MakeUndumpable{}, {}});
  list.push_back({steps::JoinNewKeyring{}, {}});
  list.push_back({steps::DropCapabilities{}, {}});
  list.push_back({steps::ForbidNewPrivileges{}, {}});
  list.push_back({steps::FilterSyscalls{filters::default_filter}, {}});
  return list;
}

}  // namespace sandbox::planner
