// See identity.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/identity.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "machine/accounts.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {
namespace {

constexpr std::uint32_t nobody = 65534;

// A name that can stand in passwd(5): no colon, no line break, nothing that is not there in the host's file either.
bool fits_a_field(std::string_view text) {
  for (const char c : text)
    if (c == ':' || static_cast<unsigned char>(c) < 0x20) return false;
  return !text.empty();
}

// Id 0 is root, and nobody else is called so.
std::string name_inside(std::uint32_t id, const std::string& name_outside) {
  if (id == 0) return "root";
  return name_outside == "root" ? "user" : name_outside;
}

std::string user_name_of(const policy::User& user, std::uint32_t uid, const std::string& name_outside) {
  if (!user.name.given()) return name_inside(uid, name_outside);
  const auto refuse = [&](std::uint32_t owner) {
    throw PolicyError(
        fmt::format("{} is the name of user {}, and the command is user {}", quoted(user.name.value), owner, uid),
        user.name.origin, "choose another name, or the id that belongs to it with user.uid");
  };
  if (user.name.value == "root" && uid != 0) refuse(0);
  if (user.name.value == "nobody" && uid != nobody) refuse(nobody);
  return user.name.value;
}

std::string path_in_passwd(const Sourced<std::string>& wish, const Places& places) {
  const std::string path = expand_inner_path(wish.value, places, wish.origin).text();
  if (!fits_a_field(path))
    throw PolicyError(fmt::format("{} cannot stand in /etc/passwd", shell_word(path)), wish.origin,
                      "a path without colons and control characters");
  return path;
}

std::string home_of(const policy::User& user, const Places& places) {
  if (user.home.given()) return path_in_passwd(user.home, places);
  return fits_a_field(places.home().text()) ? places.home().text() : "/";
}

std::string shell_of(const policy::User& user, const std::optional<Account>& account, const Places& inside,
                     const Host& host) {
  if (user.shell.given()) return path_in_passwd(user.shell, inside);
  std::string shell = account ? account->shell : "";
  if (const std::optional<std::string_view> callers = variable(host, "SHELL")) shell = *callers;
  return fits_a_field(shell) ? shell : "/bin/sh";
}

template <class Entry>
void add_if_absent(std::vector<Entry>& entries, std::uint32_t Entry::* id, Entry added) {
  const auto is_there = [&](const Entry& entry) { return entry.*id == added.*id; };
  if (std::none_of(entries.begin(), entries.end(), is_there)) entries.push_back(std::move(added));
}

// Root and nobody have a name in every sandbox. Where there are more ids, so have those of the host's accounts that
// programs look for (man, _apt, www-data), as far as their ids are there.
std::vector<Account> others_of(const policy::User& user, const Identity& identity, const Host& host) {
  std::vector<Account> others;
  if (user.subids.value) others = system_accounts(host);
  std::erase_if(others, [&](const Account& other) {
    return !holds(identity.maps.users, other.uid) || !fits_a_field(other.name) || !fits_a_field(other.home) ||
           !fits_a_field(other.shell);
  });
  constexpr const char* no_shell = "/usr/sbin/nologin";
  add_if_absent(others, &Account::uid, {.name = "root", .uid = 0, .gid = 0, .home = "/root", .shell = no_shell});
  add_if_absent(others, &Account::uid,
                {.name = "nobody", .uid = nobody, .gid = nobody, .home = "/nonexistent", .shell = no_shell});
  // User 0 may be called otherwise, and is still found as root.
  std::erase_if(others, [&](const Account& other) {
    return other.name == identity.user_name || (other.uid == identity.uid && other.uid != 0);
  });
  return others;
}

std::vector<Group> other_groups_of(const policy::User& user, const Identity& identity, const Host& host) {
  std::vector<Group> others;
  if (user.subids.value) others = system_groups(host);
  std::erase_if(
      others, [&](const Group& other) { return !holds(identity.maps.groups, other.gid) || !fits_a_field(other.name); });
  add_if_absent(others, &Group::gid, {.name = "root", .gid = 0});
  add_if_absent(others, &Group::gid, {.name = "nogroup", .gid = nobody});
  std::erase_if(others,
                [&](const Group& other) { return other.name == identity.group_name || other.gid == identity.gid; });
  return others;
}

// The name by which /etc/subuid knows the caller. Who comes from a directory service is not in passwd(5).
std::string known_as(const std::optional<Account>& account, const Identity& identity, const Host& host) {
  if (account) return account->name;
  const std::optional<std::string_view> user = variable(host, "USER");
  return user && fits_a_field(*user) ? std::string(*user) : std::to_string(identity.caller.uid);
}

}  // namespace

Identity identity_of(const policy::User& user, const Places& places, const Host& host) {
  Identity identity;
  identity.caller = host.caller();
  identity.uid = user.uid.value.value_or(identity.caller.uid);
  identity.gid = user.gid.value.value_or(identity.caller.gid);
  const std::optional<Account> account = account_of(host, identity.caller.uid);
  identity.user_name = user_name_of(user, identity.uid, account ? account->name : "user");
  identity.group_name = name_inside(identity.gid, group_name_of(host, identity.caller.gid).value_or("user"));
  identity.home = home_of(user, places);
  identity.shell = shell_of(user, account, places.inside(*InnerPath::parse(identity.home)), host);
  identity.maps = id_maps_of(user, identity.uid, identity.gid, known_as(account, identity, host), host);
  identity.others = others_of(user, identity, host);
  identity.other_groups = other_groups_of(user, identity, host);
  return identity;
}

steps::Step map_ids(const policy::User& user, const Identity& identity) {
  return {steps::MapIds{.uid_line = fmt::format("{} {} 1", identity.uid, identity.caller.uid),
                        .gid_line = fmt::format("{} {} 1", identity.gid, identity.caller.gid)},
          user.uid.given() ? user.uid.origin : user.gid.origin};
}

std::string passwd_text(const Identity& identity) {
  std::string text =
      fmt::format("{}:x:{}:{}::{}:{}\n", identity.user_name, identity.uid, identity.gid, identity.home, identity.shell);
  for (const Account& other : identity.others)
    text += fmt::format("{0}:x:{1}:{2}:{0}:{3}:{4}\n", other.name, other.uid, other.gid, other.home, other.shell);
  return text;
}

std::string group_text(const Identity& identity) {
  std::string text = fmt::format("{}:x:{}:\n", identity.group_name, identity.gid);
  for (const Group& other : identity.other_groups) text += fmt::format("{}:x:{}:\n", other.name, other.gid);
  return text;
}

}  // namespace sandbox::planner
