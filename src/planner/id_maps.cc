// See id_maps.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/id_maps.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

#include "machine/packages.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {
namespace {

constexpr const char* subuid = "/etc/subuid";
constexpr const char* subgid = "/etc/subgid";

// As podman(1) and the manual pages of shadow suggest: as many as a program can ask for.
constexpr std::uint64_t usual_count = 65536;

[[noreturn]] void refuse_without_ids(bool users, bool groups, const std::string& name, const Origin& origin,
                                     const Host& host) {
  if (name == std::to_string(host.caller().uid))
    throw PolicyError(
        fmt::format("there are no subordinate ids for user {}: /etc/passwd has no account for whom they could be",
                    name),
        origin, {});
  const std::uint64_t first = first_free_id(host);
  const std::string range = fmt::format("{}-{}", first, first + usual_count - 1);
  std::string command = "sudo usermod";
  if (!users) command += " --add-subuids " + range;
  if (!groups) command += " --add-subgids " + range;
  std::string files = fmt::format("{} and {}", subuid, subgid);
  if (groups) files = subuid;
  if (users) files = subgid;
  throw PolicyError(fmt::format("there are no subordinate ids for {} in {}", shell_word(name), files), origin,
                    command + " " + shell_word(name));
}

// The kernel reads a map in one piece that is smaller than a page, and of at most 340 rows: user_namespaces(7).
void refuse_too_long(const std::vector<steps::IdRange>& map, const char* file, const Origin& origin) {
  constexpr std::size_t most_bytes = 4095;
  constexpr std::size_t most_rows = 340;
  if (map.size() <= most_rows && steps::map_text(map).size() <= most_bytes) return;
  throw PolicyError(fmt::format("{} lends the caller {} ranges, more than the kernel takes", file, map.size()), origin,
                    "join neighbouring ranges to one");
}

// A helper is trusted because root installed it.
std::string helper(const char* name, const Origin& origin, const Host& host) {
  if (std::string path = helper_program(name, host); !path.empty()) return path;
  throw PolicyError(fmt::format("{}, which maps subordinate ids, is not on this machine", name), origin,
                    installation_of(name, host));
}

}  // namespace

std::vector<steps::IdRange> dealt_around(std::uint32_t inside, std::uint32_t outside,
                                         const std::vector<LentIds>& lent) {
  constexpr std::uint64_t end_of_ids = std::numeric_limits<std::uint32_t>::max();
  std::vector<steps::IdRange> map;
  std::uint64_t next = 0;
  const auto add = [&](std::uint32_t from, std::uint32_t count) {
    map.push_back({.inside = static_cast<std::uint32_t>(next), .outside = from, .count = count});
    next += count;
  };
  for (LentIds rest : lent) {
    while (rest.count > 0 && next < end_of_ids) {
      if (next == inside) {
        add(outside, 1);
        continue;
      }
      const std::uint64_t room = (next < inside ? inside : end_of_ids) - next;
      const auto count = static_cast<std::uint32_t>(std::min<std::uint64_t>(rest.count, room));
      add(rest.first, count);
      rest = {.first = rest.first + count, .count = rest.count - count};
    }
  }
  if (next <= inside) map.push_back({.inside = inside, .outside = outside, .count = 1});
  return map;
}

bool holds(const std::vector<steps::IdRange>& map, std::uint32_t inside) {
  return std::any_of(map.begin(), map.end(), [&](const steps::IdRange& range) {
    return inside >= range.inside && inside - range.inside < range.count;
  });
}

IdMaps id_maps_of(const policy::User& user, std::uint32_t uid, std::uint32_t gid, const std::string& name,
                  const Host& host) {
  const Caller caller = host.caller();
  IdMaps maps{.users = dealt_around(uid, caller.uid, {}), .groups = dealt_around(gid, caller.gid, {})};
  if (!user.subids.value) return maps;
  // A range with the caller's own id in it would map that id twice, which the kernel refuses.
  const auto lent = [&](const char* file, std::uint32_t own) {
    std::vector<LentIds> ranges = lent_ids(host, file, name, caller.uid);
    std::erase_if(ranges, [&](const LentIds& range) { return own >= range.first && own - range.first < range.count; });
    return ranges;
  };
  const std::vector<LentIds> users = lent(subuid, caller.uid);
  const std::vector<LentIds> groups = lent(subgid, caller.gid);
  if (users.empty() || groups.empty())
    refuse_without_ids(!users.empty(), !groups.empty(), name, user.subids.origin, host);
  maps = {.users = dealt_around(uid, caller.uid, users), .groups = dealt_around(gid, caller.gid, groups)};
  refuse_too_long(maps.users, subuid, user.subids.origin);
  refuse_too_long(maps.groups, subgid, user.subids.origin);
  return maps;
}

std::vector<steps::MapIdRanges> mapped_from_outside(const policy::User& user, const IdMaps& maps, const Host& host) {
  const bool drops_groups = user.groups.value == policy::Groups::drop;
  if (!user.subids.value && !drops_groups) return {};
  const Origin& origin = user.subids.value ? user.subids.origin : user.groups.origin;
  const bool is_root = host.caller().uid == 0;
  // Who maps his own id by himself has to give up setgroups(2), so that nobody leaves a group that is closed out of
  // something; whom root lent groups may: user_namespaces(7).
  if (!user.subids.value && !is_root)
    throw PolicyError("the kernel lets your user leave no supplementary groups", origin,
                      "with user.subids = true it does; or leave out user.groups");
  const auto program = [&](const char* name) { return is_root ? std::string() : helper(name, origin, host); };
  return {{.kind = steps::IdKind::user, .ranges = maps.users, .helper = program("newuidmap"), .origin = origin},
          {.kind = steps::IdKind::group, .ranges = maps.groups, .helper = program("newgidmap"), .origin = origin}};
}

}  // namespace sandbox::planner
