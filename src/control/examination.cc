// See examination.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "control/examination.h"

#include <errno.h>
#include <fmt/format.h>
#include <initializer_list>
#include <sys/stat.h>
#include <utility>
#include <variant>

#include "frontend/profile_search.h"
#include "kernel/features.h"
#include "launch/circumstances.h"
#include "launch/hints.h"
#include "machine/packages.h"
#include "steps/plan.h"

namespace sandbox::control {
namespace {

using kernel::NamespaceFlags;
using steps::NamespaceSet;

Asked asked(kernel::Failure failure) {
  return {.failure = failure, .hint = failure ? launch::hint_for_call(failure) : launch::Hint{}};
}

// As for the step by which a profile would ask for it.
Asked asked_for(steps::Action step, kernel::Failure failure, const launch::Look& look) {
  return {.failure = failure,
          .hint = failure ? launch::hint_for_step({std::move(step), {}}, failure, look) : launch::Hint{}};
}

// Where no user namespace can be made, none of the others is the caller's.
std::vector<RefusedNamespace> refused_namespaces(const launch::Look& look) {
  constexpr NamespaceSet none{.cgroup = false, .ipc = false, .network = false, .uts = false};
  struct Kind {
    std::string_view name;
    NamespaceFlags flags;
    NamespaceSet asked = none;
  };
  std::vector<RefusedNamespace> refused;
  for (const Kind& kind : std::initializer_list<Kind>{
           {"user", {.user = true}},
           {"mount", {.mount = true, .user = true}},
           {"pid", {.pid = true, .user = true}},
           {"network", {.network = true, .user = true}, {.cgroup = false, .ipc = false, .network = true, .uts = false}},
           {"ipc", {.ipc = true, .user = true}, {.cgroup = false, .ipc = true, .network = false, .uts = false}},
           {"uts", {.user = true, .uts = true}, {.cgroup = false, .ipc = false, .network = false, .uts = true}},
           {"cgroup", {.cgroup = true, .user = true}, {.cgroup = true, .ipc = false, .network = false, .uts = false}},
       }) {
    const kernel::Failure failure = kernel::try_namespaces(kind.flags);
    if (!failure) continue;
    refused.push_back({.kind = kind.name,
                       .error = failure.error,
                       .hint = launch::hint_for_namespaces(kind.asked, failure.error, look)});
    if (kind.name == "user") break;
  }
  return refused;
}

Around what_stands_around(const launch::Look& look) {
  Around around{.user_namespace = launch::in_a_user_namespace(look),
                .filter = launch::under_a_filter(look),
                .no_new_privileges = launch::gains_no_privileges(look),
                .apparmor = launch::apparmor_restricts(look),
                .modules = look.text_of("/sys/kernel/security/lsm").value_or("")};
  while (around.modules.ends_with('\n')) around.modules.pop_back();
  return around;
}

std::vector<Asked> missing_calls() {
  std::vector<Asked> missing;
  for (const kernel::Call call : kernel::needed_calls)
    if (const kernel::Failure failure = kernel::try_call(call)) missing.push_back(asked(failure));
  return missing;
}

kernel::Failure try_overlay(const Host& host) {
  const Caller caller = host.caller();
  return kernel::try_overlay(fmt::format("0 {} 1\n", caller.uid).c_str(), fmt::format("0 {} 1\n", caller.gid).c_str());
}

std::vector<Helper> found_helpers(const Host& host) {
  std::vector<Helper> helpers;
  for (const char* program : {"pasta", "xdg-dbus-proxy"})
    helpers.push_back({.program = program, .path = helper_program(program, host)});
  return helpers;
}

// NAME.d, whose files add to a profile.
std::vector<std::string> additions_in(const std::string& directory, const frontend::Surroundings& surroundings) {
  std::vector<std::string> found;
  const auto names = surroundings.names_in(directory);
  if (const auto* readable = std::get_if<std::vector<std::string>>(&names))
    for (const std::string& name : *readable)
      if (name.ends_with(".d")) found.push_back(directory + "/" + name);
  return found;
}

std::vector<ProfileDirectory> existing_directories(const frontend::Surroundings& surroundings) {
  constexpr mode_t permission_bits = 07777;
  std::vector<ProfileDirectory> existing;
  const auto add = [&](const std::string& path) {
    struct stat facts{};
    if (::stat(path.c_str(), &facts) != 0 || !S_ISDIR(facts.st_mode)) return;
    existing.push_back(
        {.path = path, .owner = facts.st_uid, .group = facts.st_gid, .mode = facts.st_mode & permission_bits});
  };
  for (const std::string& path : frontend::profile_directories(surroundings)) {
    add(path);
    for (const std::string& additions : additions_in(path, surroundings)) add(additions);
  }
  return existing;
}

}  // namespace

Examination examine_machine(const frontend::Surroundings& surroundings) {
  const launch::Look look = launch::real_look();
  const Host& host = surroundings.host();
  Examination found;
  found.launch = try_launch({"-p", "base", "true"}, surroundings);
  found.namespaces = refused_namespaces(look);
  found.around = what_stands_around(look);
  found.missing_calls = missing_calls();
  found.filters = asked(kernel::try_filters());
  found.filter_notifications = asked(kernel::try_filter_notifications());
  found.landlock = host.landlock();
  found.writable_code = asked_for(steps::ForbidWritableCode{}, kernel::try_forbidding_writable_code(), look);
  found.core_sharing = asked_for(steps::ShareNoCore{}, kernel::try_sharing_no_core(), look);
  found.clocks = host.clock_offsets().has_value();
  found.overlay = try_overlay(host);
  found.group = own_control_group();
  // Where nothing starts, it would be told three times.
  if (!found.launch) {
    found.default_launch = try_launch({"true"}, surroundings);
    found.subordinate_ids = try_launch({"-p", "base", "--set", "user.subids=true", "true"}, surroundings);
  }
  found.helpers = found_helpers(host);
  found.profiles = listed(frontend::all_profiles(surroundings), surroundings);
  found.directories = existing_directories(surroundings);
  found.caller = host.caller();
  return found;
}

}  // namespace sandbox::control
