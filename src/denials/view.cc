// See view.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "denials/view.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <tuple>
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

// A list with one path in it. What would have to be quoted, for TOML, for a shell, or because the character means
// something in an entry, a person had better look at.
std::string list_of(const std::string& path) {
  constexpr std::string_view marks = "\"'\\:$*?[";
  const bool is_plain = std::none_of(path.begin(), path.end(), [&](char c) {
    return marks.find(c) != std::string_view::npos || static_cast<unsigned char>(c) < ' ' || c == '\x7f';
  });
  return is_plain ? fmt::format("[{}]", quoted(path)) : std::string();
}

std::string list_of(const HostPath& on_host, const InnerPath& inside) {
  if (on_host.text() == inside.text()) return list_of(inside.text());
  const bool is_plain = !list_of(on_host.text()).empty() && !list_of(inside.text()).empty();
  return is_plain ? fmt::format("[{}]", quoted(on_host.text() + ":" + inside.text())) : std::string();
}

// What takes an entry out of its list again.
std::string list_without(const Origin& origin) {
  const std::string removal = quoted("!" + origin.entry);
  return removal.find_first_of("'\\") == std::string::npos ? fmt::format("[{}]", removal) : std::string();
}

// As if nothing on the way were a link: the "..", which a path inside has none of, takes back what stands before it.
InnerPath without_climbing(std::string_view path) {
  InnerPath result;
  for (const std::string_view part : split(path, '/')) {
    if (part.empty() || part == ".") continue;
    result = part == ".." ? result.parent() : result / part;
  }
  return result;
}

// What is looked for is as often as not at the same place outside.
HostPath same_on_host(const InnerPath& path) { return HostPath() / path.below(InnerPath()); }

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

View::View(const steps::Plan& plan, Outside outside, const std::string& home)
    : outside_(std::move(outside)),
      home_(HostPath::parse(home).value_or(HostPath())),
      own_network_(plan.unshare.network) {
  shown_[InnerPath()] = {};
  for (const steps::Step& step : plan.world) add(step);
  for (const steps::Step& step : plan.ruleset) add(step);
  for (const steps::Step& step : plan.start) add(step);
}

