// See view.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "denials/view.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <utility>
#include <variant>
#include <vector>

#include "support/quote.h"
#include "support/words.h"

namespace sandbox::denials {
namespace {

// What gives something away besides itself: keys, tokens, and where they are kept.
constexpr auto secrets = std::to_array<std::string_view>({".ssh",
                                                          ".gnupg",
                                                          ".aws",
                                                          ".azure",
                                                          ".kube",
                                                          ".docker/config.json",
                                                          ".netrc",
                                                          ".git-credentials",
                                                          ".npmrc",
                                                          ".pypirc",
                                                          ".cargo/credentials.toml",
                                                          ".config/gh",
                                                          ".config/gcloud",
                                                          ".local/share/keyrings",
                                                          ".password-store",
                                                          ".mozilla",
                                                          ".config/google-chrome",
                                                          ".config/chromium",
                                                          ".bash_history",
                                                          ".zsh_history"});

bool is_within(std::string_view path, std::string_view directory) {
  return path.starts_with(directory) && (path.size() == directory.size() || path[directory.size()] == '/');
}

std::string parent_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == 0 || slash == std::string::npos ? "/" : path.substr(0, slash);
}

// A list with one path in it. What would have to be quoted, for TOML or for a shell, a person had better look at.
std::string list_of(const std::string& path) {
  const bool is_plain = std::none_of(path.begin(), path.end(), [](char c) {
    return c == '"' || c == '\'' || c == '\\' || static_cast<unsigned char>(c) < ' ' || c == '\x7f';
  });
  return is_plain ? fmt::format("[{}]", quoted(path)) : std::string("[…]");
}

std::string without_climbing(std::string_view path) {
  std::vector<std::string_view> parts;
  for (const std::string_view part : split(path, '/')) {
    if (part.empty() || part == ".") continue;
    if (part != "..")
      parts.push_back(part);
    else if (!parts.empty())
      parts.pop_back();
  }
  return fmt::format("/{}", fmt::join(parts, "/"));
}

unsigned port_of(std::string_view address) {
  unsigned port = 0;
  const std::string_view digits = address.substr(address.rfind(':') + 1);
  std::from_chars(digits.data(), digits.data() + digits.size(), port);
  return port;
}

}  // namespace

std::optional<unsigned> loopback_port(std::string_view address) {
  if (!address.starts_with("127.") && !address.starts_with("[::1]:")) return std::nullopt;
  return port_of(address);
}

View::View(const steps::Plan& plan, Outside outside, std::string home)
    : outside_(std::move(outside)), home_(std::move(home)), own_network_(plan.unshare.network) {
  shown_["/"] = {};
  for (const steps::Step& step : plan.world) add(step);
  for (const steps::Step& step : plan.ruleset) add(step);
  for (const steps::Step& step : plan.start) add(step);
}

void View::add(const steps::Step& step) {
  using What = Shown::What;
  const auto put = [&](const InnerPath& at, What what, bool writable, std::string from) {
    shown_[at.text()] = {what, writable, std::move(from), at.text()};
  };
  std::visit(steps::Overload{
                 [&](const steps::AttachTree& tree) {
                   // A device can be written to wherever it stands.
                   put(tree.at, What::host, !tree.restrictions.read_only || tree.restrictions.devices,
                       tree.from.text());
                 },
                 [&](const steps::AttachPrivate& own) { put(own.at, What::memory, !own.restrictions.read_only, {}); },
                 [&](const steps::AttachFile& file) { put(file.at, What::memory, !file.restrictions.read_only, {}); },
                 [&](const steps::MountFilesystem& mount) {
                   const bool memory = mount.type == steps::FilesystemType::tmpfs;
                   put(mount.at, memory ? What::memory : What::kernel, true, {});
                 },
                 [&](const steps::Conceal& hidden) { put(hidden.at, What::closed, false, {}); },
                 [&](const steps::Protect& kept) {
                   Shown protected_part = shown_at(kept.at.text());
                   protected_part.writable = false;
                   protected_part.from +=
                       kept.at.text().substr(std::min(protected_part.mount_point.size(), kept.at.text().size()));
                   protected_part.mount_point = kept.at.text();
                   shown_[kept.at.text()] = std::move(protected_part);
                 },
                 [&](const steps::MakeDirectory& directory) { made_.insert(directory.at.text()); },
                 [&](const steps::MakeFile& file) { made_.insert(file.at.text()); },
                 [&](const steps::MakeSymlink& link) { links_[link.at.text()] = link.text; },
                 [&](const steps::ChangeDirectory& start) { start_ = start.to.text(); },
                 [&](const steps::MakeRuleset& rules) { ports_are_listed_ = rules.tcp_connect; },
                 [&](const steps::AllowPorts& ports) {
                   if (ports.use == steps::PortUse::connect) open_ports_.push_back(ports);
                 },
                 [](const auto&) {},
             },
             step.action);
}

