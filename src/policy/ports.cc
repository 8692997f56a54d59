// See ports.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/ports.h"

#include <charconv>
#include <system_error>

namespace sandbox::policy {
namespace {

std::optional<std::uint16_t> port(std::string_view text) {
  std::uint16_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::optional<PortRange> port_range(std::string_view text) {
  const std::size_t hyphen = text.find('-');
  const std::optional<std::uint16_t> first = port(text.substr(0, hyphen));
  const std::optional<std::uint16_t> last = hyphen == std::string_view::npos ? first : port(text.substr(hyphen + 1));
  if (!first || !last || *first > *last) return std::nullopt;
  return PortRange{.first = *first, .last = *last};
}

}  // namespace sandbox::policy
