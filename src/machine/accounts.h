// User and group names, read from the files themselves: a static program must not call into NSS.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machine/host.h"

namespace sandbox {

/// What /etc/passwd says of a user.
struct Account {
  std::string name;
  std::uint32_t uid = 0;
  std::uint32_t gid = 0;
  std::string home;
  std::string shell;
};

/// The entry for a user id; nothing when there is none or it is malformed.
std::optional<Account> account_of(const Host& host, std::uint32_t uid);

/// What /etc/group says of a group, but for who is in it.
struct Group {
  std::string name;
  std::uint32_t gid = 0;
};

/// Consecutive ids that the administrator lends to a user: subuid(5).
struct LentIds {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

/// The name of a group id; nothing when there is none.
std::optional<std::string> group_name_of(const Host& host, std::uint32_t gid);

/// The accounts that programs were installed with, root's and nobody's among them: those that are no person's.
std::vector<Account> system_accounts(const Host& host);

/// The groups, likewise.
std::vector<Group> system_groups(const Host& host);

/// The ranges in /etc/subuid or /etc/subgid for a user, in their order; an entry names him by his name or number.
/// Passed over are malformed lines, and ranges that overlap an earlier one.
std::vector<LentIds> lent_ids(const Host& host, const char* file, std::string_view name, std::uint32_t uid);

/// An id, at least 100000, from which on neither file lends any to anybody.
std::uint64_t first_free_id(const Host& host);

}  // namespace sandbox
