// See profile_guard.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/profile_guard.h"

#include <fmt/format.h>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "planner/preparation.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {
namespace {

// A path that is guarded, and what it is, for a sentence.
struct Guarded {
  HostPath path;
  std::string_view role;
};

constexpr std::string_view role_of_directories = "where profiles are looked for";
constexpr std::string_view role_of_files = "a profile of this launch";
constexpr std::string_view role_of_filter = "the filter program of this launch";
constexpr std::string_view role_of_state = "where the launcher keeps its own";
constexpr std::string_view role_of_linked_profiles = "a profile of other launches";
constexpr std::string_view role_of_linked_additions = "where more of a profile is looked for";
constexpr std::string_view role_of_linked_record = "the record of what is trusted";

constexpr std::string_view end_of_profiles = ".toml";
constexpr std::string_view end_of_additions = ".d";

bool is_directory_to_make(std::string_view role) { return role == role_of_directories || role == role_of_state; }

bool may_lead_elsewhere(EntryKind kind) { return kind == EntryKind::link || kind == EntryKind::unknown; }

// Where a path leads, as far as it exists, and by which links.
struct Way {
  HostPath real;      // without links, with what is missing of it
  HostPath existing;  // the part that exists
  std::vector<HostPath> links;
  std::optional<HostPath> absent;  // what a link leads to, and does not exist
};

Way way_to(const HostPath& path, const Host& host) {
  HostPath part = path;
  std::optional<HostPath> absent;
  Answer answer = host.find(part);
  if (const auto* missing = std::get_if<Missing>(&answer)) {
    absent = missing->part;
    if (climbs(path.text())) return {.real = *absent, .existing = absent->parent(), .links = {}, .absent = {}};
    // Most of these directories do not exist. Where the missing part begins the path as it is written, no link was met.
    if (path.is_within(*absent)) return {.real = path, .existing = absent->parent(), .links = {}, .absent = {}};
  }
  for (; std::holds_alternative<Missing>(answer); answer = host.find(part)) part = part.parent();
  auto& found = std::get<Found>(answer);
  return {.real = found.real / path.below(part),
          .existing = found.real,
          .links = std::move(found.links),
          .absent = std::move(absent)};
}

// Something of the host that the command may write, where it stands inside.
struct Writable {
  HostPath from;
  InnerPath at;
  Origin origin;

  bool shows(const HostPath& path) const { return path.is_within(from); }
  InnerPath place_of(const HostPath& path) const { return at / path.below(from); }
};

std::vector<Writable> writable_trees(const Layout& layout) {
  std::vector<Writable> trees;
  for (const auto& [at, placement] : layout.placements())
    if (const auto* tree = std::get_if<HostTree>(&placement.object);
        tree != nullptr && !tree->restrictions.read_only && !tree->is_way)
      trees.push_back({tree->from, at, placement.origin});
  return trees;
}

class Guard {
 public:
  Guard(Layout& layout, const policy::Policy& policy, const Places& places, const Host& host)
      : layout_(layout), policy_(policy), places_(places), host_(host), writable_(writable_trees(layout)) {}

  void stand() {
    if (writable_.empty()) return;
    const HostPath state = places_.state_directory();
    for (const std::string& directory : policy_.provenance.directories)
      if (directory != state.text())
        if (const std::optional<HostPath> path = absolute(directory)) guard_directory(*path);
    for (const std::string& file : policy_.provenance.files)
      if (const std::optional<HostPath> path = absolute(file)) guard({*path, role_of_files});
    if (const Sourced<std::string>& bpf = policy_.seccomp.bpf; bpf.given())
      guard({expand_path(bpf.value, places_, bpf.origin), role_of_filter});
    const Way way = guard({state, role_of_state});
    if (const HostPath record = way.real / "trusted"; host_.link_text(record)) guard({record, role_of_linked_record});
    refuse_missing();
  }

 private:
  // A relative path is one from the current directory, as it was opened.
  std::optional<HostPath> absolute(const std::string& text) const {
    return HostPath::parse(places_.pwd() && !text.starts_with('/') ? places_.pwd()->text() + "/" + text : text);
  }

