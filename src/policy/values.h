// What single values of a profile must look like: one small function for each kind of value. The key tables name
// them, the reader of profiles calls them with a position at hand, and the planner turns the texts into numbers.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/fault.h"
#include "support/origin.h"

namespace sandbox::policy {

/// An entry of a map of texts, as a table like [env.set] has them.
using NamedText = std::pair<const std::string, Sourced<std::string>>;

/// The bits of an octal text such as "0755"; nothing when it is none, or beyond 07777.
std::optional<std::uint32_t> octal(std::string_view text);

/// The version of the language must be the one that this build reads.
Verdict check_version(const std::int64_t& version);
/// 1 to 64 letters, digits, dots, hyphens and underscores; does not begin with a dot or a hyphen.
Verdict check_profile_name(const std::string& name);

/// A path of the host: absolute, or beginning with "~" or a variable.
Verdict check_host_path(const std::string& path);
/// A path inside: the same, and never climbing with "..".
Verdict check_inner_path(const std::string& path);
/// A group of files below /etc ("@base"), or a name below /etc.
Verdict check_etc_entry(const std::string& entry);
/// An entry of [filesystem.symlinks]: a path inside, and a text that is not empty.
Verdict check_symlink(const NamedText& link);
/// A size as tmpfs(5) takes it: digits, then nothing, K, M, G or %.
Verdict check_size(const std::string& size);
/// A time in milliseconds: a number with ms, s, m, h or d, or alone for seconds; nothing when the text is none, or more
/// than a hundred years.
std::optional<std::int64_t> milliseconds_of(std::string_view text);
/// A time that is not 0, as milliseconds_of() reads it.
Verdict check_duration(const std::string& duration);
/// The mode of a file or directory: three or four octal digits.
Verdict check_perms(const std::string& perms);
/// A file mode creation mask: octal, at most 0777.
Verdict check_umask(const std::string& mask);

/// The name of an environment variable, or a pattern with "*".
Verdict check_env_pattern(const std::string& pattern);
/// An entry of [env.set]: a variable's name, and a text in which variables of the language are well formed.
Verdict check_env_entry(const NamedText& entry);

/// A user's name: at most 32 letters, digits, dots, hyphens and underscores, first a letter or underscore.
Verdict check_user_name(const std::string& name);
/// A host name: 1 to 64 letters, digits, dots and hyphens.
Verdict check_hostname(const std::string& name);
/// A command: at least the program, whose name is not empty.
Verdict check_command(const std::vector<std::string>& command);
/// A descriptor that can be passed on: above 2, and below the kernel's own ceiling.
Verdict check_descriptor(const std::int64_t& descriptor);

}  // namespace sandbox::policy
