// See system_trees.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/system_trees.h"

#include <fmt/format.h>
#include <initializer_list>
#include <string_view>

#include "policy/etc_groups.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {
namespace {

// Copying a small file into the root costs half of what attaching it costs; a large one would cost memory.
constexpr std::size_t largest_copied_file = 16UL * 1024;

// Servers under test listen on a name; the host's file, which "@dns" shows, knows its neighbours.
constexpr const char* own_hosts = "127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n";

HostPath host_path(std::string_view text) { return *HostPath::parse(text); }
InnerPath inner_path(std::string_view text) { return *InnerPath::parse(text); }

class System {
 public:
  System(Layout& layout, const policy::Filesystem& filesystem, const Identity& identity, const Host& host)
      : layout_(layout), filesystem_(filesystem), identity_(identity), host_(host) {}

  void place_trees() {
    const Origin& origin = filesystem_.system.origin;
    switch (filesystem_.system.value) {
      case policy::SystemTrees::none: return;
      case policy::SystemTrees::minimal:
        place_programs(origin);
        add("/etc/hosts", MadeFile{.content = own_hosts}, origin);
        for (const auto& entry : filesystem_.etc) place_etc_entry(entry);
        return;
      case policy::SystemTrees::full:
        place_programs(origin);
        for (const char* tree : {"/etc", "/opt", "/sys/devices/system/cpu"}) place_tree(tree, origin);
        return;
    }
  }

  void place_accounts() {
    add("/etc/passwd", MadeFile{.content = passwd_text(identity_)}, {});
    add("/etc/group", MadeFile{.content = group_text(identity_)}, {});
  }

