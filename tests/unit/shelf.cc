// See shelf.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "shelf.h"

#include <cerrno>
#include <set>

namespace sandbox::testing {

using frontend::Unreadable;

std::optional<std::string> Shelf::variable(std::string_view name) const {
  const auto found = variables.find(name);
  return found == variables.end() ? std::nullopt : std::optional(found->second);
}

std::variant<std::string, Unreadable> Shelf::read_file(const std::string& path) const {
  if (const auto door = closed.find(path); door != closed.end()) return door->second;
  if (const auto found = files.find(path); found != files.end()) return found->second;
  return Unreadable{.error = ENOENT, .words = {}};
}

std::variant<std::vector<std::string>, Unreadable> Shelf::names_in(const std::string& directory) const {
  if (const auto door = closed.find(directory); door != closed.end()) return door->second;
  std::set<std::string> names;
  for (const auto& [path, text] : files)
    if (path.starts_with(directory + "/"))
      names.insert(path.substr(directory.size() + 1, path.find('/', directory.size() + 1) - directory.size() - 1));
  if (names.empty()) return Unreadable{.error = ENOENT, .words = {}};
  return std::vector<std::string>(names.begin(), names.end());
}

}  // namespace sandbox::testing
