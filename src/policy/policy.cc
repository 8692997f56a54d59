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

}  // namespace

void check(const Policy& policy) {
  check_hostname_is_ours(policy.namespaces);
  for (const auto& file : policy.filesystem.file) check_one_origin_of_content(file.value);
}

}  // namespace sandbox::policy
