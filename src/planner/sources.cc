// See sources.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/sources.h"

#include <algorithm>
#include <errno.h>
#include <fmt/format.h>

#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {
namespace {

std::vector<Sourced<std::string>> writable_texts(const policy::Filesystem& filesystem) {
  std::vector<Sourced<std::string>> texts;
  for (const auto& rule : filesystem.rw) texts.push_back({rule.value.source, rule.origin});
  for (const auto& mount : filesystem.mount)
    if (const auto* bind = std::get_if<policy::Bind>(&mount.value);
        bind != nullptr && bind->mode.value == policy::Access::rw)
      texts.push_back({bind->source.value, mount.origin});
  if (filesystem.home.value == policy::Home::rw) texts.push_back({"~", filesystem.home.origin});
  return texts;
}

std::string hint_for(const Missing& missing) {
  switch (missing.error) {
    case ENOENT: return "create it, correct the path, or write a \"?\" behind it for \"if it exists\"";
    case EACCES: return fmt::format("your user may not pass; compare `namei -l {}`", shell_word(missing.part.text()));
    case ENOSYS: return "openat2 needs Linux 5.6, and an outer sandbox must let it pass";
    default: return {};
  }
}

std::string reason_for(const HostPath& path, const Missing& missing) {
  if (missing.error != ENOENT)
    return fmt::format("{}: {}", shell_word(missing.part.text()), words_of_errno(missing.error));
  return missing.part == path ? "it does not exist" : fmt::format("{} does not exist", shell_word(missing.part.text()));
}

[[noreturn]] void refuse_missing(const HostPath& path, const Missing& missing, const Wish& wish) {
  throw PolicyError(fmt::format("cannot show {}: {}", shell_word(path.text()), reason_for(path, missing)), wish.origin,
                    hint_for(missing));
}

// The host's procfs would show, and let be opened, what every process of the user has.
void refuse_processes(const Found& found, const Wish& wish) {
  static const HostPath procfs = *HostPath::parse("/proc");
  if (!found.real.is_root() && !found.real.is_within(procfs)) return;
  throw PolicyError(fmt::format("{} would show the processes of the host", shell_word(wish.text)), wish.origin,
                    found.real.is_root() ? "show the directories that the command needs, or use system = \"full\""
                                         : "the sandbox has a /proc of its own");
}

[[noreturn]] void refuse_to_make(const HostPath& path, const std::string& why, const Origin& origin,
                                 const std::string& hint) {
  throw PolicyError(fmt::format("cannot make the directory {}: {}", shell_word(path.text()), why), origin, hint);
}

}  // namespace

Sources::Sources(const policy::Filesystem& filesystem, const Places& places, const Host& host)
    : places_(&places), host_(&host) {
  for (const auto& [text, origin] : writable_texts(filesystem)) {
    const Answer& answer = answer_to(expand_path(text, places, origin));
    if (const auto* found = std::get_if<Found>(&answer)) writable_.push_back(found->real);
  }
}

const Answer& Sources::answer_to(const HostPath& path) const {
  const auto known = answers_.find(path);
  return known != answers_.end() ? known->second : answers_.emplace(path, host_->find(path)).first->second;
}

void Sources::trust_whole_way(const Found& found, const Wish& wish) const {
  for (const HostPath& link : found.links) {
    const auto holds_link = [&](const HostPath& directory) { return link != directory && link.is_within(directory); };
    if (std::none_of(writable_.begin(), writable_.end(), holds_link)) continue;
    throw PolicyError(fmt::format("{} leads through the link {}, which lies in a directory that the sandbox may write",
                                  shell_word(wish.text), shell_word(link.text())),
                      wish.origin,
                      "an earlier run may have planted it; name the path it should lead to, or remove the link");
  }
}

DirectoryToBe Sources::resolve_directory(const HostPath& path, const Origin& origin) const {
  HostPath part = path;
  HostPath above_missing;  // where the first missing name would be made, unless a link leads away
  for (;; part = part.parent()) {
    const auto* missing = std::get_if<Missing>(&answer_to(part));
    if (missing == nullptr) break;
    if (missing->error != ENOENT) refuse_to_make(path, reason_for(part, *missing), origin, hint_for(*missing));
    above_missing = missing->part.parent();
  }
  const auto& found = std::get<Found>(answer_to(part));
  trust_whole_way(found, {.text = path.text(), .optional = false, .origin = origin});
  if (found.kind != Kind::directory)
    refuse_to_make(path, shell_word(part.text()) + " is no directory", origin, "name another, or move that away");
  // Another launch may have made a part of it between two looks: what is missing is asked once more.
  const auto leads_away = [&] {
    const Answer now = host_->find(path);
    const auto* missing = std::get_if<Missing>(&now);
    return missing != nullptr && !missing->part.parent().is_within(found.real);
  };
  if (part != path && above_missing != found.real && leads_away())
    refuse_to_make(path, "a symbolic link below " + shell_word(part.text()) + " leads to nothing", origin,
                   "remove the link, or make what it leads to");
  return {.real = found.real / path.below(part), .existing = found.real, .owner = found.owner};
}

std::optional<Found> Sources::resolve(const Wish& wish) const {
  const HostPath path = expand_path(wish.text, *places_, wish.origin);
  const Answer& answer = answer_to(path);
  if (const auto* missing = std::get_if<Missing>(&answer)) {
    if (wish.optional && (missing->error == ENOENT || missing->error == ENOTDIR)) return std::nullopt;
    refuse_missing(path, *missing, wish);
  }
  const auto& found = std::get<Found>(answer);
  trust_whole_way(found, wish);
  refuse_processes(found, wish);
  guard_variables(wish.text, found.real, *places_, wish.origin);
  return found;
}

}  // namespace sandbox::planner
