// The tree that the command will see, as a list of placements: which object stands at which path. It settles which
// of two wishes for one path wins, in which order they are carried out, and which mount points must be made.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "machine/host.h"
#include "steps/plan.h"
#include "steps/step.h"
#include "support/origin.h"
#include "support/paths.h"

namespace sandbox::planner {

/// A tree of the host, or a single file of it.
struct HostTree {
  HostPath from;  ///< without links
  Kind kind = Kind::directory;
  steps::Restrictions restrictions;
  bool recursive = true;
  bool is_way = false;        ///< attached onto itself, so that what lies in it stays where it is
  bool is_kept_home = false;  ///< the one below the state directory, which a profile can have furnished
};
/// An empty directory in memory; a file system of its own when it has parameters.
struct PrivateDirectory {
  steps::Mode mode = 0755;
  steps::Restrictions restrictions;
  std::vector<steps::Parameter> parameters;
};
/// A file with a content of its own.
struct MadeFile {
  std::string content;
  steps::Mode mode = 0444;
  bool writable = false;
};
/// A symbolic link.
struct Link {
  std::string text;
};
/// Something that is there but cannot be opened.
struct Hidden {
  bool optional = false;  ///< no error when the directory of the host that holds it has nothing of that name
};
/// A new instance of a kernel file system.
struct KernelFilesystem {
  steps::FilesystemType type = steps::FilesystemType::proc;
  std::vector<steps::Parameter> parameters;
  steps::Restrictions restrictions;
};

using Object = std::variant<HostTree, PrivateDirectory, MadeFile, Link, Hidden, KernelFilesystem>;

/// For the same path the higher rank wins: what somebody listed beats the system's own, and the stricter kind beats
/// the laxer one.
enum class Rank : std::uint8_t { system, tmpfs, rw, ro, made, hide };

struct Placement {
  InnerPath at;
  Object object;
  Rank rank = Rank::system;
  Origin origin;
};

/// A wish that what stands at a path stays there as it is. It shows nothing, and takes nothing away that is shown.
struct Protection {
  bool optional = false;       ///< no error when the directory of the host that holds it has nothing of that name
  std::optional<HostPath> of;  ///< it is about this object alone, should another one stand there
  Origin origin;
};

class Layout {
 public:
  /// Adds a wish. Throws PolicyError when it contradicts another for the same path, or when it came from the command
  /// line and would lose.
  void place(Placement placement);

  /// Adds a wish to protect.
  void protect(const InnerPath& at, Protection protection);

  /// Ends the wishing: what lies below links moves to where they lead, and what is protected or hidden gets what keeps
  /// it there. Throws PolicyError when something to be protected cannot be.
  void settle(const Host& host);

  /// Protects what exists on the host, whatever was wished; after settle().
  void hold(const InnerPath& at, const Protection& protection, const Host& host);

  /// True when this very object of the host stands there, in something writable; to be asked after settle().
  bool lets_change(const InnerPath& at, const HostPath& object) const;

  /// The steps that build it, parents before children, links last; after settle(), and once: the contents of files move
  /// into them. Throws PolicyError when a mount point would have to be made on the host's storage, or what is to be
  /// hidden cannot be.
  std::vector<steps::Step> steps(const Host& host);

  /// What was to be protected and does not exist; to be asked after settle().
  const std::vector<steps::AwaitedName>& awaited() const { return awaited_; }

  /// The host's path that stands at a path inside; nothing when something else, or nothing, stands there.
  std::optional<HostPath> source_of(const InnerPath& path) const;

  /// True when a tree of the host holds that path, and programs in it may be executed.
  bool lets_execute(const InnerPath& path) const;

  /// What stands where; to be asked after settle().
  const std::map<InnerPath, Placement>& placements() const { return placements_; }

  /// True when a placement stands exactly there.
  bool has(const InnerPath& path) const { return placements_.contains(path); }

  /// True when a directory will exist there that is not the host's; to be asked after steps().
  bool has_made(const InnerPath& path) const;

 private:
  const Placement* enclosing(const InnerPath& path) const;
  const Placement* standing_at(const InnerPath& path) const;
  void resolve_links();
  void pin_hidden(const Host& host);
  void protect_on_host(const InnerPath& at, const Protection& protection, const Host& host);
  void pin_way_to(const InnerPath& path, const Origin& origin);
  std::vector<Placement> loose_way_to(const InnerPath& path, const Origin& origin) const;
  InnerPath without_links(const InnerPath& path, const Origin& origin) const;
  void emit(Placement& placement, const Host& host, std::vector<steps::Step>& list);
  void conceal(const Placement& placement, const Hidden& hidden, const Host& host, std::vector<steps::Step>& list);
  void make_point(const Placement& placement, steps::PointKind kind, const Host& host, std::vector<steps::Step>& list);
  void make_parents(const InnerPath& path, const Origin& origin, std::vector<steps::Step>& list);

  std::map<InnerPath, Placement> placements_;
  std::map<InnerPath, Protection> protections_;
  std::vector<steps::AwaitedName> awaited_;
  std::set<InnerPath> directories_;  ///< made so far, on file systems of our own
};

}  // namespace sandbox::planner
