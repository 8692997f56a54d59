// See host_to_be.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/host_to_be.h"

#include <errno.h>
#include <utility>

namespace sandbox::planner {

Answer HostToBe::find(const HostPath& path) const {
  Answer answer = seen().find(path);
  const auto* missing = std::get_if<Missing>(&answer);
  if (missing == nullptr || missing->error != ENOENT || directories_.empty() || climbs(path.text())) return answer;
  HostPath part = path.parent();
  Answer above = seen().find(part);
  for (; std::holds_alternative<Missing>(above); above = seen().find(part)) part = part.parent();
  auto& found = std::get<Found>(above);
  const HostPath real = found.real / path.below(part);
  if (directories_.contains(real))
    return Found{.kind = Kind::directory, .owner = caller().uid, .real = real, .links = std::move(found.links)};
  for (HostPath absent = real; absent != found.real; absent = absent.parent())
    if (directories_.contains(absent.parent())) return Missing{absent, ENOENT};
  return answer;
}

}  // namespace sandbox::planner
