// What the command gets in the place of the caller's terminal.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

#include "policy/key_table.h"
#include "support/origin.h"
#include "support/words.h"

namespace sandbox::policy {

/// What stands where a standard descriptor of the caller's is a terminal.
enum class Tty { pty, inherit, none };

/// The [terminal] table.
struct Terminal {
  Sourced<Tty> tty;

  bool operator==(const Terminal&) const = default;
};

template <>
inline constexpr auto keys_of<Terminal> = std::tuple{
    key("tty", &Terminal::tty,
        {.help = "what stands where the caller's standard descriptors are a terminal", .example = R"("none")"}),
};

template <>
inline constexpr auto later_keys_of<Terminal> = std::to_array<std::string_view>({"new_session"});

}  // namespace sandbox::policy

namespace sandbox {

template <>
inline constexpr auto words_of<policy::Tty> = std::to_array<Word<policy::Tty>>({
    {policy::Tty::pty, "pty", "a pseudo-terminal of the sandbox's own, with job control, relayed by the launcher"},
    {policy::Tty::inherit, "inherit", "the caller's terminal itself"},
    {policy::Tty::none, "none", "no terminal: nothing to read, and what is written is relayed"},
});

}  // namespace sandbox
