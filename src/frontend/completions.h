// Completions for shells, made from the table of options. After the options they complete as the wrapped command would.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sandbox::frontend {

/// The text of share/bash-completion/completions/sandbox.
std::string bash_completion();
/// The text of share/zsh/site-functions/_sandbox.
std::string zsh_completion();
/// The text of share/fish/vendor_completions.d/sandbox.fish.
std::string fish_completion();

}  // namespace sandbox::frontend
