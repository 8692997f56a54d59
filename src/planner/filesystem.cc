// What a profile lists of files, as placements; and the frame around them.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/filesystem.h"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>

#include "planner/devices.h"
#include "planner/host_to_be.h"
#include "planner/profile_guard.h"
#include "planner/shown_elsewhere.h"
#include "planner/sources.h"
#include "planner/system_trees.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {
namespace {

using policy::MountOption;

constexpr std::size_t largest_copy = 16UL * 1024 * 1024;
constexpr steps::Mode sticky = 01777;

template <class T>
steps::Restrictions restrictions_of(const std::vector<Sourced<T>>& options, bool read_only) {
  const auto has = [&](MountOption option) {
    return std::any_of(options.begin(), options.end(), [&](const auto& entry) { return entry.value == option; });
  };
  return {.read_only = read_only,
          .no_exec = has(MountOption::noexec),
          .no_symlinks = has(MountOption::nosymfollow),
          .no_atime = has(MountOption::noatime),
          .devices = false};
}

class Filler {
 public:
  Filler(Layout& layout, const policy::Filesystem& filesystem, const Places& places, const Places& inside,
         const Host& host, const std::optional<HostPath>& kept_home)
      : layout_(layout),
        filesystem_(filesystem),
        places_(places),
        inside_(inside),
        host_(host),
        kept_home_(kept_home),
        sources_(filesystem, places, host) {
    if (kept_home) sources_.distrust(*kept_home);
  }

  void fill(const policy::Policy& policy) {
    place_home();
    place_devices(policy.devices);
    place_sockets(policy.sockets);
    for (const auto& rule : filesystem_.tmpfs) place_tmpfs(rule);
    for (const auto& rule : filesystem_.rw) place_tree(rule, Rank::rw);
    for (const auto& rule : filesystem_.ro) place_tree(rule, Rank::ro);
    for (const auto& rule : filesystem_.protect) protect(rule);
    for (const auto& rule : filesystem_.hide) place_hidden(rule);
    for (const auto& mount : filesystem_.mount)
      std::visit([&](const auto& kind) { place_mount(kind, mount.origin); }, mount.value);
    for (const auto& file : filesystem_.file) place_file(file);
    for (const auto& [link, text] : filesystem_.symlinks)
      place(inner(link, text.origin), Link{expand(policy::parse_text(text.value), inside_, text.origin)}, Rank::made,
            text.origin);
  }

 private:
  // Patterns have said already what was written.
  static Origin origin_of(const Sourced<policy::PathRule>& rule) {
    Origin origin = rule.origin;
    if (origin.entry.empty() && !origin.typed()) origin.entry = rule.value.name();
    return origin;
  }

  InnerPath inner(const std::string& text, const Origin& origin) const {
    return expand_inner_path(text, inside_, origin);
  }

  // The root, the process table and the devices are the sandbox's own.
  void place(const InnerPath& at, Object object, Rank rank, const Origin& origin) {
    static const InnerPath proc = *InnerPath::parse("/proc");
    static const InnerPath dev = *InnerPath::parse("/dev");
    static const InnerPath pts = *InnerPath::parse("/dev/pts");
    if (at.is_root() || at.is_within(proc) || at == dev || at.is_within(pts))
      throw PolicyError(fmt::format("{} is the sandbox's own, and nothing else can stand there", shell_word(at.text())),
                        origin, at.is_root() ? "show the directories that the command needs" : "");
    layout_.place({.at = at, .object = std::move(object), .rank = rank, .origin = origin});
  }

  void place_home() {
    const Sourced<policy::Home>& home = filesystem_.home;
    const std::optional<InnerPath> at = InnerPath::parse(inside_.home().text());
    if (home.value == policy::Home::none || !at || at->is_root()) return;
    if (home.value == policy::Home::tmpfs) {
      place(*at, PrivateDirectory{.mode = 0700, .restrictions = {}, .parameters = {}}, Rank::tmpfs, home.origin);
      return;
    }
    if (home.value == policy::Home::persistent) {
      place(*at,
            HostTree{.from = *kept_home_,
                     .kind = Kind::directory,
                     .restrictions = {},
                     .recursive = true,
                     .is_kept_home = true},
            Rank::rw, home.origin);
      return;
    }
    const bool read_only = home.value == policy::Home::ro;
    const std::optional<Found> found = sources_.resolve({.text = "~", .optional = false, .origin = home.origin});
    place(
        *at,
        HostTree{.from = found->real, .kind = found->kind, .restrictions = {.read_only = read_only}, .recursive = true},
        read_only ? Rank::ro : Rank::rw, home.origin);
  }