  // What is in a directory is held with it, but for what its links lead to.
  void guard_directory(const HostPath& path) {
    const HostPath directory = guard({path, role_of_directories}).real;
    for (const auto& [name, kind] : host_.entries(directory).value_or(Entries{})) {
      if (name.ends_with(end_of_profiles) && may_lead_elsewhere(kind))
        guard({directory / name, role_of_linked_profiles});
      if (name.ends_with(end_of_additions)) guard_additions(directory / name, kind);
    }
  }

  void guard_additions(const HostPath& path, EntryKind kind) {
    const HostPath directory = may_lead_elsewhere(kind) ? guard({path, role_of_linked_additions}).real : path;
    for (const auto& [name, kind_of_file] : host_.entries(directory).value_or(Entries{}))
      if (name.ends_with(end_of_profiles) && may_lead_elsewhere(kind_of_file))
        guard({directory / name, role_of_linked_profiles});
  }

  Way guard(const Guarded& guarded) {
    Way way = way_to(guarded.path, host_);
    for (const Writable& tree : writable_) {
      for (const HostPath& link : way.links)
        if (tree.shows(link) && tree.from != link) keep_link(guarded, link, tree);
      if (tree.from.is_within(way.real) && !is_our_own(tree)) refuse_to_open(guarded, tree);
      if (tree.shows(way.existing) && tree.from != way.real)
        keep(guarded, way.existing, way.real != way.existing, tree);
      if (way.absent && tree.shows(way.absent->parent()))
        keep({*way.absent, guarded.role}, way.absent->parent(), true, tree);
    }
    return way;
  }

  void keep(const Guarded& guarded, const HostPath& existing, bool is_missing, const Writable& tree) {
    const InnerPath at = tree.place_of(existing);
    if (is_missing && layout_.lets_change(at, existing)) {
      missing_.emplace_back(guarded, tree.origin);
      return;
    }
    layout_.hold(at, {.optional = false, .of = existing, .origin = {}}, host_);
  }

  void keep_link(const Guarded& guarded, const HostPath& link, const Writable& tree) {
    const InnerPath at = tree.place_of(link);
    if (!layout_.lets_change(at, link)) return layout_.hold(at, {.optional = false, .of = link, .origin = {}}, host_);
    throw PolicyError(fmt::format("the command could replace the link {}, through which {} leads, {}",
                                  shell_word(link.text()), shell_word(guarded.path.text()), guarded.role),
                      tree.origin, "let less be written, or put what the link leads to in its place");
  }

  // What is kept for this profile alone decides about nothing.
  bool is_our_own(const Writable& tree) const {
    const std::optional<HostPath> own = own_state_directory(policy_, places_);
    if (!own) return false;
    const HostPath real = way_to(*own, host_).real;
    return tree.from != real && tree.from.is_within(real);
  }

  [[noreturn]] void refuse_to_open(const Guarded& guarded, const Writable& tree) const {
    const bool is_it = tree.from == way_to(guarded.path, host_).real;
    throw PolicyError(
        fmt::format("the command could change {}, which {} {}{}", shell_word(tree.from.text()),
                    is_it ? "is" : "lies in", is_it ? "" : shell_word(guarded.path.text()) + ", ", guarded.role),
        tree.origin, "what the next run may do is not this one's to write: show it read-only");
  }

  // All that are missing, in one hint; neither a profile that is gone since it was read, nor what an entry leads to, is
  // a directory to make.
  void refuse_missing() const {
    if (missing_.empty()) return;
    std::set<HostPath> directories;
    for (const auto& [guarded, origin] : missing_)
      if (is_directory_to_make(guarded.role)) directories.insert(guarded.path);
    std::string hint = directories.empty() ? "" : "make it first: mkdir -p";
    for (const HostPath& directory : directories) hint += " " + shell_word(directory.text());
    const auto& [guarded, origin] = missing_.front();
    throw PolicyError(fmt::format("the command could make {}, {}: only what exists can be protected",
                                  shell_word(guarded.path.text()), guarded.role),
                      origin, std::move(hint));
  }

  Layout& layout_;
  const policy::Policy& policy_;
  const Places& places_;
  const Host& host_;
  std::vector<Writable> writable_;
  std::vector<std::pair<Guarded, Origin>> missing_;
};

}  // namespace

void guard_profiles(Layout& layout, const policy::Policy& policy, const Places& places, const Host& host) {
  Guard(layout, policy, places, host).stand();
}

}  // namespace sandbox::planner
