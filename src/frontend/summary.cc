// See summary.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/summary.h"

#include <algorithm>
#include <variant>
#include <vector>

#include "support/error.h"
#include "support/quote.h"

namespace sandbox::frontend {
namespace {

// A path that has no value here is shown as it was written; the launch will say what is wrong with it.
std::string path_of(const std::string& text, const Places& places, const Origin& origin) try {
  return shell_word(expand_path(text, places, origin).text());
} catch (const PolicyError&) {
  return shell_word(text);
}

std::string listed(const std::vector<std::string>& paths) {
  constexpr std::size_t most_listed = 3;
  std::string text;
  for (std::size_t i = 0; i < paths.size() && i < most_listed; ++i) text.append(i == 0 ? "" : ", ").append(paths[i]);
  if (paths.size() > most_listed)
    text.append(" and ").append(std::to_string(paths.size() - most_listed)).append(" more");
  return text;
}

// For one path the stricter entry of two profiles wins.
bool is_outdone(const Sourced<policy::PathRule>& rule, const std::vector<Sourced<policy::PathRule>>& stricter,
                const Places& places) {
  const std::string path = path_of(rule.value.target, places, rule.origin);
  return !rule.origin.typed() && std::any_of(stricter.begin(), stricter.end(), [&](const auto& other) {
    return path_of(other.value.target, places, other.origin) == path;
  });
}

}  // namespace

std::string summary_of(const policy::Policy& policy, const Places& places) {
  std::vector<std::string> changed;
  std::vector<std::string> read;
  if (policy.filesystem.home.value == policy::Home::rw) changed.emplace_back("your home");
  if (policy.filesystem.home.value == policy::Home::ro) read.emplace_back("your home");
  for (const auto& rule : policy.filesystem.rw)
    if (!is_outdone(rule, policy.filesystem.ro, places))
      changed.push_back(path_of(rule.value.source, places, rule.origin));
  for (const auto& rule : policy.filesystem.ro)
    if (!rule.value.optional) read.push_back(path_of(rule.value.source, places, rule.origin));
  for (const auto& mount : policy.filesystem.mount)
    if (const auto* bind = std::get_if<policy::Bind>(&mount.value);
        bind != nullptr && bind->mode.value == policy::Access::rw)
      changed.push_back(path_of(bind->source.value, places, mount.origin));
  std::string text = changed.empty() ? "changes nothing" : "may change " + listed(changed);
  if (!read.empty()) text += ", reads " + listed(read);
  return text + (policy.network.mode.value == policy::NetworkMode::none ? "; no network" : "; the host's network");
}

}  // namespace sandbox::frontend