  // Where the same path inside is meant, and the path climbs with "..", the target is where that leads.
  InnerPath target_of(const policy::PathRule& rule, const Found& found, const Origin& origin) const {
    if (rule.target == rule.source && climbs(expand_path(rule.source, places_, origin).text()))
      return *InnerPath::parse(found.real.text());
    return inner(rule.target, origin);
  }

  void place_tree(const Sourced<policy::PathRule>& rule, Rank rank) {
    const std::optional<Found> found =
        sources_.resolve({.text = rule.value.source, .optional = rule.value.optional, .origin = rule.origin});
    if (!found) return;
    place(target_of(rule.value, *found, rule.origin),
          HostTree{.from = found->real,
                   .kind = found->kind,
                   .restrictions = {.read_only = rank == Rank::ro},
                   .recursive = true},
          rank, origin_of(rule));
  }

  // A device's own rights decide who may write to it; its place cannot be written to.
  void place_devices(const policy::Devices& devices) {
    for (const auto& [rule, origin] : rules_for_devices(devices, places_, host_))
      place_wish({.text = rule.source, .optional = rule.optional, .origin = origin},
                 {.read_only = true, .no_exec = true, .devices = true});
  }

  // A socket can be connected to on a read-only mount.
  void place_sockets(const policy::Sockets& sockets) {
    for (const Wish& wish : wishes_for_sockets(sockets, places_)) place_wish(wish, {.read_only = true});
    for (const auto& rule : sockets.unix_paths) place_tree(rule, Rank::ro);
  }

  void place_wish(const Wish& wish, steps::Restrictions restrictions) {
    const std::optional<Found> found = sources_.resolve(wish);
    if (!found) return;
    place(inner(wish.text, wish.origin),
          HostTree{.from = found->real, .kind = found->kind, .restrictions = restrictions, .recursive = true}, Rank::ro,
          wish.origin);
  }

  void protect(const Sourced<policy::PathRule>& rule) {
    layout_.protect(inner(rule.value.source, rule.origin),
                    {.optional = rule.value.optional, .of = {}, .origin = origin_of(rule)});
  }

  void place_hidden(const Sourced<policy::PathRule>& rule) {
    place(inner(rule.value.source, rule.origin), Hidden{.optional = rule.value.optional}, Rank::hide, origin_of(rule));
  }

  void place_tmpfs(const Sourced<policy::TmpfsRule>& rule) {
    const InnerPath at = inner(rule.value.path.value, rule.origin);
    place_private(at, rule.value.size, {}, rule.value.perms, {.no_exec = rule.value.noexec.value}, rule.origin);
  }

  void place_mount(const policy::Tmpfs& tmpfs, const Origin& origin) {
    place_private(inner(tmpfs.target.value, origin), tmpfs.size, tmpfs.inodes, tmpfs.perms,
                  restrictions_of(tmpfs.options, false), origin);
  }

  void place_private(const InnerPath& at, const Sourced<std::string>& size, const Sourced<std::uint64_t>& inodes,
                     const Sourced<std::string>& perms, steps::Restrictions restrictions, const Origin& origin) {
    const bool shared_by_habit = at.text() == "/tmp" || at.text() == "/var/tmp";
    PrivateDirectory directory{.mode = policy::octal(perms.value).value_or(shared_by_habit ? sticky : 0755),
                               .restrictions = restrictions,
                               .parameters = {}};
    if (size.given()) directory.parameters.push_back({"size", size.value});
    if (inodes.given()) directory.parameters.push_back({"nr_inodes", std::to_string(inodes.value)});
    if (!directory.parameters.empty()) directory.parameters.push_back({"mode", fmt::format("{:o}", directory.mode)});
    place(at, std::move(directory), Rank::tmpfs, origin);
  }

