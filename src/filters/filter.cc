// See filter.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "filters/filter.h"

#include "filters/shipped_filters.h"

namespace sandbox::filters {

Filter filter_of(const policy::Policy& policy) {
  const std::string key = filter_key(policy);
  for (const ShippedFilter& shipped : shipped_filters)
    if (shipped.key == key) return {.program = {shipped.program.begin(), shipped.program.end()}, .compiled_in = {}};
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  Filter filter{.program = compile(policy), .compiled_in = {}};
  filter.compiled_in = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  return filter;
}

}  // namespace sandbox::filters
