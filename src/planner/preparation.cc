// See preparation.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/preparation.h"

#include <fmt/format.h>
#include <string>

#include "planner/sources.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {
namespace {

void make(const DirectoryToBe& directory, const Origin& origin, Preparation& preparation) {
  if (directory.exists()) return;
  preparation.steps.push_back({steps::MakeHostDirectory{directory.real}, origin});
  for (HostPath missing = directory.real; missing != directory.existing; missing = missing.parent())
    preparation.directories.insert(missing);
}

HostPath kept_home_of(const policy::Policy& policy, const Places& places) {
  const std::optional<HostPath> own = own_state_directory(policy, places);
  if (!own)
    throw PolicyError("a home is kept under the name of its profile, and this one has none",
                      policy.filesystem.home.origin, "give it one: name = \"NAME\"");
  return *own / "home";
}

void prepare_home(const policy::Policy& policy, const Places& places, const Host& host, Sources& sources,
                  Preparation& preparation) {
  const Origin& origin = policy.filesystem.home.origin;
  const DirectoryToBe home = sources.resolve_directory(kept_home_of(policy, places), origin);
  if (home.exists() && home.owner != host.caller().uid)
    throw PolicyError(fmt::format("the home {} belongs to another user", shell_word(home.real.text())), origin,
                      "what is kept for you is your own: remove it, or set XDG_STATE_HOME");
  make(home, origin, preparation);
  sources.distrust(home.real);
  preparation.kept_home = home.real;
}

HostPath path_to_create(const Sourced<std::string>& entry, const Places& places) {
  HostPath path = expand_path(entry.value, places, entry.origin);
  if (climbs(path.text()))
    throw PolicyError(fmt::format("{} climbs with \"..\"", shell_word(path.text())), entry.origin,
                      "a directory to make is named directly");
  return path;
}

}  // namespace

std::optional<HostPath> own_state_directory(const policy::Policy& policy, const Places& places) {
  const std::string& given = policy.provenance.state_name;
  const std::string& name = given.empty() ? policy.name.value : given;
  if (name.empty() || name == "." || name == ".." || name.find('/') != std::string::npos) return std::nullopt;
  return places.state_directory() / name;
}

Preparation preparation_of(const policy::Policy& policy, const Places& places, const Host& host) {
  Preparation preparation;
  const bool keeps_home = policy.filesystem.home.value == policy::Home::persistent && !places.home().is_root();
  if (!keeps_home && policy.filesystem.create.empty()) return preparation;
  Sources sources(policy.filesystem, places, host);
  if (keeps_home) prepare_home(policy, places, host, sources, preparation);
  for (const Sourced<std::string>& entry : policy.filesystem.create)
    make(sources.resolve_directory(path_to_create(entry, places), entry.origin), entry.origin, preparation);
  return preparation;
}

}  // namespace sandbox::planner
