// See quote.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "support/quote.h"

#include <cstdint>

namespace sandbox {
namespace {

// How many bytes a UTF-8 sequence starting here has; 0 when it is malformed, overlong, a surrogate, or one of the C1
// control characters (a terminal may obey U+009B as it obeys ESC [).
std::size_t printable_sequence(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  std::size_t length = 0;
  if (lead >= 0xc2 && lead <= 0xdf) length = 2;
  if (lead >= 0xe0 && lead <= 0xef) length = 3;
  if (lead >= 0xf0 && lead <= 0xf4) length = 4;
  if (length == 0 || text.size() < length) return 0;
  std::uint32_t point = lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0U) != 0x80U) return 0;
    point = (point << 6U) | (byte(i) & 0x3fU);
  }
  const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
  const bool surrogate = point >= 0xd800 && point <= 0xdfff;
  const bool control = point <= 0x9f || point > 0x10ffff;
  const bool reorders = (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
  return overlong || surrogate || control || reorders ? 0 : length;
}

}  // namespace

std::string visible(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool plain = byte >= 0x20 && byte < 0x7f;
    const std::size_t length = plain ? 1 : printable_sequence(text.substr(i));
    if (length == 0) {
      result.append({'\\', 'x', digits[byte >> 4U], digits[byte & 15U]});
      ++i;
      continue;
    }
    result.append(text.substr(i, length));
    i += length;
  }
  return result;
}

std::string shell_word(std::string_view text) {
  static constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-";
  if (!text.empty() && text.find_first_not_of(plain) == std::string_view::npos) return std::string(text);
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'')
      quoted += "'\\''";
    else
      quoted += c;
  }
  return visible(quoted + "'");
}

std::string quoted(std::string_view text) { return std::string("\"").append(text).append("\""); }

}  // namespace sandbox
