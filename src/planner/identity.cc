// See identity.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/identity.h"

#include <fmt/format.h>

#include "machine/accounts.h"

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

}  // namespace

Identity identity_of(const policy::User& user, const Places& places, const Host& host) {
  Identity identity;
  identity.caller = host.caller();
  identity.uid = user.uid.value.value_or(identity.caller.uid);
  identity.gid = user.gid.value.value_or(identity.caller.gid);
  const std::optional<Account> account = account_of(host, identity.caller.uid);
  identity.user_name = name_inside(identity.uid, account ? account->name : "user");
  identity.group_name = name_inside(identity.gid, group_name_of(host, identity.caller.gid).value_or("user"));
  identity.home = fits_a_field(places.home().text()) ? places.home().text() : "/";
  identity.shell = account ? account->shell : "";
  if (const std::optional<std::string_view> shell = variable(host, "SHELL")) identity.shell = *shell;
  if (!fits_a_field(identity.shell)) identity.shell = "/bin/sh";
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
  if (identity.uid != 0) text += "root:x:0:0:root:/root:/usr/sbin/nologin\n";
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
