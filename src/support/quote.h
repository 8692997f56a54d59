// Text that came from outside, made safe to print on a terminal: control characters, escape sequences and bytes that
// are not UTF-8 become visible escapes, so that no profile, path or argument can draw on the user's screen.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sandbox {

/// The text with every control character, and every byte that is not well-formed UTF-8, as "\x1b".
std::string visible(std::string_view text);

/// The text as one word for a shell: unchanged where no quoting is needed, else in single quotes; made visible.
std::string shell_word(std::string_view text);

/// The text in double quotes, as it stands: for words of a profile in sentences, which are made visible when printed.
std::string quoted(std::string_view text);

}  // namespace sandbox
