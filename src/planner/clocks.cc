// See clocks.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/clocks.h"

#include <fmt/format.h>

#include "support/error.h"

namespace sandbox::planner {

steps::Step new_clocks(const Sourced<policy::Clocks>& time, const Host& host) {
  const std::optional<ClockOffsets> offsets = host.clock_offsets();
  if (!offsets)
    throw PolicyError("this kernel has no time namespaces: the command would read the host's clocks", time.origin,
                      "it was built without CONFIG_TIME_NS, or is older than Linux 5.6; leave the key out");
  return {steps::NewClocks{fmt::format("monotonic {} 0\nboottime {} 0\n", offsets->monotonic, offsets->boottime)},
          time.origin};
}

}  // namespace sandbox::planner