void View::add(const steps::Step& step) {
  using What = Shown::What;
  const auto put = [&](const InnerPath& at, What what, bool writable, const HostPath& from) {
    shown_[at] = {what, writable, from, at, step.origin};
  };
  std::visit(steps::Overload{
                 [&](const steps::AttachTree& tree) {
                   // A device can be written to wherever it stands.
                   put(tree.at, What::host, !tree.restrictions.read_only || tree.restrictions.devices, tree.from);
                 },
                 [&](const steps::AttachPrivate& own) { put(own.at, What::memory, !own.restrictions.read_only, {}); },
                 [&](const steps::AttachFile& file) { put(file.at, What::memory, !file.restrictions.read_only, {}); },
                 [&](const steps::MountFilesystem& mount) {
                   const bool memory = mount.type == steps::FilesystemType::tmpfs;
                   put(mount.at, memory ? What::memory : What::kernel, true, {});
                 },
                 [&](const steps::Conceal& hidden) { put(hidden.at, What::closed, false, {}); },
                 [&](const steps::Protect& kept) {
                   Shown part = shown_at(kept.at);
                   part.from = part.from / kept.at.below(part.mount_point);
                   shown_[kept.at] = {part.what, false, part.from, kept.at, step.origin};
                 },
                 [&](const steps::MakeDirectory& directory) { made_.insert(directory.at); },
                 [&](const steps::MakeFile& file) { made_.insert(file.at); },
                 [&](const steps::MakeSymlink& link) { links_[link.at] = link.text; },
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
  InnerPath path = without_climbing(text.front() == '/' ? std::string(text) : fmt::format("{}/{}", directory, text));
  for (int followed = 0; followed < most_links; ++followed) {
    const auto link =
        std::find_if(links_.begin(), links_.end(), [&](const auto& entry) { return path.is_within(entry.first); });
    if (link == links_.end()) break;
    const auto& [at, target] = *link;
    const std::string begin = target.starts_with('/') ? "" : at.parent().text() + "/";
    path = without_climbing(begin + target + std::string(path.below(at)));
  }
  return path.text();
}

const View::Shown& View::shown_at(const InnerPath& path) const {
  for (InnerPath part = path;; part = part.parent())
    if (const auto found = shown_.find(part); found != shown_.end()) return found->second;
}

bool View::hides(const std::string& path) const { return shown_at(without_climbing(path)).what == Shown::What::closed; }

bool View::is_far_away(const std::string& path) const {
  const InnerPath inside = without_climbing(path);
  const Shown& shown = shown_at(inside);
  return shown.what == Shown::What::host && outside_.is_far((shown.from / inside.below(shown.mount_point)).text());
}

// Also what a secret lies in.
bool View::is_secret(const HostPath& path) const {
  if (home_.is_within(path) || path.text() == "/etc/shadow" || path.text() == "/etc/gshadow") return true;
  return path.is_within(home_) && std::any_of(secrets.begin(), secrets.end(), [&](std::string_view name) {
           const HostPath secret = home_ / name;
           return path.is_within(secret) || (secret.is_within(path) && outside_.may_read(secret.text()));
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
  const InnerPath path = without_climbing(attempt.subject);
  const Shown& shown = shown_at(path);
  if (shown.what == Shown::What::closed && shown.origin.entry.empty()) return Denial{attempt, {}, {}};
  if (shown.what == Shown::What::closed) return Denial{attempt, shown.origin.key, list_without(shown.origin), true};
  if (shown.what != Shown::What::memory || !outside_.may_read(path.text())) return std::nullopt;
  // What stands in memory where the host has something, too.
  if (path == shown.mount_point || made_.contains(path)) return std::nullopt;
  if (path.is_within(InnerPath() / "dev")) return Denial{attempt, "devices.allow", list_of(path.text())};
  return Denial{attempt, "filesystem.ro", list_of(path.text()), is_secret(same_on_host(path))};
}

// `changed` is the file, or the directory that it would be made in; `on_host` is where the host has it. What file modes
// forbid the caller, no key opens.
std::optional<Denial> View::refused_write(const Attempt& attempt, const InnerPath& changed,
                                          const HostPath& on_host) const {
  const Shown& shown = shown_at(changed);
  const bool is_guarded = shown.what == Shown::What::host && !shown.origin.given();
  if (is_guarded || !outside_.may_write(on_host.text())) return Denial{attempt, {}, {}};
  Denial denial{attempt, "filesystem.rw", list_of(on_host, changed), is_secret(on_host), {}};
  // For one path the stricter entry wins.
  if (shown.mount_point != changed || shown.origin.entry.empty()) return denial;
  Setting removal{shown.origin.key, list_without(shown.origin)};
  if (removal.key == "filesystem.protect")
    std::tie(denial.key, denial.value) = std::tie(removal.key, removal.value);
  else if (removal.key == "filesystem.ro")
    denial.also = {std::move(removal)};
  return denial;
}

std::optional<Denial> View::judge_write(const Attempt& attempt) const {
  const InnerPath path = without_climbing(attempt.subject);
  const Shown& shown = shown_at(path);
  if (shown.what == Shown::What::closed) return judge_read(attempt);
  if (shown.writable || shown.what == Shown::What::kernel) return std::nullopt;
  // The root itself, and what the launcher has made on it, are nowhere outside.
  const bool from_host = shown.what == Shown::What::host;
  const auto on_host = [&](const InnerPath& inside) {
    const bool is_shown = from_host && inside.is_within(shown.mount_point);
    return is_shown ? shown.from / inside.below(shown.mount_point) : same_on_host(inside);
  };
  const InnerPath changed = outside_.may_read(on_host(path).text()) ? path : path.parent();
  if (from_host || outside_.may_read(on_host(changed).text())) return refused_write(attempt, changed, on_host(changed));
  return Denial{attempt, "filesystem.tmpfs", list_of(path.parent().text())};
}

std::optional<Denial> View::judge_connection(const Attempt& attempt) const {
  const std::string& to = attempt.subject;
  if (to.starts_with('/')) {
    const Shown& shown = shown_at(without_climbing(to));
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
