// See shown_elsewhere.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/shown_elsewhere.h"

#include <fmt/format.h>
#include <optional>
#include <variant>

#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {
namespace {

enum class Wanted { hidden, unchanged };

// Where the command meets the object, and could do with it what it should not.
std::optional<InnerPath> way_around(const Layout& layout, const HostPath& object, Wanted wanted) {
  for (const auto& [at, placement] : layout.placements()) {
    const auto* tree = std::get_if<HostTree>(&placement.object);
    if (tree == nullptr || !object.is_within(tree->from)) continue;
    InnerPath there = at / object.below(tree->from);
    const bool is_met =
        wanted == Wanted::hidden ? layout.source_of(there) == object : layout.lets_change(there, object);
    if (is_met) return there;
  }
  return std::nullopt;
}

}  // namespace

void refuse_what_is_shown_elsewhere(const Layout& layout, const policy::Filesystem& filesystem, const Places& places,
                                    const Places& inside, const Host& host) {
  const auto judge = [&](const Sourced<policy::PathRule>& rule, Wanted wanted) {
    if (rule.value.optional) return;
    const InnerPath at = expand_inner_path(rule.value.source, inside, rule.origin);
    if (layout.source_of(at) || layout.source_of(at.parent())) return;
    const HostPath path = expand_path(rule.value.source, places, rule.origin);
    const Answer answer = host.find(path);
    const auto* found = std::get_if<Found>(&answer);
    const std::optional<InnerPath> there = way_around(layout, found == nullptr ? path : found->real, wanted);
    if (!there) return;
    const std::string name = shell_word(there->text());
    throw PolicyError(
        wanted == Wanted::hidden
            ? fmt::format("hiding {} has no effect: it is shown at {}", shell_word(at.text()), name)
            : fmt::format("protecting {} has no effect: it can be changed at {}", shell_word(at.text()), name),
        rule.origin, "name the path that it has inside: " + name);
  };
  for (const auto& rule : filesystem.hide) judge(rule, Wanted::hidden);
  for (const auto& rule : filesystem.protect) judge(rule, Wanted::unchanged);
}

}  // namespace sandbox::planner
