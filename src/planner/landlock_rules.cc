// See landlock_rules.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/landlock_rules.h"

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "support/words.h"

namespace sandbox::planner {
namespace {

using steps::FileRights;
using steps::PointKind;

constexpr auto all_rights = std::to_array<bool FileRights::*>(
    {&FileRights::read, &FileRights::execute, &FileRights::write, &FileRights::change, &FileRights::control});

FileRights both(const FileRights& a, const FileRights& b) {
  FileRights result;
  for (const auto right : all_rights) result.*right = a.*right && b.*right;
  return result;
}

FileRights either(const FileRights& a, const FileRights& b) {
  FileRights result;
  for (const auto right : all_rights) result.*right = a.*right || b.*right;
  return result;
}

FileRights without(const FileRights& a, const FileRights& b) {
  FileRights result;
  for (const auto right : all_rights) result.*right = a.*right && !(b.*right);
  return result;
}

bool is_none(const FileRights& rights) { return rights == FileRights{}; }

// What a placement lets be done, and what more would change nothing: nothing in /proc can be executed, and what
// is made in memory for this run holds no devices.
struct Wants {
  FileRights rights;
  FileRights harmless;
  PointKind kind = PointKind::directory;
};

Wants wants_of(const HostTree& tree) {
  const PointKind kind = tree.kind == Kind::directory ? PointKind::directory : PointKind::file;
  // A device is written to, whatever its mount says; that protects its inode.
  if (tree.restrictions.devices)
    return {.rights = {.read = true, .write = true, .control = true}, .harmless = {.execute = true}, .kind = kind};
  const bool writable = !tree.restrictions.read_only;
  return {.rights = {.read = true,
                     .execute = !tree.restrictions.no_exec,
                     .write = writable,
                     .change = writable && kind == PointKind::directory},
          .harmless = {},
          .kind = kind};
}

Wants wants_of(const PrivateDirectory& directory) {
  const bool writable = !directory.restrictions.read_only;
  return {.rights = {.read = true, .execute = !directory.restrictions.no_exec, .write = writable, .change = writable},
          .harmless = {.control = true}};
}

Wants wants_of(const MadeFile& file) {
  return {.rights = {.read = true, .execute = true, .write = file.writable},
          .harmless = {.control = true},
          .kind = PointKind::file};
}

Wants wants_of(const KernelFilesystem& filesystem) {
  return {.rights = {.read = true, .write = true, .control = filesystem.type == steps::FilesystemType::devpts},
          .harmless = {.execute = true, .control = true}};
}

// The directories on the way to placements, and the placements. Links and what is hidden need no rule.
struct Node {
  const Placement* placement = nullptr;
  Wants wants;
  std::map<std::string_view, Node> below;
};

void insert(Node& root, const Placement& placement, const Wants& wants) {
  Node* node = &root;
  for (const std::string_view name : split(std::string_view(placement.at.text()).substr(1), '/'))
    node = &node->below[name];
  node->placement = &placement;
  node->wants = wants;
}

Node tree_of(const Layout& layout) {
  Node root;
  for (const auto& [at, placement] : layout.placements())
    std::visit(steps::Overload{
                   [](const Link&) {},
                   [](const Hidden&) {},
                   [&, &one = placement](const auto& object) { insert(root, one, wants_of(object)); },
               },
               placement.object);
  return root;
}

// What the placements nearest below a directory of our own have in common, beyond what is granted already.
struct Common {
  FileRights rights;    ///< of the rights that one of them wants, those that harm none of them
  unsigned served = 0;  ///< how many of them would need no rule of their own
};

template <class Visitor>
void for_each_nearest(const Node& node, const Visitor& visit) {
  for (const auto& [name, child] : node.below) {
    if (child.placement != nullptr)
      visit(child.wants);
    else
      for_each_nearest(child, visit);
  }
}

Common common_of(const Node& directory, const FileRights& granted) {
  Common common;
  FileRights wanted;
  FileRights harmless{.read = true, .execute = true, .write = true, .change = true, .control = true};
  // The directory itself lies on the root, which nobody changes.
  harmless.change = false;
  for_each_nearest(directory, [&](const Wants& wants) {
    wanted = either(wanted, wants.rights);
    harmless = both(harmless, either(wants.rights, wants.harmless));
  });
  common.rights = without(both(wanted, harmless), granted);
  for_each_nearest(directory, [&](const Wants& wants) {
    const FileRights missing = without(wants.rights, granted);
    if (!is_none(missing) && is_none(without(missing, common.rights))) ++common.served;
  });
  return common;
}

void append_rule(const InnerPath& at, PointKind kind, const FileRights& rights, const Origin& origin,
                 std::vector<steps::Step>& list) {
  if (!is_none(rights)) list.push_back({steps::AllowBeneath{.at = at, .kind = kind, .rights = rights}, origin});
}

// Where ways do not part yet, the rule of the directory in which they do is the narrower one.
void cover(const Node& node, const InnerPath& at, FileRights granted, std::vector<steps::Step>& list) {
  if (node.placement != nullptr) {
    append_rule(at, node.wants.kind, without(node.wants.rights, granted), node.placement->origin, list);
    granted = either(granted, node.wants.rights);
  } else if (const Common common = at.is_root() || node.below.size() > 1 ? common_of(node, granted) : Common{};
             at.is_root() || common.served > 1) {
    const FileRights rights = at.is_root() ? FileRights{.read = true, .execute = common.rights.execute} : common.rights;
    append_rule(at, PointKind::directory, rights, {}, list);
    granted = either(granted, rights);
  }
  for (const auto& [name, child] : node.below) cover(child, at / name, granted, list);
}

}  // namespace

std::vector<steps::Step> rules_of(const Layout& layout) {
  std::vector<steps::Step> list;
  cover(tree_of(layout), InnerPath{}, {}, list);
  return list;
}

}  // namespace sandbox::planner
