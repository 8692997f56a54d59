// What the front end asks of the machine: the caller's variables, the text of profiles, and what conditions are about.
// Tests answer themselves.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "machine/host.h"

namespace sandbox::frontend {

/// Why a file could not be read, and as which errno value people know that.
struct Unreadable {
  int error = 0;
  std::string words;  ///< instead of the errno value's words, where they would mislead
};

class Surroundings {
 public:
  virtual ~Surroundings() = default;

  /// An environment variable of the caller; nothing when it is unset.
  virtual std::optional<std::string> variable(std::string_view name) const = 0;
  /// The content of a regular file.
  virtual std::variant<std::string, Unreadable> read_file(const std::string& path) const = 0;
  /// The names in a directory, sorted.
  virtual std::variant<std::vector<std::string>, Unreadable> names_in(const std::string& directory) const = 0;
  /// The machine that conditions are about.
  virtual const Host& host() const = 0;
};

/// The machine itself.
const Surroundings& real_surroundings();

/// No variables, no files and nothing behind any path: only the built-in profiles are found.
const Surroundings& nowhere();

}  // namespace sandbox::frontend
