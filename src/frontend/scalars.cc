// See scalars.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/scalars.h"

#include <cstdint>
#include <limits>
#include <string>
#include <variant>

#include "support/words.h"

namespace sandbox::frontend {

std::optional<policy::Id> scalar_of(Of<policy::Id> /*type*/, const Value& value) {
  // The largest number means "no id" to the kernel.
  constexpr std::int64_t largest = std::numeric_limits<std::uint32_t>::max() - std::int64_t{1};
  if (const auto* text = std::get_if<std::string>(&value.data); text != nullptr && *text == "self")
    return std::make_optional<policy::Id>(std::nullopt);
  const auto* number = std::get_if<std::int64_t>(&value.data);
  if (number == nullptr || *number < 0 || *number > largest) return std::nullopt;
  return policy::Id(static_cast<std::uint32_t>(*number));
}

std::optional<policy::LimitRange> scalar_of(Of<policy::LimitRange> /*type*/, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.data)) return policy::limit_range(*text);
  const auto* number = std::get_if<std::int64_t>(&value.data);
  if (number == nullptr || *number < 0) return std::nullopt;
  return policy::LimitRange{.soft = static_cast<std::uint64_t>(*number), .hard = static_cast<std::uint64_t>(*number)};
}

std::optional<policy::PortRange> scalar_of(Of<policy::PortRange> /*type*/, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.data)) return policy::port_range(*text);
  const auto* number = std::get_if<std::int64_t>(&value.data);
  return number == nullptr ? std::nullopt : policy::port_range(std::to_string(*number));
}

std::optional<policy::LandlockUse> scalar_of(Of<policy::LandlockUse> /*type*/, const Value& value) {
  if (const auto* use = std::get_if<bool>(&value.data))
    return *use ? policy::LandlockUse::require : policy::LandlockUse::off;
  const auto* text = std::get_if<std::string>(&value.data);
  return text == nullptr ? std::nullopt : value_of<policy::LandlockUse>(*text);
}

}  // namespace sandbox::frontend
