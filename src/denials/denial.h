// What a sandbox has refused, as plain values.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/words.h"

namespace sandbox::denials {

enum class Kind : std::uint8_t { read, write, connect, call };

/// Something that was tried, and that the sandbox may have refused.
struct Attempt {
  Kind kind = Kind::call;
  std::string subject;  ///< a path inside, an address with its port, the name of a system call
  std::string detail;   ///< which of the call's uses: "TIOCSTI"; may be empty

  auto operator<=>(const Attempt&) const = default;
};

/// A key of a profile, and its value as TOML.
struct Setting {
  std::string key;
  std::string value;
};

/// Something that it has refused.
struct Denial {
  Attempt attempt;
  std::string key;            ///< of a profile, which opens it; empty when none does
  std::string value;          ///< of the key, as TOML; empty when nobody should paste it unseen
  bool is_secret = false;     ///< who opens it gives something away
  std::vector<Setting> also;  ///< what opens it only together with the key
};

}  // namespace sandbox::denials

namespace sandbox {

template <>
inline constexpr auto words_of<denials::Kind> = std::to_array<Word<denials::Kind>>({
    {denials::Kind::read, "read"},
    {denials::Kind::write, "write"},
    {denials::Kind::connect, "connect"},
    {denials::Kind::call, "call"},
});

}  // namespace sandbox
