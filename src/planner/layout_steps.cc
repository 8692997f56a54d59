// Which steps a single placement takes.
//
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <utility>

#include "planner/layout.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {
namespace {

bool is_on_host(const Placement* enclosing) {
  return enclosing != nullptr && std::holds_alternative<HostTree>(enclosing->object);
}

}  // namespace

void Layout::emit(Placement& placement, const Host& host, std::vector<steps::Step>& list) {
  const Origin& origin = placement.origin;
  const InnerPath& at = placement.at;
  const auto add = [&](steps::Action action) { list.push_back({std::move(action), origin}); };
  const auto make = [&](steps::PointKind kind) { make_point(placement, kind, host, list); };

  std::visit(steps::Overload{
                 [&](const HostTree& tree) {
                   make(tree.kind == Kind::directory ? steps::PointKind::directory : steps::PointKind::file);
                   add(steps::AttachTree{tree.from, at, tree.restrictions, tree.recursive});
                 },
                 [&](const PrivateDirectory& directory) {
                   make(steps::PointKind::directory);
                   if (directory.parameters.empty())
                     add(steps::AttachPrivate{at, directory.mode, directory.restrictions});
                   else
                     add(steps::MountFilesystem{steps::FilesystemType::tmpfs, at, directory.parameters,
                                                directory.restrictions});
                 },
                 [&](MadeFile& file) {
                   // The root becomes read-only as a whole: a file that stays as it is needs no mount of its own there.
                   if (enclosing(at) == nullptr && !file.writable) {
                     make_parents(at.parent(), origin, list);
                     add(steps::MakeFile{at, std::move(file.content), file.mode});
                     return;
                   }
                   make(steps::PointKind::file);
                   add(steps::AttachFile{at, std::move(file.content), file.mode, {.read_only = !file.writable}});
                 },
                 [&](const Link& link) {
                   if (is_on_host(enclosing(at)))
                     throw PolicyError(
                         fmt::format("the link {} would have to be made on the host", shell_word(at.text())), origin,
                         "a link can stand only where the profile shows no directory of the host");
                   make_parents(at.parent(), origin, list);
                   add(steps::MakeSymlink{at, link.text});
                 },
                 [&](const Hidden& hidden) { conceal(placement, hidden, host, list); },
                 [&](const KernelFilesystem& filesystem) {
                   make(steps::PointKind::directory);
                   add(steps::MountFilesystem{filesystem.type, at, filesystem.parameters, filesystem.restrictions});
                 },
             },
             placement.object);
}

}  // namespace sandbox::planner
