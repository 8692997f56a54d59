// See layout.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/layout.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "planner/mount_point.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {
namespace {

// What --set changes of the system's own trees is not typed for just this path.
bool is_typed(const Placement& placement) { return placement.rank != Rank::system && placement.origin.typed(); }

std::string shown(const InnerPath& path) { return shell_word(path.text()); }

bool is_same_wish(const Placement& a, const Placement& b) {
  if (a.rank != b.rank) return false;
  const auto* tree = std::get_if<HostTree>(&a.object);
  const auto* other = std::get_if<HostTree>(&b.object);
  return (tree != nullptr && other != nullptr && tree->from == other->from) ||
         (std::holds_alternative<Hidden>(a.object) && std::holds_alternative<Hidden>(b.object)) ||
         (std::holds_alternative<PrivateDirectory>(a.object) && std::holds_alternative<PrivateDirectory>(b.object));
}

// What the person types now beats what a profile says; otherwise the stricter of two wishes for one path wins, and the
// later one of two alike, so that a profile can change what it extends.
bool later_wins(const Placement& earlier, const Placement& later) {
  if (is_typed(earlier) != is_typed(later)) return is_typed(later);
  if (earlier.rank != later.rank) return earlier.rank < later.rank;
  if (earlier.rank == Rank::system || is_same_wish(earlier, later)) return true;
  throw PolicyError(fmt::format("two different things are to stand at {}", shown(later.at)), later.origin,
                    "the other is wanted by " + earlier.origin.text());
}

// A flag that has no effect would be a lie to the person who typed it.
void refuse_lost_flag(const Placement& loser, const Placement& winner) {
  if (!is_typed(loser) || is_same_wish(loser, winner)) return;
  throw PolicyError(fmt::format("{} has no effect on {}: a stricter flag for the same path wins", loser.origin.place,
                                shown(loser.at)),
                    loser.origin, "the stricter one is " + winner.origin.text());
}

std::string hint_for_point(const HostTree& tree, const HostPath& point, steps::PointKind kind) {
  if (!tree.is_kept_home) return "make it on the host first, or choose another target";
  if (kind == steps::PointKind::file) return fmt::format("make it there once: touch {}", shell_word(point.text()));
  return fmt::format("have it made: filesystem.create = [\"${{STATE_DIR}}/home{}\"]", point.below(tree.from));
}

}  // namespace

void Layout::place(Placement placement) {
  const auto found = placements_.find(placement.at);
  if (found == placements_.end()) {
    InnerPath at = placement.at;
    placements_.emplace(std::move(at), std::move(placement));
    return;
  }
  if (!later_wins(found->second, placement)) return refuse_lost_flag(placement, found->second);
  refuse_lost_flag(found->second, placement);
  found->second = std::move(placement);
}

const Placement* Layout::enclosing(const InnerPath& path) const {
  for (InnerPath directory = path; !directory.is_root();) {
    directory = directory.parent();
    const auto found = placements_.find(directory);
    if (found != placements_.end()) return &found->second;
  }
  return nullptr;
}

// /bin is a link to usr/bin on most machines, as it is inside: what is wanted at /bin/x belongs at /usr/bin/x.
InnerPath Layout::without_links(const InnerPath& path, const Origin& origin) const {
  const Placement* parent = enclosing(path);
  const auto* link = parent == nullptr ? nullptr : std::get_if<Link>(&parent->object);
  if (link == nullptr) return path;
  const std::string target = link->text.starts_with('/') ? link->text : (parent->at.parent() / link->text).text();
  const std::optional<InnerPath> directory = InnerPath::parse(target);
  const auto beyond = directory ? placements_.find(*directory) : placements_.end();
  const bool leads_to_a_link = beyond != placements_.end() && std::holds_alternative<Link>(beyond->second.object);
  if (parent->rank != Rank::system || !directory || leads_to_a_link)
    throw PolicyError(fmt::format("{} lies below {}, which is a symbolic link", shown(path), shown(parent->at)), origin,
                      "name the path that the link leads to");
  return *directory / path.below(parent->at);
}

// What lies below links of the system moves to where they lead; this may move a placement onto another.
void Layout::resolve_links() {
  std::map<InnerPath, Placement> written = std::exchange(placements_, {});
  for (auto next = written.begin(); next != written.end();) {
    const auto entry = next++;
    if (entry->second.rank == Rank::system) placements_.insert(placements_.end(), written.extract(entry));
  }
  for (auto& [at, placement] : written) {
    placement.at = without_links(at, placement.origin);
    place(std::move(placement));
  }
  for (auto& [at, protection] : std::exchange(protections_, {})) {
    const InnerPath real = without_links(at, protection.origin);
    protect(real, std::move(protection));
  }
}

