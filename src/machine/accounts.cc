// See accounts.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "machine/accounts.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <system_error>

#include "support/words.h"

namespace sandbox {
namespace {

constexpr std::size_t largest_file = 4UL * 1024 * 1024;
constexpr std::uint32_t first_person = 1000;  // login.defs(5): UID_MIN, GID_MIN
constexpr std::uint32_t nobody = 65534;
// The largest number means "no id" to the kernel.
constexpr std::uint64_t end_of_ids = std::numeric_limits<std::uint32_t>::max();

using Fields = std::vector<std::string_view>;

std::optional<std::uint32_t> number_in(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// Calls visit(fields) for each line of a file that has enough of them, as long as it answers true.
template <class Visitor>
void for_each_entry(const Host& host, const char* file, std::size_t count, Visitor&& visit) {
  const std::string text = content_behind_links(host, *HostPath::parse(file), largest_file).value_or("");
  for (const std::string_view line : split(text, '\n'))
    if (const Fields fields = split(line, ':'); fields.size() >= count && !visit(fields)) return;
}

constexpr const char* passwd = "/etc/passwd";
constexpr std::size_t passwd_fields = 7;

std::optional<Account> account_in(const Fields& fields) {
  const std::optional<std::uint32_t> uid = number_in(fields[2]);
  const std::optional<std::uint32_t> gid = number_in(fields[3]);
  if (!uid || !gid) return std::nullopt;
  return Account{.name = std::string(fields[0]),
                 .uid = *uid,
                 .gid = *gid,
                 .home = std::string(fields[5]),
                 .shell = std::string(fields[6])};
}

constexpr const char* group = "/etc/group";
constexpr std::size_t group_fields = 4;

bool is_of_the_system(std::uint32_t id) { return id < first_person || id == nobody; }

constexpr std::size_t subid_fields = 3;

std::optional<LentIds> range_in(const Fields& fields) {
  const std::optional<std::uint32_t> first = number_in(fields[1]);
  const std::optional<std::uint32_t> count = number_in(fields[2]);
  if (!first || !count || *count == 0 || std::uint64_t{*first} + *count > end_of_ids) return std::nullopt;
  return LentIds{.first = *first, .count = *count};
}

std::uint64_t end_of(const LentIds& range) { return std::uint64_t{range.first} + range.count; }

bool overlap(const LentIds& a, const LentIds& b) { return a.first < end_of(b) && b.first < end_of(a); }

}  // namespace

std::optional<Account> account_of(const Host& host, std::uint32_t uid) {
  std::optional<Account> account;
  for_each_entry(host, passwd, passwd_fields, [&](const Fields& fields) {
    if (number_in(fields[2]) == uid) account = account_in(fields);
    return !account;
  });
  return account;
}

std::optional<std::string> group_name_of(const Host& host, std::uint32_t gid) {
  std::optional<std::string> name;
  for_each_entry(host, group, group_fields, [&](const Fields& fields) {
    if (number_in(fields[2]) == gid) name = fields[0];
    return !name;
  });
  return name;
}

std::vector<Account> system_accounts(const Host& host) {
  std::vector<Account> accounts;
  for_each_entry(host, passwd, passwd_fields, [&](const Fields& fields) {
    if (std::optional<Account> account = account_in(fields); account && is_of_the_system(account->uid))
      accounts.push_back(*std::move(account));
    return true;
  });
  return accounts;
}

std::vector<Group> system_groups(const Host& host) {
  std::vector<Group> groups;
  for_each_entry(host, group, group_fields, [&](const Fields& fields) {
    if (const std::optional<std::uint32_t> gid = number_in(fields[2]); gid && is_of_the_system(*gid))
      groups.push_back({.name = std::string(fields[0]), .gid = *gid});
    return true;
  });
  return groups;
}

std::vector<LentIds> lent_ids(const Host& host, const char* file, std::string_view name, std::uint32_t uid) {
  std::vector<LentIds> ranges;
  for_each_entry(host, file, subid_fields, [&](const Fields& fields) {
    const bool is_his = fields[0] == name || number_in(fields[0]) == uid;
    const std::optional<LentIds> range = is_his ? range_in(fields) : std::nullopt;
    const auto collides = [&](const LentIds& other) { return overlap(*range, other); };
    if (range && std::none_of(ranges.begin(), ranges.end(), collides)) ranges.push_back(*range);
    return true;
  });
  return ranges;
}

std::uint64_t first_free_id(const Host& host) {
  std::uint64_t free = 100000;
  for (const char* file : {"/etc/subuid", "/etc/subgid"})
    for_each_entry(host, file, subid_fields, [&](const Fields& fields) {
      if (const std::optional<LentIds> range = range_in(fields)) free = std::max(free, end_of(*range));
      return true;
    });
  return free;
}

}  // namespace sandbox
