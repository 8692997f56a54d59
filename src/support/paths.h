// Two kinds of absolute path that must never be swapped: one on the host, one inside the sandbox.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace sandbox {

/// The text without empty and "." components and without a slash at the end; nothing when it is not absolute, or
/// holds a NUL byte.
std::optional<std::string> tidy_absolute(std::string_view text);

/// True when one of the components is "..".
bool climbs(std::string_view path);

/// An absolute path without empty or "." components. The tag keeps paths of different worlds apart.
template <class World>
class AbsolutePath {
 public:
  /// The root directory.
  AbsolutePath() = default;

  /// The tidied path; nothing when the text is not an absolute path (and, inside, when it climbs with "..": there it
  /// would have no meaning of its own; on the host ".." is resolved after the links in front of it).
  static std::optional<AbsolutePath> parse(std::string_view text) {
    std::optional<std::string> tidy = tidy_absolute(text);
    if (!tidy || (!World::may_climb && climbs(*tidy))) return std::nullopt;
    return AbsolutePath(std::move(*tidy));
  }

  const std::string& text() const { return text_; }
  /// NUL-terminated, for system calls.
  const char* c_str() const { return text_.c_str(); }
  /// The path below the root, NUL-terminated, "." for the root: for calls that take a descriptor of the root.
  const char* relative() const { return is_root() ? "." : text_.c_str() + 1; }

  bool is_root() const { return text_.size() == 1; }

  /// The directory that holds it; the root is its own parent.
  AbsolutePath parent() const {
    const std::size_t slash = text_.rfind('/');
    return slash == 0 ? AbsolutePath{} : AbsolutePath(text_.substr(0, slash));
  }

  /// The last component; empty for the root.
  std::string_view name() const { return std::string_view(text_).substr(text_.rfind('/') + 1); }

  /// How many components it has.
  std::size_t depth() const {
    std::size_t count = 0;
    for (const char c : text_) count += c == '/' ? 1 : 0;
    return is_root() ? 0 : count;
  }

  /// True when it is that directory or lies anywhere below it.
  bool is_within(const AbsolutePath& directory) const {
    if (directory.is_root()) return true;
    if (!text_.starts_with(directory.text_)) return false;
    return text_.size() == directory.text_.size() || text_[directory.text_.size()] == '/';
  }

  /// What follows the directory, with a leading slash, or empty when they are the same. Needs is_within(directory).
  std::string_view below(const AbsolutePath& directory) const {
    if (is_root()) return {};
    return std::string_view(text_).substr(directory.is_root() ? 0 : directory.text_.size());
  }

  /// The path with "/a/b" or "a" appended; the addition must be tidy.
  AbsolutePath operator/(std::string_view addition) const {
    if (addition.empty()) return *this;
    std::string joined = is_root() ? std::string() : text_;
    if (addition.front() != '/') joined += '/';
    return AbsolutePath(joined.append(addition));
  }

  bool operator==(const AbsolutePath&) const = default;
  auto operator<=>(const AbsolutePath&) const = default;

 private:
  explicit AbsolutePath(std::string tidy) : text_(std::move(tidy)) {}
  std::string text_ = "/";
};

struct HostWorld {
  static constexpr bool may_climb = true;
};
struct InnerWorld {
  static constexpr bool may_climb = false;
};

/// A path of the machine that the launcher runs on.
using HostPath = AbsolutePath<HostWorld>;
/// A path as the command sees it.
using InnerPath = AbsolutePath<InnerWorld>;

}  // namespace sandbox

template <class World>
struct std::hash<sandbox::AbsolutePath<World>> {
  std::size_t operator()(const sandbox::AbsolutePath<World>& path) const noexcept {
    return std::hash<std::string>{}(path.text());
  }
};
