// See world.h. One function per action. A target is opened below the new root without following links, a source below
// the host's root likewise, and a tree is restricted before it is attached: there is no instant at which anything is
// more open than it will be.
//
// SPDX-License-Identifier: Apache-2.0
#include "child/world.h"

#include <errno.h>
#include <string_view>

#include "kernel/files.h"
#include "kernel/listener.h"
#include "kernel/messages.h"
#include "kernel/mounts.h"
#include "kernel/network.h"
#include "kernel/privileges.h"
#include "kernel/process.h"

namespace sandbox::child {
namespace {

using kernel::Failure;
using kernel::Fd;

kernel::MountFlags flags_of(const steps::Restrictions& restrictions) noexcept {
  return {.read_only = restrictions.read_only,
          .no_exec = restrictions.no_exec,
          .no_symlinks = restrictions.no_symlinks,
          .no_atime = restrictions.no_atime,
          .devices = restrictions.devices};
}

Failure attach(const Workbench& bench, const Fd& tree, const InnerPath& at) noexcept {
  Fd place;
  if (const Failure failure = kernel::open_place_below(bench.root.number(), at.relative(), place)) return failure;
  return kernel::attach_tree(tree.number(), place.number());
}

Failure attach_copy(const Workbench& bench, int place, bool recursive, kernel::MountFlags flags,
                    const InnerPath& at) noexcept {
  Fd tree;
  if (const Failure failure = kernel::clone_tree(place, recursive, tree)) return failure;
  if (const Failure failure = kernel::restrict_tree(tree.number(), recursive, flags)) return failure;
  return attach(bench, tree, at);
}

// Names in the store: a, b, …, z, ba, bb, …
class StoreName {
 public:
  explicit StoreName(unsigned number) noexcept {
    char* end = text_ + sizeof text_ - 1;
    *end = '\0';
    start_ = end;
    do {
      *--start_ = static_cast<char>('a' + number % 26);
      number /= 26;
    } while (number > 0);
  }
  const char* text() const noexcept { return start_; }