  void place_mount(const policy::Bind& bind, const Origin& origin) {
    const std::optional<Found> found =
        sources_.resolve({.text = bind.source.value, .optional = bind.optional.value, .origin = origin});
    if (!found) return;
    const bool read_only = bind.mode.value == policy::Access::ro;
    place(inner(bind.target.given() ? bind.target.value : bind.source.value, origin),
          HostTree{.from = found->real,
                   .kind = found->kind,
                   .restrictions = restrictions_of(bind.options, read_only),
                   .recursive = bind.recursive.value},
          read_only ? Rank::ro : Rank::rw, origin);
  }

  void place_file(const Sourced<policy::File>& file) {
    const bool writable = file.value.writable.value;
    MadeFile made{.content = file.value.content.value,
                  .mode = policy::octal(file.value.perms.value).value_or(writable ? 0644 : 0444),
                  .writable = writable};
    if (file.value.source.given()) made.content = copy_of(file.value.source);
    place(inner(file.value.path.value, file.origin), std::move(made), Rank::made, file.origin);
  }

  std::string copy_of(const Sourced<std::string>& source) const {
    const std::optional<Found> found =
        sources_.resolve({.text = source.value, .optional = false, .origin = source.origin});
    std::optional<std::string> content = host_.content(found->real, largest_copy);
    if (!content)
      throw PolicyError(fmt::format("cannot copy {}", shell_word(found->real.text())), source.origin,
                        "it must be a regular file that your user can read, of at most 16 MiB");
    return *std::move(content);
  }

  Layout& layout_;
  const policy::Filesystem& filesystem_;
  const Places& places_;
  const Places& inside_;
  const Host& host_;
  const std::optional<HostPath>& kept_home_;
  Sources sources_;
};

}  // namespace

bool FilesystemPlan::shows(const InnerPath& path) const {
  const std::optional<HostPath> source = layout.source_of(path);
  return source && source->text() == path.text();
}

bool FilesystemPlan::exists(const InnerPath& path) const {
  if (layout.has_made(path) || shows(path)) return true;
  const auto found = layout.placements().find(path);
  const auto* tree = found == layout.placements().end() ? nullptr : std::get_if<HostTree>(&found->second.object);
  return tree != nullptr && tree->is_kept_home;
}

FilesystemPlan plan_filesystem(const policy::Policy& policy, const Places& places, const Places& inside,
                               const Identity& identity, const Host& host) {
  FilesystemPlan plan;
  plan.preparation = preparation_of(policy, places, host);
  const HostToBe prepared(host, plan.preparation.directories);
  place_system(plan.layout, policy.filesystem, identity, host);
  Filler(plan.layout, policy.filesystem, places, inside, prepared, plan.preparation.kept_home).fill(policy);
  hide_parts_of_sys(plan.layout);
  plan.layout.settle(prepared);
  refuse_what_is_shown_elsewhere(plan.layout, policy.filesystem, places, inside, prepared);
  guard_profiles(plan.layout, policy, places, prepared);

  plan.steps = plan.layout.steps(prepared);
  plan.steps.insert(plan.steps.begin(), steps::Step{steps::MakeRoot{}, {}});
  // After /proc is there, before the root is left; only then is nothing of the host's left to open.
  const policy::Nested nested = policy.namespaces.nested.value;
  const bool has_whole_proc = policy.filesystem.proc.value == policy::Proc::own;
  if (nested == policy::Nested::deny)
    plan.steps.push_back({steps::ForbidUserNamespaces{.detached_procfs = !has_whole_proc}, {}});
  if (has_whole_proc) {
    for (const InnerPath& at : parts_of_proc_to_protect(identity, host)) plan.steps.push_back({steps::Protect{at}, {}});
    for (steps::Conceal& conceal : parts_of_proc_to_conceal(identity, nested, host))
      plan.steps.push_back({std::move(conceal), {}});
  }
  plan.steps.push_back({steps::SealRoot{}, {}});
  plan.steps.push_back({steps::EnterRoot{}, {}});
  return plan;
}

}  // namespace sandbox::planner