std::vector<steps::Step> Layout::steps(const Host& host) {
  std::vector<Placement*> order;
  order.reserve(placements_.size());
  for (auto& entry : placements_) order.push_back(&entry.second);
  const auto is_link = [](const Placement* p) { return std::holds_alternative<Link>(p->object); };
  // Links come last: while anything is attached, there is none on our own file systems that a path could follow.
  // Those of one depth are in the order of their paths already.
  std::stable_sort(order.begin(), order.end(), [&](const Placement* a, const Placement* b) {
    return std::pair(is_link(a), a->at.depth()) < std::pair(is_link(b), b->at.depth());
  });
  // Most placements are a directory or a file, and what is attached there.
  std::vector<steps::Step> list;
  list.reserve(2 * order.size() + 8);
  for (Placement* placement : order) emit(*placement, host, list);
  return list;
}

void Layout::make_parents(const InnerPath& path, const Origin& origin, std::vector<steps::Step>& list) {
  if (path.is_root() || directories_.contains(path) || has(path)) return;
  make_parents(path.parent(), origin, list);
  directories_.insert(path);
  list.push_back({steps::MakeDirectory{.at = path, .mode = 0755}, origin});
}

void Layout::make_point(const Placement& placement, steps::PointKind kind, const Host& host,
                        std::vector<steps::Step>& list) {
  const Placement* parent = enclosing(placement.at);
  const auto refuse = [&](const std::string& why, const std::string& hint) {
    throw PolicyError(fmt::format("nothing can be placed at {}: {}", shown(placement.at), why), placement.origin, hint);
  };
  if (parent != nullptr) {
    if (std::holds_alternative<Hidden>(parent->object))
      refuse(shown(parent->at) + " is hidden", "hide less, or show it elsewhere");
    if (std::holds_alternative<MadeFile>(parent->object) || std::holds_alternative<KernelFilesystem>(parent->object))
      refuse(shown(parent->at) + " holds no other paths", {});
    if (const auto* tree = std::get_if<HostTree>(&parent->object)) {
      const HostPath point = tree->from / placement.at.below(parent->at);
      const std::string fault = fault_of_point(host.find(point), point, kind);
      if (!fault.empty()) refuse(fault, hint_for_point(*tree, point, kind));
      return;
    }
  }
  if (kind == steps::PointKind::file) {
    make_parents(placement.at.parent(), placement.origin, list);
    list.push_back({steps::MakeFile{.at = placement.at, .content = {}, .mode = 0444}, placement.origin});
    return;
  }
  make_parents(placement.at.parent(), placement.origin, list);
  if (directories_.insert(placement.at).second)
    list.push_back({steps::MakeDirectory{.at = placement.at, .mode = 0755}, placement.origin});
}

// Where the profile shows nothing, there is nothing to hide.
void Layout::conceal(const Placement& placement, const Hidden& hidden, const Host& host,
                     std::vector<steps::Step>& list) {
  const Placement* parent = enclosing(placement.at);
  const auto* tree = parent == nullptr ? nullptr : std::get_if<HostTree>(&parent->object);
  if (tree == nullptr) return;
  const HostPath point = tree->from / placement.at.below(parent->at);
  const Answer answer = host.find(point);
  if (const auto* missing = std::get_if<Missing>(&answer);
      missing != nullptr && missing->error == ENOENT && hidden.optional)
    return;
  if (const std::string fault = fault_of_point(answer, point, std::nullopt); !fault.empty())
    throw PolicyError(fmt::format("cannot hide {}: {}", shown(placement.at), fault), placement.origin,
                      "name what exists there, or write a \"?\" behind it for \"if it exists\"");
  const bool is_directory = std::get<Found>(answer).kind == Kind::directory;
  list.push_back({steps::Conceal{placement.at, is_directory ? steps::PointKind::directory : steps::PointKind::file},
                  placement.origin});
}

bool Layout::has_made(const InnerPath& path) const {
  const auto found = placements_.find(path);
  if (found != placements_.end()) return std::holds_alternative<PrivateDirectory>(found->second.object);
  return path.is_root() || directories_.contains(path);
}

const Placement* Layout::standing_at(const InnerPath& path) const {
  const auto exact = placements_.find(path);
  return exact != placements_.end() ? &exact->second : enclosing(path);
}

std::optional<HostPath> Layout::source_of(const InnerPath& path) const {
  const Placement* placement = standing_at(path);
  if (placement == nullptr) return std::nullopt;
  const auto* tree = std::get_if<HostTree>(&placement->object);
  if (tree == nullptr) return std::nullopt;
  return tree->from / path.below(placement->at);
}

bool Layout::lets_execute(const InnerPath& path) const {
  const Placement* placement = standing_at(path);
  const auto* tree = placement == nullptr ? nullptr : std::get_if<HostTree>(&placement->object);
  return tree != nullptr && !tree->restrictions.no_exec;
}

}  // namespace sandbox::planner
