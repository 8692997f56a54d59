// See capabilities.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/capabilities.h"

#include <algorithm>
#include <string>

#include "policy/identity.h"
#include "support/quote.h"

namespace sandbox::policy {
namespace {

bool is_kept(const Capabilities& capabilities, Capability which) {
  return std::any_of(capabilities.keep.begin(), capabilities.keep.end(),
                     [&](const auto& entry) { return entry.value == which; });
}

bool is_of_the_network(Capability which) {
  return which == Capability::net_admin || which == Capability::net_bind_service || which == Capability::net_raw ||
         which == Capability::net_broadcast;
}

}  // namespace

// Mounts that the sandbox made are its own user namespace's: who administers that can unmount what hides a file, and
// make writable what was shown read-only.
Verdict check_capability(const Capability& capability) {
  if (capability != Capability::sys_admin) return std::nullopt;
  return Fault{"with sys_admin the command could unmount and remount what the profile closes",
               "keep the narrower capability that the command needs, such as net_admin or chown"};
}

void find_contradictions(const Capabilities& capabilities, const Network& network, Contradictions& found) {
  for (const auto& entry : capabilities.ambient)
    if (!is_kept(capabilities, entry.value))
      found.push_back({{"the capability " + quoted(word_of(entry.value)) + " cannot be ambient: it is not kept",
                        "add it to capabilities.keep"},
                       entry.origin});
  for (const auto& entry : capabilities.keep)
    if (is_of_the_network(entry.value) && network.mode.value == NetworkMode::host)
      found.push_back(
          {{"the capability " + quoted(word_of(entry.value)) + " means nothing in the host's network",
            "it counts in a network of the sandbox's own; network.mode is set at " + network.mode.origin.text()},
           entry.origin});
}

}  // namespace sandbox::policy
