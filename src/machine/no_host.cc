// See no_host.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "machine/no_host.h"

#include <errno.h>

namespace sandbox {

Answer NoHost::find(const HostPath& path) const { return Missing{.part = path, .error = ENOENT}; }
std::optional<Entries> NoHost::entries(const HostPath& /*directory*/) const { return std::nullopt; }
std::vector<HostPath> NoHost::closed_to_others(const HostPath& /*directory*/) const { return {}; }
std::optional<std::string> NoHost::link_text(const HostPath& /*path*/) const { return std::nullopt; }
std::optional<std::string> NoHost::content(const HostPath& /*path*/, std::size_t /*limit*/) const {
  return std::nullopt;
}
Descriptor NoHost::descriptor(int /*number*/) const { return Descriptor::closed; }
Opened NoHost::opened(int /*number*/) const { return {}; }
bool NoHost::in_foreground(int /*terminal*/) const { return false; }

}  // namespace sandbox
