// What is protected becomes read-only, and with what is hidden stays where it is. The kernel lets nobody rename or
// remove a mount point, but a directory that merely holds one can be moved away with all that is mounted in it, and
// another one be made in its place: for the next run, or for who works outside. So every directory on the way that the
// command could move becomes a mount point itself: the host's directory, attached once more where it stands.
//
// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <fmt/format.h>
#include <string_view>
#include <utility>

#include "planner/layout.h"
#include "planner/mount_point.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {
namespace {

const HostTree* writable_tree(const Placement* placement) {
  const auto* tree = placement == nullptr ? nullptr : std::get_if<HostTree>(&placement->object);
  return tree != nullptr && !tree->restrictions.read_only ? tree : nullptr;
}

// The command line may open what a profile protects; not what it protects itself.
bool stays_open(const Placement& placement, const Protection& protection) {
  if (!placement.origin.typed() || placement.rank == Rank::system) return false;
  if (!protection.origin.typed()) return true;
  throw PolicyError(fmt::format("{} has no effect on {}: a stricter flag for the same path wins",
                                placement.origin.place, shell_word(placement.at.text())),
                    placement.origin, "the stricter one is " + protection.origin.text());
}

// The file that stands where a directory would have to be for the missing name to exist.
std::optional<HostPath> obstacle_to(const HostPath& path, const Answer& answer) {
  const auto* missing = std::get_if<Missing>(&answer);
  if (missing == nullptr || missing->error != ENOTDIR || !path.is_within(missing->part)) return std::nullopt;
  return missing->part;
}

// A directory of a tree, attached onto itself.
HostTree way_in(const HostTree& tree, std::string_view below) {
  HostTree way = tree;
  way.from = tree.from / below;
  way.kind = Kind::directory;
  way.is_way = true;
  way.is_kept_home = false;
  return way;
}

}  // namespace

void Layout::protect(const InnerPath& at, Protection protection) {
  const auto [known, is_new] = protections_.try_emplace(at, protection);
  if (is_new) return;
  // Of two wishes the one that excuses less holds, and the one that was typed is told of.
  known->second.optional = known->second.optional && protection.optional;
  if (!protection.of) known->second.of.reset();
  if (protection.origin.typed()) known->second.origin = std::move(protection.origin);
}

void Layout::settle(const Host& host) {
  resolve_links();
  for (const auto& [at, protection] : std::exchange(protections_, {})) hold(at, protection, host);
  pin_hidden(host);
}

void Layout::pin_hidden(const Host& host) {
  std::vector<const Placement*> hidden;
  for (const auto& [at, placement] : placements_)
    if (std::holds_alternative<Hidden>(placement.object)) hidden.push_back(&placement);
  for (const Placement* placement : hidden) {
    if (loose_way_to(placement->at, placement->origin).empty()) continue;
    const std::optional<HostPath> source = source_of(placement->at.parent());
    if (source && std::holds_alternative<Found>(host.find(*source / placement->at.name())))
      pin_way_to(placement->at, placement->origin);
  }
}

bool Layout::lets_change(const InnerPath& at, const HostPath& object) const {
  const auto exact = placements_.find(at);
  return writable_tree(exact != placements_.end() ? &exact->second : enclosing(at)) != nullptr &&
         source_of(at) == object;
}

void Layout::hold(const InnerPath& at, const Protection& protection, const Host& host) {
  const auto exact = placements_.find(at);
  const bool is_covered = protection.of && source_of(at) != protection.of;
  if (exact == placements_.end() && !is_covered && writable_tree(enclosing(at)) != nullptr)
    return protect_on_host(at, protection, host);
  if (exact != placements_.end() && !is_covered && writable_tree(&exact->second) != nullptr) {
    if (!protection.of && stays_open(exact->second, protection)) return;
    std::get<HostTree>(exact->second.object).restrictions.read_only = true;
    exact->second.rank = Rank::ro;
    exact->second.origin = protection.origin;
  }
  pin_way_to(at, protection.origin);
}

void Layout::protect_on_host(const InnerPath& at, const Protection& protection, const Host& host) {
  const Placement& parent = *enclosing(at);
  HostTree tree = std::get<HostTree>(parent.object);
  const HostPath root = tree.from;
  const HostPath point = root / at.below(parent.at);
  const Answer answer = host.find(point);
  if (protection.optional) {
    if (is_absent(answer, point)) return awaited_.push_back({point, protection.origin});
    // Where .git is a file, .git/hooks comes to be only in its place.
    if (const std::optional<HostPath> obstacle = obstacle_to(point, answer); obstacle && obstacle->is_within(root))
      return hold(parent.at / obstacle->below(root), protection, host);
  }
  if (const std::string fault = fault_of_point(answer, point, std::nullopt); !fault.empty())
    throw PolicyError(fmt::format("cannot protect {}: {}", shell_word(at.text()), fault), protection.origin,
                      "name what exists there, or write a \"?\" behind it for \"if it exists\"");
  tree.from = point;
  tree.kind = std::get<Found>(answer).kind;
  tree.restrictions.read_only = true;
  tree.is_way = tree.is_kept_home = false;
  placements_.emplace(at, Placement{at, std::move(tree), Rank::ro, protection.origin});
  pin_way_to(at, protection.origin);
}

// The directories of the host above a path that the command could move, each as what it would be attached as.
std::vector<Placement> Layout::loose_way_to(const InnerPath& path, const Origin& origin) const {
  std::vector<Placement> loose;
  std::vector<InnerPath> between;
  for (InnerPath directory = path.parent(); !directory.is_root(); directory = directory.parent()) {
    const auto found = placements_.find(directory);
    if (found == placements_.end()) {
      between.push_back(directory);
      continue;
    }
    if (const HostTree* tree = writable_tree(&found->second))
      for (const InnerPath& one : between)
        loose.push_back({one, way_in(*tree, one.below(directory)), Rank::rw, origin});
    between.clear();
  }
  return loose;
}

void Layout::pin_way_to(const InnerPath& path, const Origin& origin) {
  for (Placement& directory : loose_way_to(path, origin)) {
    InnerPath at = directory.at;
    placements_.emplace(std::move(at), std::move(directory));
  }
}

}  // namespace sandbox::planner
