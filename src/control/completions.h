// Completions of sandboxctl for shells, made from the tables of verbs and options.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sandbox::control {

/// The text of share/bash-completion/completions/sandboxctl.
std::string bash_completion();
/// The text of share/zsh/site-functions/_sandboxctl.
std::string zsh_completion();
/// The text of share/fish/vendor_completions.d/sandboxctl.fish.
std::string fish_completion();

}  // namespace sandbox::control
