// Resolves a path component by component, remembering every symbolic link on the way. Pure: what a component is, the
// caller tells.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "machine/host.h"

namespace sandbox {

/// One component of a path, whose parent has no links in it.
struct Component {
  Kind kind = Kind::other;
  std::uint32_t owner = 0;
  std::optional<std::string> link;  ///< its text when it is a symbolic link
  int error = 0;                    ///< why it could not be looked at; 0 when it could
};

/// Tells what a component is.
using ComponentAt = std::function<Component(const HostPath&)>;

/// Follows a path; more than 40 links are ELOOP, as for the kernel.
Answer walk_links(const HostPath& path, const ComponentAt& component_at);

}  // namespace sandbox
