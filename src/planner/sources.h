// Which object of the host a profile's path means, and whether its way there can be trusted.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "machine/host.h"
#include "machine/places.h"
#include "policy/filesystem.h"
#include "support/origin.h"

namespace sandbox::planner {

/// A path of the host that a profile wants to show.
struct Wish {
  std::string text;  ///< as written
  bool optional = false;
  Origin origin;
};

/// A directory that is there, or will be made.
struct DirectoryToBe {
  HostPath real;            ///< without links
  HostPath existing;        ///< as much of it as exists
  std::uint32_t owner = 0;  ///< of what exists

  bool exists() const { return real == existing; }
};

/// Resolves paths of the host. A symbolic link in a directory that the policy makes writable may have been planted by
/// an earlier run: it leads nowhere.
class Sources {
 public:
  Sources(const policy::Filesystem& filesystem, const Places& places, const Host& host);

  /// The object; nothing when it is optional and does not exist. Throws PolicyError when it does not exist, when a
  /// planted link leads to it, when it would show the host's processes, or when a guarded variable opened too much.
  std::optional<Found> resolve(const Wish& wish) const;

  /// Where a directory is, or would be made. Throws PolicyError when something else is in its way, or a planted link.
  DirectoryToBe resolve_directory(const HostPath& path, const Origin& origin) const;

  /// The command may write below this directory, too: links in it lead nowhere from now on.
  void distrust(const HostPath& directory) { writable_.push_back(directory); }

 private:
  const Answer& answer_to(const HostPath& path) const;
  void trust_whole_way(const Found& found, const Wish& wish) const;

  const Places* places_;
  const Host* host_;
  std::vector<HostPath> writable_;  ///< sources that the policy makes writable, without links
  mutable std::unordered_map<HostPath, Answer>
      answers_;  ///< what is writable is asked for twice, by the constructor first
};

}  // namespace sandbox::planner
