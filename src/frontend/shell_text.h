// What the completions of sandbox and of sandboxctl have in common, as text of shells.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sandbox::frontend {

/// A text between single quotes, as bash and zsh read it.
std::string in_single_quotes(std::string_view text);

/// The same, as fish reads it: a backslash has a meaning there, too.
std::string in_fish_quotes(std::string_view text);

/// A word with its description for zsh's _describe, in single quotes.
std::string described_for_zsh(std::string_view word, std::string_view description);

/// The names of the built-in profiles, with spaces between.
std::string built_in_names();

/// Functions of bash: _sandbox_offer WORD offers the lines of stdin that begin with the word; _sandbox_profiles WORD
/// offers names and files of profiles. Names are not expanded on the way: a file may have any name.
std::string profiles_for_bash();

/// The function _sandbox_profiles of zsh.
std::string profiles_for_zsh();

/// The function __sandbox_profiles of fish, which lists names.
std::string profiles_for_fish();

}  // namespace sandbox::frontend
