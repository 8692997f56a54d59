// See accounts.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "machine/accounts.h"

#include <vector>

#include "support/words.h"

namespace sandbox {
namespace {

constexpr std::size_t largest_file = 4UL * 1024 * 1024;

// The fields of the first line whose third field is the id: both files have it there.
std::vector<std::string> entry_for(const Host& host, const char* file, std::uint32_t id, std::size_t count) {
  const std::optional<std::string> text = content_behind_links(host, *HostPath::parse(file), largest_file);
  if (!text) return {};
  const std::string wanted = std::to_string(id);
  for (const std::string_view line : split(*text, '\n')) {
    const std::vector<std::string_view> fields = split(line, ':');
    if (fields.size() >= count && fields[2] == wanted) return {fields.begin(), fields.end()};
  }
  return {};
}

}  // namespace

std::optional<Account> account_of(const Host& host, std::uint32_t uid) {
  const std::vector<std::string> fields = entry_for(host, "/etc/passwd", uid, 7);
  if (fields.empty()) return std::nullopt;
  return Account{.name = fields[0], .home = fields[5], .shell = fields[6]};
}

std::optional<std::string> group_name_of(const Host& host, std::uint32_t gid) {
  const std::vector<std::string> fields = entry_for(host, "/etc/group", gid, 4);
  if (fields.empty()) return std::nullopt;
  return fields[0];
}

}  // namespace sandbox
