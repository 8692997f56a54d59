// See pretend_host.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "pretend_host.h"

#include <errno.h>

namespace sandbox::testing {

PretendHost::PretendHost() {
  for (const char* path :
       {"/usr/bin", "/usr/sbin", "/usr/lib", "/etc/alternatives", "/etc/ssl", "/opt", "/proc/sys", "/proc/fs", "/tmp"})
    directory(path);
  for (const char* name : {"bin", "sbin", "lib"}) link("/" + std::string(name), "usr/" + std::string(name));
  file(
      "/etc/passwd",
      "root:x:0:0:root:/root:/bin/bash\nada:x:1000:1000:Ada:/home/ada:/bin/bash\nbob:x:1001:1001::/home/bob:/bin/sh\n");
  file("/etc/group", "root:x:0:\nada:x:1000:\nbob:x:1001:\n");
  file("/etc/nsswitch.conf", "passwd: files\n");
  for (const char* name : {"keys", "key-users", "interrupts", "kallsyms", "cmdline"})
    file("/proc/" + std::string(name), "");
  directory("/proc/bus");
  file("/etc/ld.so.cache", std::string(70000, 'c'));
  link("/etc/localtime", "/usr/share/zoneinfo/Europe/London");
  file("/usr/share/zoneinfo/Europe/London", "TZif");
  for (const char* device : {"null", "zero", "full", "random", "urandom", "tty"})
    file("/dev/" + std::string(device), "");
  directory("/home/ada/.local/state/sandbox", 1000);
  directory("/home/ada", 1000).directory("/home/ada/.ssh", 1000).file("/home/ada/.gitconfig", "[user]\n", 1000);
  directory("/home/ada/src/tool/.git", 1000)
      .directory("/home/ada/src/tool/lib", 1000)
      .file("/home/ada/src/tool/.env", "KEY=1", 1000);
  variables = {"HOME=/home/ada",
               "USER=ada",
               "PATH=/usr/local/bin:/usr/bin:/bin",
               "TERM=xterm",
               "LANG=C.UTF-8",
               "SHELL=/bin/bash",
               "GITHUB_TOKEN=secret",
               "LD_PRELOAD=/tmp/evil.so",
               "EDITOR=vi"};
  descriptors = {{0, Descriptor::other}, {1, Descriptor::other}, {2, Descriptor::other}};
}

void PretendHost::parents_of(const std::string& path) {
  for (std::size_t slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1))
    nodes_.try_emplace(path.substr(0, slash),
                       Node{.component = {.kind = Kind::directory, .owner = 0, .link = {}, .error = 0}, .content = {}});
}

PretendHost& PretendHost::directory(const std::string& path, std::uint32_t owner) {
  parents_of(path);
  nodes_[path] = {.component = {.kind = Kind::directory, .owner = owner, .link = {}, .error = 0}, .content = {}};
  return *this;
}

PretendHost& PretendHost::file(const std::string& path, const std::string& content, std::uint32_t owner) {
  parents_of(path);
  nodes_[path] = {.component = {.kind = Kind::file, .owner = owner, .link = {}, .error = 0}, .content = content};
  return *this;
}

PretendHost& PretendHost::closed_file(const std::string& path) {
  file(path);
  nodes_[path].closed = true;
  return *this;
}

PretendHost& PretendHost::link(const std::string& path, const std::string& text) {
  parents_of(path);
  nodes_[path] = {.component = {.kind = Kind::other, .owner = 0, .link = text, .error = 0}, .content = {}};
  return *this;
}

PretendHost& PretendHost::refuse(const std::string& path, int error) {
  parents_of(path);
  nodes_[path] = {.component = {.kind = Kind::other, .owner = 0, .link = {}, .error = error}, .content = {}};
  return *this;
}

PretendHost& PretendHost::remove(const std::string& path) {
  nodes_.erase(path);
  return *this;
}

Component PretendHost::component_at(const HostPath& path) const {
  const auto node = nodes_.find(path.text());
  return node == nodes_.end() ? Component{.kind = Kind::other, .owner = 0, .link = {}, .error = ENOENT}
                              : node->second.component;
}

Answer PretendHost::find(const HostPath& path) const {
  return walk_links(path, [this](const HostPath& at) { return component_at(at); });
}

namespace {

EntryKind kind_of_entry(const Component& component) {
  if (component.link) return EntryKind::link;
  switch (component.kind) {
    case Kind::directory: return EntryKind::directory;
    case Kind::file: return EntryKind::file;
    case Kind::other: return EntryKind::unknown;
  }
  return EntryKind::unknown;
}

}  // namespace

std::optional<Entries> PretendHost::entries(const HostPath& directory) const {
  const Component component = component_at(directory);
  if (component.error != 0 || component.link || component.kind != Kind::directory) return std::nullopt;
  Entries entries;
  for (const auto& [path, node] : nodes_) {
    const std::optional<HostPath> at = HostPath::parse(path);
    if (!at || at->is_root() || at->parent() != directory) continue;
    entries.emplace(at->name(), kind_of_entry(node.component));
  }
  return entries;
}

std::vector<HostPath> PretendHost::closed_to_others(const HostPath& directory) const {
  std::vector<HostPath> closed;
  for (const auto& [path, node] : nodes_) {
    const std::optional<HostPath> at = HostPath::parse(path);
    if (at && node.closed && at->is_within(directory)) closed.push_back(*at);
  }
  return closed;
}

std::optional<std::string> PretendHost::link_text(const HostPath& path) const { return component_at(path).link; }

std::optional<std::string> PretendHost::content(const HostPath& path, std::size_t limit) const {
  const Answer answer = find(path);
  const auto* found = std::get_if<Found>(&answer);
  if (found == nullptr || found->kind != Kind::file) return std::nullopt;
  const std::string& text = nodes_.at(found->real.text()).content;
  return text.size() <= limit ? std::optional(text) : std::nullopt;
}

// Standard input can be read, the others be written.
Opened PretendHost::opened(int number) const {
  if (!descriptors.contains(number)) return {};
  return {.reading = number == 0, .writing = number != 0};
}

bool PretendHost::in_foreground(int /*terminal*/) const { return foreground; }

Descriptor PretendHost::descriptor(int number) const {
  const auto entry = descriptors.find(number);
  return entry == descriptors.end() ? Descriptor::closed : entry->second;
}

}  // namespace sandbox::testing
