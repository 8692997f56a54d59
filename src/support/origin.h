// Where a wish came from: a line of a profile, a flag, or a built-in default. Every value of a policy and every step
// of a plan carries one, so that an explanation and an error can name the line that wanted the thing.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sandbox {

/// How the place of a built-in profile begins.
inline constexpr std::string_view built_in_place = "built-in ";

/// The place that asked for something, and the key or flag it used there.
struct Origin {
  std::string place;  ///< "build.toml:7", "--ro", or empty for what every launch has
  std::string key;    ///< "filesystem.ro", "[[filesystem.mount]]"; empty when the place says it all
  std::string entry;  ///< which of a list of paths, as "!ENTRY" takes it out; set by who plans files, empty for flags

  /// One phrase for people: "build.toml:7 filesystem.ro", "--ro", "every sandbox".
  std::string text() const;

  /// The directory part of the profile's file, "." for none; nothing when a flag or a built-in profile asked.
  std::optional<std::string> directory() const;

  /// True when a profile or a flag asked; false for what every launch has.
  bool given() const { return !place.empty(); }

  /// True when a flag asked.
  bool typed() const { return place.starts_with("--"); }

  bool operator==(const Origin&) const = default;
};

/// A value together with the line that set it. A value without origin is the type's own default.
template <class T>
struct Sourced {
  T value{};
  Origin origin{};

  /// True when somebody set it.
  bool given() const { return origin.given(); }

  bool operator==(const Sourced&) const = default;
};

}  // namespace sandbox