 private:
  char text_[16];
  char* start_;
};

Failure attach_from_store(const Workbench& bench, const StoreName& name, kernel::MountFlags flags,
                          const InnerPath& at) noexcept {
  Fd object;
  if (const Failure failure = kernel::open_place_below(bench.store.number(), name.text(), object)) return failure;
  return attach_copy(bench, object.number(), false, flags, at);
}

// The mount point of the host's procfs is where both are attached: it is there on every machine, it is needed no
// longer once the ids are mapped, and nothing is attached from below it. "/" would not do: ".." of a mount on top of
// the root leads, after pivot_root, to the old root.
Failure attach_new_tmpfs(const char* mode, Fd& mount) noexcept {
  Fd context;
  if (const Failure failure = kernel::open_filesystem("tmpfs", context)) return failure;
  if (const Failure failure = kernel::configure(context.number(), {"mode", mode})) return failure;
  if (const Failure failure = kernel::create_mount(context.number(), {}, mount)) return failure;
  return kernel::attach_tree_at(mount.number(), "/proc");
}

Failure act(Workbench&, const steps::MapIds& step) noexcept {
  if (const Failure failure = kernel::write_text("/proc/self/uid_map", step.uid_line)) return failure;
  // Before gid_map, which the kernel refuses otherwise: user_namespaces(7).
  if (const Failure failure = kernel::write_text("/proc/self/setgroups", "deny")) return failure;
  return kernel::write_text("/proc/self/gid_map", step.gid_line);
}

// End of file: the supervisor gave up, and says why itself.
Failure act(Workbench& bench, const steps::AwaitIdMaps&) noexcept {
  char go = 0;
  std::size_t length = 0;
  if (const Failure failure = kernel::read_some(bench.gate.number(), &go, sizeof go, length)) return failure;
  bench.gate.close();
  return length == sizeof go ? Failure{} : Failure{kernel::Call::read, ECANCELED};
}

// The host's /proc is still there, and children enter with their execve.
Failure act(Workbench&, const steps::NewClocks& step) noexcept {
  if (const Failure failure = kernel::new_time_namespace()) return failure;
  return kernel::write_text("/proc/self/timens_offsets", step.offsets);
}

Failure act(Workbench&, const steps::BringUpLoopback&) noexcept { return kernel::bring_up_loopback(); }

Failure act(Workbench&, const steps::SetHostName& step) noexcept { return kernel::set_host_name(step.name); }

// The store is attached below the root and goes away with the host's tree: before Linux 6.15 only what is attached can
// be cloned.
Failure act(Workbench& bench, const steps::MakeRoot&) noexcept {
  if (const Failure failure = attach_new_tmpfs("0700", bench.store)) return failure;
  return attach_new_tmpfs("0755", bench.root);
}

Failure act(Workbench& bench, const steps::MakeDirectory& step) noexcept {
  return kernel::make_directory(bench.root.number(), step.at.relative(), step.mode);
}

Failure act(Workbench& bench, const steps::MakeSymlink& step) noexcept {
  return kernel::make_symlink(step.text.c_str(), bench.root.number(), step.at.relative());
}

Failure act(Workbench& bench, const steps::MakeFile& step) noexcept {
  return kernel::make_file(bench.root.number(), step.at.relative(), step.mode, step.content);
}

Failure act(Workbench& bench, const steps::AttachTree& step) noexcept {
  Fd source;
  if (const Failure failure = kernel::open_place(step.from.c_str(), source)) return failure;
  return attach_copy(bench, source.number(), step.recursive, flags_of(step.restrictions), step.at);
}

Failure act(Workbench& bench, const steps::AttachPrivate& step) noexcept {
  const StoreName name(bench.used++);
  if (const Failure failure = kernel::make_directory(bench.store.number(), name.text(), step.mode)) return failure;
  return attach_from_store(bench, name, flags_of(step.restrictions), step.at);
}

Failure act(Workbench& bench, const steps::AttachFile& step) noexcept {
  const StoreName name(bench.used++);
  if (const Failure failure = kernel::make_file(bench.store.number(), name.text(), step.mode, step.content))
    return failure;
  return attach_from_store(bench, name, flags_of(step.restrictions), step.at);
}

// A detached mount of an empty object that nobody may open.
Failure make_closed(Workbench& bench, steps::PointKind kind, Fd& tree) noexcept {
  const StoreName name(bench.used++);
  const Failure made = kind == steps::PointKind::directory
                           ? kernel::make_directory(bench.store.number(), name.text(), 0)
                           : kernel::make_file(bench.store.number(), name.text(), 0, {});
  if (made) return made;
  Fd object;
  if (const Failure failure = kernel::open_place_below(bench.store.number(), name.text(), object)) return failure;
  if (const Failure failure = kernel::clone_tree(object.number(), false, tree)) return failure;
  return kernel::restrict_tree(tree.number(), false, {.read_only = true, .no_exec = true});
}

// A clone has the flags of its origin: from the second on, hiding something is a clone and its attachment.
Failure act(Workbench& bench, const steps::Conceal& step) noexcept {
  Fd& first = step.kind == steps::PointKind::directory ? bench.closed_directory : bench.closed_file;
  if (first.number() < 0) {
    if (const Failure failure = make_closed(bench, step.kind, first)) return failure;
    return attach(bench, first, step.at);
  }
  Fd tree;
  if (const Failure failure = kernel::clone_tree(first.number(), false, tree)) return failure;
  return attach(bench, tree, step.at);
}

Failure act(Workbench& bench, const steps::Protect& step) noexcept {
  Fd place;
  if (const Failure failure = kernel::open_place_below(bench.root.number(), step.at.relative(), place)) return failure;
  return attach_copy(bench, place.number(), true, {.read_only = true, .no_exec = true}, step.at);
}

const char* kernel_name(steps::FilesystemType type) noexcept {
  switch (type) {
    case steps::FilesystemType::tmpfs: return "tmpfs";
    case steps::FilesystemType::proc: return "proc";
    case steps::FilesystemType::devpts: return "devpts";
  }
  return nullptr;
}

Failure act(Workbench& bench, const steps::MountFilesystem& step) noexcept {
  Fd context;
  if (const Failure failure = kernel::open_filesystem(kernel_name(step.type), context)) return failure;
  for (const steps::Parameter& parameter : step.parameters) {
    const kernel::FilesystemParameter borrowed{parameter.name.c_str(), parameter.value.c_str()};
    if (const Failure failure = kernel::configure(context.number(), borrowed)) return failure;
  }
  Fd mount;
  if (const Failure failure = kernel::create_mount(context.number(), flags_of(step.restrictions), mount))
    return failure;
  return attach(bench, mount, step.at);
}

Failure act(Workbench& bench, const steps::ForbidUserNamespaces& step) noexcept {
  if (step.detached_procfs) {
    Fd context;
    if (const Failure failure = kernel::open_filesystem("proc", context)) return failure;
    Fd proc;
    if (const Failure failure = kernel::create_mount(context.number(), {.no_exec = true}, proc)) return failure;
    return kernel::write_text_below(proc.number(), "sys/user/max_user_namespaces", "0");
  }
  return kernel::write_text_below(bench.root.number(), "proc/sys/user/max_user_namespaces", "0");
}

Failure act(Workbench& bench, const steps::SealRoot&) noexcept { return kernel::make_read_only(bench.root.number()); }

// From here on nothing is looked for below these descriptors, and nobody shall inherit them.
Failure act(Workbench& bench, const steps::EnterRoot&) noexcept {
  const Failure failure = kernel::enter_root(bench.root.number());
  bench.root.close();
  bench.store.close();
  return failure;
}

Failure act(Workbench& bench, const steps::MakeTerminal& step) noexcept {
  Fd master;
  if (const Failure failure =
          kernel::make_terminal(step.multiplexer.c_str(), bench.caller_terminal, master, bench.terminal))
    return failure;
  if (const Failure failure = kernel::control(bench.terminal.number())) return failure;
  return kernel::send_descriptor(bench.channel, master.number());
}

Failure act(Workbench&, const steps::MakeUndumpable&) noexcept { return kernel::make_undumpable(); }

Failure act(Workbench&, const steps::JoinNewKeyring&) noexcept { return kernel::join_new_session_keyring(); }

Failure act(Workbench&, const steps::DropGroups&) noexcept { return kernel::drop_groups(); }

Failure act(Workbench&, const steps::DropCapabilities& step) noexcept {
  return kernel::drop_capabilities({.bounding = step.bounding,
                                    .permitted = step.permitted,
                                    .ambient = step.ambient,
                                    .root_regains = step.root_regains});
}

Failure act(Workbench&, const steps::ForbidNewPrivileges&) noexcept { return kernel::forbid_new_privileges(); }

Failure act(Workbench&, const steps::ForbidWritableCode&) noexcept { return kernel::forbid_writable_code(); }

Failure act(Workbench&, const steps::ShareNoCore&) noexcept { return kernel::share_no_core(); }

Failure act(Workbench& bench, const steps::FilterSyscalls& step) noexcept {
  if (!step.telling.empty() && bench.is_commands) {
    const Failure failure = kernel::install_filter(step.telling.data(), step.telling.size(), bench.listener);
    // A process has one listener at most, which may be an outer sandbox's; the kernel may know of none; or the profile
    // leaves no descriptor for one.
    if (failure.error != EBUSY && failure.error != EINVAL && failure.error != EMFILE) return failure;
  }
  return kernel::install_filter(step.program.data(), step.program.size());
}

kernel::FileAccess access_of(const steps::FileRights& rights) noexcept {
  return {.read = rights.read,
          .execute = rights.execute,
          .write = rights.write,
          .change = rights.change,
          .control = rights.control};
}

Failure act(Workbench& bench, const steps::MakeRuleset& step) noexcept {
  return kernel::create_ruleset({.version = step.version,
                                 .files = step.files,
                                 .tcp_bind = step.tcp_bind,
                                 .tcp_connect = step.tcp_connect,
                                 .abstract_sockets = step.abstract_sockets,
                                 .signals = step.signals},
                                bench.ruleset);
}

// Landlock's rules hang on objects, not on paths: what is opened here, after all is mounted, is what the command sees.
Failure act(Workbench& bench, const steps::AllowBeneath& step) noexcept {
  Fd place;
  if (const Failure failure = kernel::open_place(step.at.c_str(), place)) return failure;
  return kernel::allow_files(bench.ruleset, place.number(), step.kind == steps::PointKind::directory,
                             access_of(step.rights));
}

Failure act(Workbench& bench, const steps::AllowDescriptor& step) noexcept {
  return kernel::allow_files(bench.ruleset, step.number, false, access_of(step.rights));
}

Failure act(Workbench& bench, const steps::AllowPorts& step) noexcept {
  for (unsigned port = step.first; port <= step.last; ++port) {
    const Failure failure =
        kernel::allow_port(bench.ruleset, step.use == steps::PortUse::bind, static_cast<std::uint16_t>(port));
    if (failure) return failure;
  }
  return {};
}

Failure act(Workbench& bench, const steps::RestrictSelf&) noexcept { return kernel::restrict_self(bench.ruleset); }

Failure act(Workbench& bench, const steps::TakeTerminal& step) noexcept {
  for (const int number : step.descriptors)
    if (const Failure failure = kernel::copy_to(bench.terminal.number(), number)) return failure;
  return step.foreground && bench.has_keyboard ? kernel::set_foreground(bench.terminal.number(), kernel::own_group())
                                               : Failure{};
}

Failure act(Workbench& bench, const steps::LeaveTerminal& step) noexcept {
  Fd nothing;
  if (const Failure failure = kernel::open_nothing(nothing)) return failure;
  for (const int number : step.descriptors)
    if (const Failure failure = kernel::copy_to(number == 0 ? nothing.number() : bench.output, number)) return failure;
  return {};
}

Failure act(Workbench&, const steps::SetLimit& step) noexcept {
  return kernel::set_limit(step.resource, step.soft, step.hard);
}

Failure act(Workbench&, const steps::SetNice& step) noexcept { return kernel::set_nice(step.nice); }

Failure act(Workbench&, const steps::SetUmask& step) noexcept { return kernel::set_umask(step.mask); }

Failure act(Workbench&, const steps::ChangeDirectory& step) noexcept {
  return kernel::change_directory(step.to.c_str());
}

// std::visit throws on a valueless variant; this cannot, and needs no table of functions.
template <std::size_t... Index>
Failure dispatch(Workbench& bench, const steps::Action& action, std::index_sequence<Index...>) noexcept {
  Failure failure;
  const auto try_one = [&](const auto* step) {
    if (step != nullptr) failure = act(bench, *step);
    return step != nullptr;
  };
  (try_one(std::get_if<Index>(&action)) || ...);
  return failure;
}

}  // namespace

Failure perform(Workbench& bench, const steps::Action& action) noexcept {
  return dispatch(bench, action, std::make_index_sequence<std::variant_size_v<steps::Action>>{});
}

}  // namespace sandbox::child
