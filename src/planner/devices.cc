// See devices.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/devices.h"

#include <string_view>
#include <type_traits>
#include <variant>

#include "planner/path_patterns.h"
#include "policy/devices.h"
#include "policy/variables.h"
#include "support/words.h"

namespace sandbox::planner {
namespace {

bool have_values(const policy::Text& text, const Places& places) {
  for (const policy::Piece& piece : text.pieces) {
    const auto* reference = std::get_if<policy::Reference>(&piece.data);
    if (reference == nullptr) continue;
    const auto* variable = std::get_if<policy::Variable>(&reference->name);
    const bool has_value = variable != nullptr ? places.value_of(*variable, {}).has_value()
                                               : places.value_of(std::get<std::string>(reference->name)).has_value();
    if (!has_value) return false;
  }
  return true;
}

}  // namespace

std::vector<Sourced<policy::PathRule>> rules_for_devices(const policy::Devices& devices, const Places& places,
                                                         const Host& host) {
  std::vector<Sourced<policy::PathRule>> rules;
  const auto add = [&](const std::string& path, bool optional, bool literal, const Origin& origin) {
    rules.push_back({{.source = path, .target = path, .optional = optional, .literal = literal}, origin});
  };
  for (const auto& [device, origin] : devices.allow) {
    if (const policy::DeviceKind* kind = policy::find_device_kind(device)) {
      for (const std::string_view path : split(kind->paths, ' ')) add(std::string(path), true, false, origin);
      continue;
    }
    const bool optional = device.ends_with('?');
    add(device.substr(0, device.size() - (optional ? 1 : 0)), optional, true, origin);
  }
  return without_patterns(rules, places, host);
}

std::vector<Wish> wishes_for_sockets(const policy::Sockets& sockets, const Places& places) {
  std::vector<Wish> wishes;
  policy::for_each_key<policy::Sockets>([&]<class Field>(const policy::Key<policy::Sockets, Field>& key) {
    if constexpr (std::is_same_v<Field, Sourced<bool>>) {
      const Sourced<bool>& wanted = sockets.*key.field;
      if (!wanted.value) return;
      for (const std::string_view path : policy::paths_of_socket(key.name))
        if (have_values(policy::parse_path(path), places))
          wishes.push_back({.text = std::string(path), .optional = true, .origin = wanted.origin});
    }
  });
  return wishes;
}

}  // namespace sandbox::planner
