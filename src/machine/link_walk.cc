// See link_walk.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "machine/link_walk.h"

#include <errno.h>

namespace sandbox {
namespace {

constexpr std::size_t most_links = 40;

// Splits the first component off a tidy path without its leading slash.
std::string_view take_component(std::string_view& rest) {
  const std::size_t slash = rest.find('/');
  const std::string_view component = rest.substr(0, slash);
  rest.remove_prefix(slash == std::string_view::npos ? rest.size() : slash + 1);
  return component;
}

}  // namespace

Answer walk_links(const HostPath& path, const ComponentAt& component_at) {
  Found found{.kind = Kind::directory, .owner = 0, .real = HostPath{}, .links = {}};
  std::string pending = path.relative();
  std::string_view rest = pending;
  while (!rest.empty()) {
    const std::string_view name = take_component(rest);
    if (name.empty() || name == ".") continue;
    if (name == "..") {
      found.real = found.real.parent();
      found.owner = component_at(found.real).owner;
      continue;
    }
    const HostPath here = found.real / name;
    const Component component = component_at(here);
    if (component.error != 0) return Missing{here, component.error};
    if (component.link) {
      if (found.links.size() == most_links) return Missing{here, ELOOP};
      found.links.push_back(here);
      if (component.link->starts_with('/')) found.real = HostPath{};
      pending = *component.link + "/" + std::string(rest);
      rest = pending;
      continue;
    }
    if (component.kind != Kind::directory && !rest.empty()) return Missing{here, ENOTDIR};
    found.real = here;
    found.kind = component.kind;
    found.owner = component.owner;
  }
  return found;
}

}  // namespace sandbox
