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
void find_hostname_of_others(const Namespaces& namespaces, Contradictions& found) {
  const auto uts = std::find_if(namespaces.share.begin(), namespaces.share.end(),
                                [](const auto& entry) { return entry.value == Shared::uts; });
  if (uts == namespaces.share.end() || !namespaces.hostname.given()) return;
  found.push_back({{"a host name cannot be set in the host's own UTS namespace",
                    "take \"uts\" out of namespaces.share (" + uts->origin.text() + "), or leave the host name out"},
                   namespaces.hostname.origin});
}

void find_two_contents(const File& file, Contradictions& found) {
  if (file.content.given() && file.source.given())
    found.push_back(
        {{"a file has either content or a source, not both", "the content stands at " + file.content.origin.text()},
         file.source.origin});
}

// What Landlock alone can do is not asked for together with doing without it.
void find_uses_of_no_landlock(const Policy& policy, Contradictions& found) {
  const Landlock& landlock = policy.landlock;
  if (landlock.enable.value != LandlockUse::off) return;
  const auto add = [&](bool asked, const Origin& origin, std::string_view what) {
    if (asked)
      found.push_back({{std::string(what) + ", which is switched off",
                        "take landlock.enable = false away (" + landlock.enable.origin.text() + "), or this key"},
                       origin});
  };
  const Network& network = policy.network;
  add(network.tcp_bind.given(), network.tcp_bind.origin, "the ports to listen on are restricted by Landlock");
  add(network.tcp_connect.given(), network.tcp_connect.origin, "the ports to connect to are restricted by Landlock");
  add(!landlock.scope.entries.empty(), landlock.scope.origin, "a scope is kept by Landlock");
}

void find_impossible_tests(const ArgumentTest& test, const Origin& origin, Contradictions& found) {
  if (!test.index.given() || !test.value.given())
    return found.push_back(
        {{"a test of an argument needs index and value", "as in { index = 0, value = 38 }"}, origin});
  const ArgumentCondition condition = condition_of(test);
  if ((condition.value & ~condition.mask) != 0)
    found.push_back(
        {{"a test compares with bits that its mask leaves out", "make the mask wider, or the value smaller"},
         test.value.origin});
}

// What every rule must say, and tests of arguments that could never hold.
void find_impossible_rules(const Sourced<SeccompRule>& rule, Contradictions& found) {
  if (!rule.value.syscalls.given())
    found.push_back({{"a rule names no system calls", "write syscalls = [\"NAME\"]"}, rule.origin});
  if (!rule.value.action.given())
    found.push_back({{"a rule has no action", "write action = \"errno:EPERM\", or another answer"}, rule.origin});
  for (const Sourced<ArgumentTest>& test : rule.value.args) find_impossible_tests(test.value, test.origin, found);
}

void find_unused_file(const Log& log, Contradictions& found) {
  if (log.file.given() && log.denials.value != Denials::file)
    found.push_back(
        {{"a file is named, and nothing is written to it", "write log.denials = \"file\" as well"}, log.file.origin});
}

}  // namespace

Contradictions contradictions_in(const Policy& policy) {
  Contradictions found;
  find_hostname_of_others(policy.namespaces, found);
  find_uses_of_no_landlock(policy, found);
  find_contradictions(policy.capabilities, policy.network, found);
  find_unused_file(policy.log, found);
  for (const auto& file : policy.filesystem.file) find_two_contents(file.value, found);
  for (const auto& rule : policy.seccomp.rule) find_impossible_rules(rule, found);
  return found;
}

void check(const Policy& policy) {
  const Contradictions found = contradictions_in(policy);
  if (found.empty()) return;
  const auto& [fault, origin] = found.front();
  throw PolicyError(fault.words, origin, fault.hint);
}

}  // namespace sandbox::policy
