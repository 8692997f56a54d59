// See policy.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/policy.h"

#include <algorithm>

#include "support/error.h"

namespace sandbox::policy {
namespace {

// Setting the name of a namespace that is not the sandbox's own would be a wish that the kernel refuses, later and with
// fewer words.
void check_hostname_is_ours(const Namespaces& namespaces) {
  const auto uts = std::find_if(namespaces.share.begin(), namespaces.share.end(),
                                [](const auto& entry) { return entry.value == Shared::uts; });
  if (uts == namespaces.share.end() || !namespaces.hostname.given()) return;
  throw PolicyError("a host name cannot be set in the host's own UTS namespace", namespaces.hostname.origin,
                    "take \"uts\" out of namespaces.share (" + uts->origin.text() + "), or leave the host name out");
}

void check_one_origin_of_content(const File& file) {
  if (file.content.given() && file.source.given())
    throw PolicyError("a file has either content or a source, not both", file.source.origin,
                      "the content stands at " + file.content.origin.text());
}

// What Landlock alone can do is not asked for together with doing without it.
void check_landlock_is_there(const Policy& policy) {
  const Landlock& landlock = policy.landlock;
  if (landlock.enable.value != LandlockUse::off) return;
  const auto refuse = [&](const Origin& origin, std::string_view what) {
    throw PolicyError(std::string(what) + ", which is switched off", origin,
                      "take landlock.enable = false away (" + landlock.enable.origin.text() + "), or this key");
  };
  if (policy.network.tcp_bind.given())
    refuse(policy.network.tcp_bind.origin, "the ports to listen on are restricted by Landlock");
  if (policy.network.tcp_connect.given())
    refuse(policy.network.tcp_connect.origin, "the ports to connect to are restricted by Landlock");
  if (!landlock.scope.entries.empty()) refuse(landlock.scope.origin, "a scope is kept by Landlock");
}

// What every rule must say, and tests of arguments that could never hold.
void check_rule(const Sourced<SeccompRule>& rule) {
  if (!rule.value.syscalls.given())
    throw PolicyError("a rule names no system calls", rule.origin, "write syscalls = [\"NAME\"]");
  if (!rule.value.action.given())
    throw PolicyError("a rule has no action", rule.origin, "write action = \"errno:EPERM\", or another answer");
  for (const Sourced<ArgumentTest>& test : rule.value.args) {
    if (!test.value.index.given() || !test.value.value.given())
      throw PolicyError("a test of an argument needs index and value", test.origin, "as in { index = 0, value = 38 }");
    const ArgumentCondition condition = condition_of(test.value);
    if ((condition.value & ~condition.mask) != 0)
      throw PolicyError("a test compares with bits that its mask leaves out", test.value.value.origin,
                        "make the mask wider, or the value smaller");
  }
}

}  // namespace

void check(const Policy& policy) {
  check_hostname_is_ours(policy.namespaces);
  check_landlock_is_there(policy);
  check_capabilities(policy.capabilities, policy.network);
  for (const auto& file : policy.filesystem.file) check_one_origin_of_content(file.value);
  for (const auto& rule : policy.seccomp.rule) check_rule(rule);
}

}  // namespace sandbox::policy
