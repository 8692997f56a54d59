// The variables of the profile language: ${HOME}, ${PWD}, ${PROJECT}, "$$" for a dollar sign, and "~" where a path
// begins. Takes a text apart; what a variable stands for on this machine is not known here.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "policy/fault.h"
#include "support/words.h"

namespace sandbox::policy {

/// A variable that a text may name.
enum class Variable { home, pwd, project };

/// A stretch of a text: as it stands, or a variable to be replaced.
using Piece = std::variant<std::string, Variable>;

/// A text taken apart. When it is malformed the fault says how, and the pieces mean nothing.
struct Text {
  std::vector<Piece> pieces;
  Verdict fault;

  /// True when that variable occurs.
  bool mentions(Variable variable) const;
};

/// Takes a text apart; "~" has no meaning in it.
Text parse_text(std::string_view text);

/// Takes a path apart: the same, and "~" or "~/…" at the start is the home directory. Does not ask that the path be
/// absolute.
Text parse_path(std::string_view text);

/// The text that stands for these very characters: every "$" doubled.
std::string literal_text(std::string_view characters);

}  // namespace sandbox::policy

namespace sandbox {

template <>
inline constexpr auto words_of<policy::Variable> = std::to_array<Word<policy::Variable>>({
    {policy::Variable::home, "HOME"},
    {policy::Variable::pwd, "PWD"},
    {policy::Variable::project, "PROJECT"},
});

template <>
inline constexpr auto later_words_of<policy::Variable> = std::to_array<std::string_view>({
    "USER",
    "UID",
    "GID",
    "PROFILE",
    "PROFILE_DIR",
    "STATE_DIR",
    "CACHE_DIR",
    "TMPDIR",
    "XDG_RUNTIME_DIR",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    "XDG_DESKTOP_DIR",
    "XDG_DOCUMENTS_DIR",
    "XDG_DOWNLOAD_DIR",
    "XDG_MUSIC_DIR",
    "XDG_PICTURES_DIR",
    "XDG_PUBLICSHARE_DIR",
    "XDG_TEMPLATES_DIR",
    "XDG_VIDEOS_DIR",
});

}  // namespace sandbox
