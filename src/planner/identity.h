// Who the command is: the id map, and the passwd and group files that say so.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "machine/accounts.h"
#include "machine/host.h"
#include "machine/places.h"
#include "planner/id_maps.h"
#include "policy/identity.h"
#include "steps/step.h"

namespace sandbox::planner {

struct Identity {
  std::uint32_t uid = 0;  ///< inside
  std::uint32_t gid = 0;
  Caller caller;
  bool may_raise_limits = false;  ///< it keeps CAP_SYS_RESOURCE
  std::string user_name;
  std::string group_name;
  std::string home;
  std::string shell;
  IdMaps maps;
  std::vector<Account> others;  ///< who else has a name inside
  std::vector<Group> other_groups;
};

/// Who the command will be. Throws PolicyError as id_maps_of does, and for a name or path that passwd(5) cannot hold,
/// or that means another.
Identity identity_of(const policy::User& user, const Places& places, const Host& host);

/// The step by which the first process maps the caller's ids itself.
steps::Step map_ids(const policy::User& user, const Identity& identity);

/// The text of /etc/passwd: the user, root and nobody; with subordinate ids also those of the host's accounts that are
/// no person's. Nobody who lives on the host is named.
std::string passwd_text(const Identity& identity);

/// The text of /etc/group, likewise.
std::string group_text(const Identity& identity);

}  // namespace sandbox::planner
