// See process.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/process.h"

#include <charconv>
#include <system_error>

namespace sandbox::policy {
namespace {

std::optional<std::uint64_t> limit(std::string_view text) {
  if (text == "unlimited") return LimitRange::unlimited;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<LimitRange> limit_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::optional<std::uint64_t> soft = limit(text.substr(0, colon));
  const std::optional<std::uint64_t> hard = colon == std::string_view::npos ? soft : limit(text.substr(colon + 1));
  if (!soft || !hard) return std::nullopt;
  return LimitRange{.soft = *soft, .hard = *hard};
}

Verdict check_limit_range(const LimitRange& range) {
  if (range.soft <= range.hard) return std::nullopt;
  return Fault{"the soft limit is above the hard one", "\"SOFT:HARD\", the smaller number first"};
}

Verdict check_nice(const std::int64_t& nice) {
  constexpr std::int64_t last_in_line = 19;
  if (nice >= 0 && nice <= last_in_line) return std::nullopt;
  return Fault{std::to_string(nice) + " is not from 0 to 19", "going before others takes rights that nobody has here"};
}

}  // namespace sandbox::policy