std::optional<std::string> View::path_of(std::string_view text, std::string_view directory) const {
  constexpr int most_links = 8;
  if (text.empty() || text.find('\0') != std::string_view::npos) return std::nullopt;
  std::string path = without_climbing(text.front() == '/' ? std::string(text) : fmt::format("{}/{}", directory, text));
  for (int followed = 0; followed < most_links; ++followed) {
    const auto link =
        std::find_if(links_.begin(), links_.end(), [&](const auto& entry) { return is_within(path, entry.first); });
    if (link == links_.end()) break;
    const std::string& target = link->second;
    const std::string rest = path.substr(link->first.size());
    path = without_climbing((target.starts_with('/') ? target : parent_of(link->first) + "/" + target) + rest);
  }
  return path;
}

const View::Shown& View::shown_at(const std::string& path) const {
  for (std::string part = path;; part = parent_of(part))
    if (const auto found = shown_.find(part); found != shown_.end()) return found->second;
}

// Also what a secret lies in.
bool View::is_secret(const std::string& path) const {
  if (is_within(home_, path) || path == "/etc/shadow" || path == "/etc/gshadow") return true;
  return is_within(path, home_) && std::any_of(secrets.begin(), secrets.end(), [&](std::string_view name) {
           const std::string secret = fmt::format("{}/{}", home_, name);
           return is_within(path, secret) || (is_within(secret, path) && outside_.may_read(secret));
         });
}

std::optional<Denial> View::judge(const Attempt& attempt) const {
  switch (attempt.kind) {
    case Kind::read: return judge_read(attempt);
    case Kind::write: return judge_write(attempt);
    case Kind::connect: return judge_connection(attempt);
    case Kind::call: break;
  }
  return std::nullopt;
}

std::optional<Denial> View::judge_read(const Attempt& attempt) const {
  const std::string& path = attempt.subject;
  const Shown& shown = shown_at(path);
  if (shown.what == Shown::What::closed)
    return Denial{attempt, shown.mount_point.starts_with("/proc/") ? "" : "filesystem.hide",
                  fmt::format("[\"!{}\"]", shown.mount_point), is_secret(path)};
  if (shown.what != Shown::What::memory || !outside_.may_read(path)) return std::nullopt;
  // What stands in memory where the host has something, too.
  if (path == shown.mount_point || made_.contains(path)) return std::nullopt;
  if (is_within(path, "/dev")) return Denial{attempt, "devices.allow", list_of(path)};
  return Denial{attempt, "filesystem.ro", list_of(path), is_secret(path)};
}

// `changed` is the file, or the directory that it would be made in; `on_host` is where the host has it. What file modes
// forbid the caller, no key opens.
std::optional<Denial> View::refused_write(const Attempt& attempt, const std::string& changed,
                                          const std::string& on_host) const {
  if (!outside_.may_write(on_host)) return Denial{attempt, {}, {}};
  return Denial{attempt, "filesystem.rw", list_of(on_host == changed ? changed : on_host + ":" + changed),
                is_secret(on_host)};
}

std::optional<Denial> View::judge_write(const Attempt& attempt) const {
  const std::string& path = attempt.subject;
  const Shown& shown = shown_at(path);
  if (shown.what == Shown::What::closed) return judge_read(attempt);
  if (shown.writable || shown.what == Shown::What::kernel) return std::nullopt;
  if (shown.what == Shown::What::host) {
    const auto on_host = [&](const std::string& inside) {
      return inside.size() < shown.mount_point.size() ? inside : shown.from + inside.substr(shown.mount_point.size());
    };
    const std::string changed = outside_.may_read(on_host(path)) ? path : parent_of(path);
    return refused_write(attempt, changed, on_host(changed));
  }
  // The root itself, and what the launcher has made on it.
  const std::string changed = outside_.may_read(path) ? path : parent_of(path);
  if (outside_.may_read(changed)) return refused_write(attempt, changed, changed);
  return Denial{attempt, "filesystem.tmpfs", list_of(parent_of(path))};
}

std::optional<Denial> View::judge_connection(const Attempt& attempt) const {
  const std::string& to = attempt.subject;
  if (to.starts_with('/')) {
    const Shown& shown = shown_at(to);
    if (shown.what == Shown::What::host || !outside_.may_write(to)) return std::nullopt;
    return Denial{attempt, "sockets.unix", list_of(to)};
  }
  // On its own loopback a command talks to itself, unless it looks for a service of the machine.
  constexpr unsigned first_of_anybody = 1024;
  const std::optional<unsigned> loopback = loopback_port(to);
  if (own_network_ && loopback && *loopback >= first_of_anybody && !outside_.listens(*loopback)) return std::nullopt;
  if (own_network_) return Denial{attempt, "network.mode", "\"host\""};
  if (!ports_are_listed_) return std::nullopt;
  const unsigned port = port_of(to);
  const bool open = std::any_of(open_ports_.begin(), open_ports_.end(),
                                [&](const auto& ports) { return port >= ports.first && port <= ports.last; });
  if (open) return std::nullopt;
  return Denial{attempt, "network.tcp_connect", fmt::format("[\"{}\"]", port)};
}

}  // namespace sandbox::denials