  void place_devices() {
    for (const char* device : {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty"})
      add(device,
          HostTree{.from = host_path(device),
                   .kind = Kind::other,
                   .restrictions = {.read_only = true, .no_exec = true, .devices = true},
                   .recursive = false},
          {});
    add("/dev/pts",
        KernelFilesystem{.type = steps::FilesystemType::devpts,
                         // No gid=5: the kernel refuses an id that is not mapped.
                         .parameters = {{"ptmxmode", "0666"}, {"mode", "0620"}},
                         .restrictions = {.no_exec = true, .devices = true}},
        {});
    add("/dev/shm", PrivateDirectory{.mode = 01777, .restrictions = {}, .parameters = {}}, {});
    add("/dev/ptmx", Link{"pts/ptmx"}, {});
    if (filesystem_.proc.value == policy::Proc::none) return;
    add("/dev/fd", Link{"/proc/self/fd"}, {});
    add("/dev/stdin", Link{"/proc/self/fd/0"}, {});
    add("/dev/stdout", Link{"/proc/self/fd/1"}, {});
    add("/dev/stderr", Link{"/proc/self/fd/2"}, {});
  }

  void place_proc() {
    if (filesystem_.proc.value == policy::Proc::none) return;
    KernelFilesystem proc{.type = steps::FilesystemType::proc, .parameters = {}, .restrictions = {.no_exec = true}};
    if (filesystem_.proc.value == policy::Proc::minimal)
      proc.parameters = {{"subset", "pid"}, {"hidepid", "ptraceable"}};
    add("/proc", std::move(proc), filesystem_.proc.origin);
  }

 private:
  void add(std::string_view at, Object object, const Origin& origin) {
    layout_.place({.at = inner_path(at), .object = std::move(object), .rank = Rank::system, .origin = origin});
  }

  // A tree of the host at its own path, read-only, if it exists.
  void place_tree(std::string_view path, const Origin& origin) {
    const Answer answer = host_.find(host_path(path));
    if (const auto* found = std::get_if<Found>(&answer)) show(path, found->real, found->kind, origin);
  }

  // /bin and its like are links on some machines and directories on others; programs have either's paths built in.
  void place_programs(const Origin& origin) {
    place_tree("/usr", origin);
    for (const char* name : {"/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"}) {
      if (const std::optional<std::string> text = host_.link_text(host_path(name)))
        add(name, Link{*text}, origin);
      else
        place_tree(name, origin);
    }
  }

  void place_etc_entry(const Sourced<std::string>& entry) {
    if (!entry.value.starts_with('@')) {
      if (!place_etc_file(entry.value, entry.origin))
        throw PolicyError(fmt::format("there is no {} on this machine", shell_word("/etc/" + entry.value)),
                          entry.origin, {});
      return;
    }
    const policy::EtcGroup* group = policy::find_etc_group(entry.value);
    if (group == nullptr)
      throw PolicyError(fmt::format("there is no group {}", shell_word(entry.value)), entry.origin, {});
    for (const std::string_view member : group->members) place_etc_file(member, entry.origin);
  }

  // Most names of a group are answered by one look at the directory that holds them.
  bool place_etc_file(std::string_view name, const Origin& origin) {
    const std::string path = "/etc/" + std::string(name);
    switch (kind_in_etc(name)) {
      case Listed::absent: return false;
      case Listed::directory: show(path, host_path(path), Kind::directory, origin); return true;
      case Listed::file: show_file(path, host_path(path), origin); return true;
      case Listed::unclear: return place_found(path, origin);
    }
    return false;
  }

  enum class Listed { absent, directory, file, unclear };

  Listed kind_in_etc(std::string_view name) {
    if (!etc_) etc_ = host_.entries(host_path("/etc"));
    if (!etc_ || name.find('/') != std::string_view::npos) return Listed::unclear;
    const auto entry = etc_->find(name);
    if (entry == etc_->end()) return Listed::absent;
    switch (entry->second) {
      case EntryKind::directory: return Listed::directory;
      case EntryKind::file: return Listed::file;
      case EntryKind::link:
      case EntryKind::unknown: return Listed::unclear;
    }
    return Listed::unclear;
  }

  // A link into /usr stays one: programs read the time zone's name from the link's text, and /usr is there to lead to.
  std::optional<Link> link_into_usr(const std::string& path) const {
    const std::optional<std::string> text = host_.link_text(host_path(path));
    if (!text || climbs(text->starts_with("../usr/") ? text->substr(3) : *text)) return std::nullopt;
    return text->starts_with("/usr/") || text->starts_with("../usr/") ? std::optional(Link{*text}) : std::nullopt;
  }

  bool place_found(const std::string& path, const Origin& origin) {
    const bool below_etc_itself = path.rfind('/') == std::string_view("/etc").size();
    if (std::optional<Link> link = below_etc_itself ? link_into_usr(path) : std::nullopt) {
      add(path, *std::move(link), origin);
      return true;
    }
    const Answer answer = host_.find(host_path(path));
    const auto* found = std::get_if<Found>(&answer);
    if (found == nullptr) return false;
    if (found->kind == Kind::file)
      show_file(path, found->real, origin);
    else
      show(path, found->real, found->kind, origin);
    return true;
  }

  void show_file(const std::string& path, const HostPath& from, const Origin& origin) {
    if (std::optional<std::string> content = host_.content(from, largest_copied_file))
      add(path, MadeFile{.content = *std::move(content)}, origin);
    else
      show(path, from, Kind::file, origin);
  }

  void show(std::string_view path, const HostPath& from, Kind kind, const Origin& origin) {
    add(path, HostTree{.from = from, .kind = kind, .restrictions = {.read_only = true}, .recursive = true}, origin);
    if (kind == Kind::directory && identity_.caller.uid == 0 && path.starts_with("/etc"))
      hide_closed(path, from, origin);
  }

  // The host's root owns /etc/shadow and private keys; without any capability, he may still read them.
  void hide_closed(std::string_view path, const HostPath& from, const Origin& origin) {
    for (const HostPath& closed : host_.closed_to_others(from))
      add(std::string(path).append(closed.below(from)), Hidden{.optional = true}, origin);
  }

  Layout& layout_;
  const policy::Filesystem& filesystem_;
  const Identity& identity_;
  const Host& host_;
  std::optional<Entries> etc_;
};

std::vector<InnerPath> existing(std::initializer_list<const char*> paths, const Host& host) {
  std::vector<InnerPath> found;
  for (const char* path : paths)
    if (std::holds_alternative<Found>(host.find(host_path(path)))) found.push_back(inner_path(path));
  return found;
}

}  // namespace

void place_system(Layout& layout, const policy::Filesystem& filesystem, const Identity& identity, const Host& host) {
  System system(layout, filesystem, identity, host);
  system.place_trees();
  system.place_accounts();
  system.place_devices();
  system.place_proc();
}

std::vector<InnerPath> parts_of_proc_to_protect(const Identity& identity, const Host& host) {
  if (identity.caller.uid == 0) return existing({"/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/fs"}, host);
  if (identity.may_raise_limits) return {inner_path("/proc/sys/user")};
  return {};
}

std::vector<steps::Conceal> parts_of_proc_to_conceal(const Identity& identity, policy::Nested nested,
                                                     const Host& host) {
  // A launcher inside may mount a procfs of its own only while it sees all of this one.
  if (identity.caller.uid != 0 && nested == policy::Nested::allow) return {};
  std::vector<steps::Conceal> parts;
  const auto add = [&](std::initializer_list<const char*> paths) {
    for (const char* path : paths) {
      const Answer answer = host.find(host_path(path));
      const auto* found = std::get_if<Found>(&answer);
      if (found == nullptr) continue;
      const bool is_directory = found->kind == Kind::directory;
      parts.push_back({inner_path(path), is_directory ? steps::PointKind::directory : steps::PointKind::file});
    }
  };
  add({"/proc/keys", "/proc/key-users", "/proc/interrupts", "/proc/kallsyms", "/proc/cmdline", "/proc/bus",
       "/proc/acpi", "/proc/scsi", "/proc/asound"});
  if (identity.caller.uid == 0)
    add({"/proc/kpagecount", "/proc/kpageflags", "/proc/kpagecgroup", "/proc/slabinfo", "/proc/pagetypeinfo",
         "/proc/vmallocinfo", "/proc/timer_list", "/proc/sched_debug", "/proc/latency_stats"});
  return parts;
}

void hide_parts_of_sys(Layout& layout) {
  for (const char* part : {"/sys/firmware", "/sys/kernel/debug", "/sys/kernel/tracing", "/sys/kernel/security",
                           "/sys/devices/virtual/powercap"}) {
    const InnerPath at = inner_path(part);
    const std::optional<HostPath> source = layout.source_of(at);
    if (!layout.has(at) && source && source->text() == part)
      layout.place({.at = at, .object = Hidden{.optional = true}, .rank = Rank::system, .origin = {}});
  }
}

}  // namespace sandbox::planner
