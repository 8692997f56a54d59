// Which ids there are inside, and who maps them: the first process can map the caller's own only.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "machine/accounts.h"
#include "machine/host.h"
#include "policy/identity.h"
#include "steps/plan.h"

namespace sandbox::planner {

/// The maps of users and groups.
struct IdMaps {
  std::vector<steps::IdRange> users;
  std::vector<steps::IdRange> groups;
};

/// The caller's own id at its place inside, and around it, from 0 on, the lent ones in their order.
std::vector<steps::IdRange> dealt_around(std::uint32_t inside, std::uint32_t outside, const std::vector<LentIds>& lent);

/// True when an id inside is one of the map's.
bool holds(const std::vector<steps::IdRange>& map, std::uint32_t inside);

/// The maps for a user whose ids inside are `uid` and `gid`. `name` is the caller's outside. Throws PolicyError when
/// the policy wants lent ids and there are none, or more ranges than the kernel takes.
IdMaps id_maps_of(const policy::User& user, std::uint32_t uid, std::uint32_t gid, const std::string& name,
                  const Host& host);

/// What the supervisor must map, by a helper where the caller is not root; nothing when the first process can do it.
/// Throws PolicyError when a helper is not there, and when groups are to be dropped which the kernel lets nobody drop.
std::vector<steps::MapIdRanges> mapped_from_outside(const policy::User& user, const IdMaps& maps, const Host& host);

}  // namespace sandbox::planner
