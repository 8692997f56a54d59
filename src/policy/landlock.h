// The second fence: whether Landlock holds the command as well, and what of its own processes and sockets it keeps to.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "policy/key_table.h"
#include "support/origin.h"
#include "support/words.h"

namespace sandbox::policy {

/// Whether Landlock is used: as far as the kernel has it, or it must be there, or not at all.
enum class LandlockUse { automatic, require, off };

/// What of the host the command cannot reach from within its Landlock domain, besides files and ports.
enum class LandlockScope { abstract_unix, signal };

/// The [landlock] table.
struct Landlock {
  Sourced<LandlockUse> enable;
  Allowlist<LandlockScope> scope;

  bool operator==(const Landlock&) const = default;
};

template <>
inline constexpr auto keys_of<Landlock> = std::tuple{
    key("enable", &Landlock::enable,
        {.help = "whether there is the second fence; true is another word for \"require\", false is never",
         .example = R"("require")"}),
    key("scope", &Landlock::scope,
        {.help = "what reaches processes inside only: connections to abstract sockets, signals",
         .otherwise = R"(["abstract-unix", "signal"])",
         .example = R"(["signal"])"}),
};

}  // namespace sandbox::policy

namespace sandbox {

/// `off` is written false, and true is another word for "require".
template <>
inline constexpr auto words_of<policy::LandlockUse> = std::to_array<Word<policy::LandlockUse>>({
    {policy::LandlockUse::automatic, "auto", "as far as the kernel has it"},
    {policy::LandlockUse::require, "require", "no launch without it"},
});

template <>
inline constexpr auto words_of<policy::LandlockScope> = std::to_array<Word<policy::LandlockScope>>({
    {policy::LandlockScope::abstract_unix, "abstract-unix", "connections to abstract sockets"},
    {policy::LandlockScope::signal, "signal", "signals"},
});

}  // namespace sandbox
