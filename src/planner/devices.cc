// See devices.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/devices.h"

#include <string_view>
#include <type_traits>
#include <variant>

#include "policy/devices.h"
#include "policy/variables.h"
#include "support/pattern.h"
#include "support/words.h"

namespace sandbox::planner {
namespace {

constexpr std::string_view below = "/dev/";

// "/dev/video*" stands for what /dev has of that kind.
void append_kind(std::string_view path, const Origin& origin, const Host& host, std::vector<Wish>& wishes) {
  if (!is_pattern(path)) {
    wishes.push_back({.text = std::string(path), .optional = true, .origin = origin});
    return;
  }
  const std::optional<Entries> entries = host.entries(*HostPath::parse("/dev"));
  if (!entries) return;
  for (const auto& [name, kind] : *entries)
    if (matches(name, path.substr(below.size())))
      wishes.push_back({.text = std::string(below) + policy::literal_text(name), .optional = true, .origin = origin});
}

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

std::vector<Wish> wishes_for_devices(const policy::Devices& devices, const Host& host) {
  std::vector<Wish> wishes;
  for (const auto& [device, origin] : devices.allow) {
    if (const policy::DeviceKind* kind = policy::find_device_kind(device)) {
      for (const std::string_view path : split(kind->paths, ' ')) append_kind(path, origin, host, wishes);
      continue;
    }
    const bool optional = device.ends_with('?');
    wishes.push_back(
        {.text = device.substr(0, device.size() - (optional ? 1 : 0)), .optional = optional, .origin = origin});
  }
  return wishes;
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
