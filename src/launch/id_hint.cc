// What to say when ids could not be mapped from outside: mostly, that a helper was not allowed to do it.
//
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <string_view>

#include "launch/hints.h"
#include "support/quote.h"

namespace sandbox::launch {
Hint hint_for_ids(const steps::MapIdRanges& work, const IdRefusal& refusal, const Look& look) {
  if (work.helper.empty())
    return {
        "root of this machine or container needs the capabilities CAP_SETUID and CAP_SETGID for it, CAP_SETFCAP "
        "where user 0 is mapped, and ids that are there in its own /proc/self/uid_map and gid_map"};
  if (refusal.failure) return hint_for_call(refusal.failure);
  if (gains_no_privileges(look))
    return {
        fmt::format("{} is set-user-ID, and this process may gain no privileges (no_new_privs): the launcher was "
                    "started in another sandbox, or by a service with NoNewPrivileges=; start it from outside, or "
                    "leave out user.subids",
                    visible(work.helper))};
  const auto says = [&](std::string_view words) { return refusal.complaint.find(words) != std::string::npos; };
  if (says("owned by a different user") || says("determine your user name"))
    return {
        "the helper wants an account in /etc/passwd whose user and group id are the caller's; compare `id` with "
        "`getent passwd $(id -u)`"};
  if (says("not allowed"))
    return {fmt::format("the helper finds other ranges than {} names: compare the line subid: of /etc/nsswitch.conf",
                        work.kind == steps::IdKind::user ? "/etc/subuid" : "/etc/subgid")};
  if (says("Operation not permitted"))
    return {
        fmt::format("{} must be set-user-ID root, or have the file capability of its package, on a file system that "
                    "is not mounted nosuid; in a container, the ids must be mapped there, too",
                    visible(work.helper))};
  return {};
}

}  // namespace sandbox::launch
