// The user's own directories: user-dirs.dirs(5).
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "support/paths.h"

namespace sandbox {

/// Where the file's text says that a directory such as XDG_MUSIC_DIR is; the last line that names it counts. Nothing
/// when none does, or when it is the home itself, which means that there is none.
std::optional<HostPath> user_directory(std::string_view text, std::string_view name, const HostPath& home);

}  // namespace sandbox
