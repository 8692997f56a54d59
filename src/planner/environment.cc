// See environment.h. What beats what, from weak to strong: inherit, a pattern in pass, a pattern in unset or a secret's
// name, a name spelt out in pass, a name spelt out in unset, set.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/environment.h"

#include <algorithm>
#include <map>
#include <span>
#include <string_view>

#include "planner/activation.h"
#include "support/pattern.h"

namespace sandbox::planner {
namespace {

constexpr std::string_view default_path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

template <class Names>
bool any_matches(std::string_view name, const Names& patterns) {
  return std::any_of(std::begin(patterns), std::end(patterns),
                     [&](std::string_view pattern) { return matches(name, pattern); });
}

bool is_inherited(policy::Inherit inherit, std::string_view name) {
  switch (inherit) {
    case policy::Inherit::none: return false;
    case policy::Inherit::minimal: return any_matches(name, policy::minimal_names);
    case policy::Inherit::all: return true;
  }
  return false;
}

bool spelt_out(const std::vector<Sourced<std::string>>& list, std::string_view name) {
  return std::any_of(list.begin(), list.end(), [&](const auto& entry) { return entry.value == name; });
}

bool covered_by_pattern(const std::vector<Sourced<std::string>>& list, std::string_view name) {
  return std::any_of(list.begin(), list.end(),
                     [&](const auto& entry) { return is_pattern(entry.value) && matches(name, entry.value); });
}

bool passes(const policy::Environment& env, std::string_view name) {
  if (any_matches(name, policy::launcher_names) || spelt_out(env.unset, name)) return false;
  if (spelt_out(env.pass, name)) return true;
  if (covered_by_pattern(env.unset, name) || any_matches(name, policy::secret_names)) return false;
  return covered_by_pattern(env.pass, name) || is_inherited(env.inherit.value, name);
}

std::string joined_path(const policy::Environment& env, const Places& places) {
  std::string joined;
  for (const Sourced<std::string>& entry : env.path)
    joined += (joined.empty() ? "" : ":") + expand_path(entry.value, places, entry.origin).text();
  return joined;
}

}  // namespace

std::vector<std::string> environment_of(const policy::Policy& policy, const Places& places, const Identity& identity,
                                        const Host& host) {
  const policy::Environment& env = policy.env;
  std::map<std::string, std::string, std::less<>> variables;
  variables["PATH"] = default_path;
  for (const std::string& entry : host.environment()) {
    const std::size_t equals = entry.find('=');
    if (equals == std::string::npos || equals == 0) continue;
    if (passes(env, std::string_view(entry).substr(0, equals)))
      variables[entry.substr(0, equals)] = entry.substr(equals + 1);
  }
  if (policy.sockets.ssh_agent.value)
    if (const std::optional<std::string_view> agent = variable(host, "SSH_AUTH_SOCK"))
      variables["SSH_AUTH_SOCK"] = *agent;
  // These say who and where the command is; the caller's values would be true outside only.
  variables["HOME"] = identity.home;
  variables["USER"] = variables["LOGNAME"] = identity.user_name;
  if (policy.user.shell.given()) variables["SHELL"] = identity.shell;
  variables["container"] = "sandbox";  // systemd's container interface
  variables["SANDBOX"] = "1";
  for (const auto& [name, value] : activation_variables(host)) variables[name] = value;
  if (policy.name.given()) variables["SANDBOX_NAME"] = policy.name.value;
  if (!env.path.empty()) variables["PATH"] = joined_path(env, places);
  for (const Sourced<std::string>& name : env.unset) variables.erase(name.value);
  for (const auto& [name, value] : env.set)
    variables[name] = expand(policy::parse_text(value.value), places, value.origin);

  std::vector<std::string> entries;
  entries.reserve(variables.size());
  for (const auto& [name, value] : variables) entries.push_back(std::string(name).append("=").append(value));
  return entries;
}

}  // namespace sandbox::planner
