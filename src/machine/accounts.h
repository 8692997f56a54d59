// User and group names, read from the files themselves: a static program must not call into NSS.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "machine/host.h"

namespace sandbox {

/// What /etc/passwd says of a user.
struct Account {
  std::string name;
  std::string home;
  std::string shell;
};

/// The entry for a user id; nothing when there is none or it is malformed.
std::optional<Account> account_of(const Host& host, std::uint32_t uid);

/// The name of a group id; nothing when there is none.
std::optional<std::string> group_name_of(const Host& host, std::uint32_t gid);

}  // namespace sandbox
