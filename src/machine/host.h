// Questions about the machine. The planner asks nobody else; tests answer with a pretended machine.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "support/paths.h"

namespace sandbox {

/// What a path of the host leads to.
enum class Kind { directory, file, other };

/// An existing path: where it really is, and the links that were followed on the way.
struct Found {
  Kind kind = Kind::other;
  std::uint32_t owner = 0;
  HostPath real;                ///< the same object, without links and ".."
  std::vector<HostPath> links;  ///< each by its real parent directory and its name
};

/// A path that leads nowhere.
struct Missing {
  HostPath part;  ///< the first component that could not be resolved
  int error = 0;  ///< an errno value: ENOENT, EACCES, ELOOP, …
};

using Answer = std::variant<Found, Missing>;

/// What a directory says of one of its names; `unknown` where the file system does not say.
enum class EntryKind { directory, file, link, unknown };

/// The names in a directory.
using Entries = std::map<std::string, EntryKind, std::less<>>;

/// Who started the launcher.
struct Caller {
  std::uint32_t uid = 0;
  std::uint32_t gid = 0;
};

/// Offsets of the clocks of a time namespace, in seconds: time_namespaces(7).
struct ClockOffsets {
  std::int64_t monotonic = 0;
  std::int64_t boottime = 0;
};

/// What an inherited descriptor is.
enum class Descriptor { closed, directory, terminal, pipe, other };

/// How an inherited descriptor was opened; neither way when it is closed.
struct Opened {
  bool reading = false;
  bool writing = false;
};

/// What the kernel has of Landlock: the version of its interface, which names the rights that it knows.
struct LandlockSupport {
  int version = 0;  ///< 0 when there is none
  int error = 0;    ///< and why: an errno value
};

/// What uname(2) says.
struct Kernel {
  std::string release;  ///< "6.1.0-18-amd64"
  std::string machine;  ///< "x86_64"
};

class Host {
 public:
  virtual ~Host() = default;

  virtual Caller caller() const = 0;
  /// The launcher's own process id.
  virtual int process_id() const = 0;
  /// The caller's environment, "NAME=VALUE" each.
  virtual const std::vector<std::string>& environment() const = 0;
  /// The current directory; nothing when it was removed or is out of reach.
  virtual std::optional<HostPath> working_directory() const = 0;
  /// Follows a path to its end.
  virtual Answer find(const HostPath& path) const = 0;
  /// What a directory holds, read at once; nothing when it cannot be read, or a link leads to it.
  virtual std::optional<Entries> entries(const HostPath& directory) const = 0;
  /// Files and directories anywhere below a directory that only their owner or group may read; what is below such a
  /// directory is not listed again. Links are not followed.
  virtual std::vector<HostPath> closed_to_others(const HostPath& directory) const = 0;
  /// The text of a symbolic link; nothing when the path is none.
  virtual std::optional<std::string> link_text(const HostPath& path) const = 0;
  /// The content of a regular file, by a path without links, of at most `limit` bytes; nothing when it is larger, no
  /// regular file, or closed to the caller.
  virtual std::optional<std::string> content(const HostPath& path, std::size_t limit) const = 0;
  virtual Descriptor descriptor(int number) const = 0;
  virtual Opened opened(int number) const = 0;
  /// Whether the caller may read from that terminal now without being stopped by job control.
  virtual bool in_foreground(int terminal) const = 0;
  virtual LandlockSupport landlock() const = 0;
  /// By how many seconds the clocks of a new time namespace differ from those of the first one when they begin near
  /// zero; nothing on a kernel without time namespaces.
  virtual std::optional<ClockOffsets> clock_offsets() const = 0;
  virtual Kernel kernel() const = 0;
  /// The number of the last capability that the kernel knows; nothing when it does not say.
  virtual std::optional<unsigned> last_capability() const = 0;
};

/// The value of an environment variable of the caller; nothing when it is unset.
std::optional<std::string_view> variable(const Host& host, std::string_view name);

/// The content of a regular file that links may lead to; nothing when Host::content() has nothing.
std::optional<std::string> content_behind_links(const Host& host, const HostPath& path, std::size_t limit);

}  // namespace sandbox
