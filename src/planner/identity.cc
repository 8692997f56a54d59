// See identity.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/identity.h"

#include <fmt/format.h>

#include "planner/accounts.h"
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
  if (identity.user_name != "root") text += "root:x:0:0:root:/root:/usr/sbin/nologin\n";
  if (identity.uid != nobody) text += "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n";
  return text;
}

std::string group_text(const Identity& identity) {
  std::string text = fmt::format("{}:x:{}:\n", identity.group_name, identity.gid);
  if (identity.gid != 0) text += "root:x:0:\n";
  if (identity.gid != nobody) text += "nogroup:x:65534:\n";
  return text;
}

}  // namespace sandbox::planner
