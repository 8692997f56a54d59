// See profile_reader.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/profile_reader.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "frontend/policy_editor.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::frontend {
namespace {

Table::const_iterator find_member(const Table& table, std::string_view name) {
  return std::find_if(table.begin(), table.end(), [&](const Member& member) { return member.name == name; });
}

// The version says how everything else is to be read, so it is looked at before anything else is complained about.
void check_version_of(const Table& table, const Source& source) {
  const auto version = find_member(table, "version");
  if (version == table.end())
    refuse(source, {.line = 1, .column = 1}, "the profile lacks its version",
           "its first line is version = " + std::to_string(policy::language_version));
  policy::Policy scratch;
  edit_policy(scratch, {*version}, source);
}

bool is_heritage(std::string_view name) {
  bool found = false;
  policy::for_each_key<Heritage>([&](const auto& key) { found = found || key.name == name; });
  return found;
}

std::vector<std::string> parts_of(std::string_view key, const Source& source) {
  std::vector<std::string> parts(1);
  bool in_quotes = false;
  for (const char c : key) {
    if (c == '"')
      in_quotes = !in_quotes;
    else if (c == '.' && !in_quotes)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  if (in_quotes || std::find(parts.begin(), parts.end(), "") != parts.end())
    refuse(source, {}, quoted(key) + " is not a key", "for example --set network.mode=host");
  return parts;
}

// a.b.c = value, as the tables within tables that TOML means by it.
Table nested(const std::vector<std::string>& parts, Value value) {
  for (std::size_t i = parts.size(); i > 1; --i) {
    Table inner;
    inner.push_back({parts[i - 1], {}, std::move(value)});
    value = {.at = {}, .data = std::move(inner)};
  }
  Table outer;
  outer.push_back({parts.front(), {}, std::move(value)});
  return outer;
}

}  // namespace

Profile::Profile(std::string_view text, std::string place, std::string name, Problems* problems)
    : place_(std::move(place)), name_(std::move(name)), table_(parse_document(text, place_)), problems_(problems) {
  check_version_of(table_, {.name = place_, .kind = Source::Kind::file});
  Table own;
  const auto end = std::stable_partition(table_.begin(), table_.end(),
                                         [](const Member& member) { return !is_heritage(member.name); });
  std::move(end, table_.end(), std::back_inserter(own));
  table_.erase(end, table_.end());
  read_heritage(heritage_, own, source());
}

Source Profile::source() const { return {.name = place_, .kind = Source::Kind::file, .problems = problems_}; }

void Profile::apply(policy::Policy& policy, const Conditions& conditions) const {
  policy.name = {name_, {.place = place_, .key = {}}};
  policy.description = {};
  add_to(policy, conditions);
}

void Profile::add_to(policy::Policy& policy, const Conditions& conditions) const {
  edit_policy(policy, table_, source());
  for (const Sourced<Branch>& branch : heritage_.when) apply_branch(policy, branch.value, conditions);
}

// A mistake in the part that does not count today would be found by whoever needs it, on another machine.
void Profile::apply_branch(policy::Policy& policy, const Branch& branch, const Conditions& conditions) const {
  const bool holds = conditions.hold(branch.condition, policy);
  judge_edit(policy, (holds ? branch.otherwise : branch.then).value.table, source());
  edit_policy(policy, (holds ? branch.then : branch.otherwise).value.table, source());
}

void apply_flag(policy::Policy& policy, const std::string& flag, std::string_view key, Value value) {
  const Source source{.name = flag, .kind = Source::Kind::flag};
  edit_policy(policy, nested(parts_of(key, source), std::move(value)), source);
}

void apply_assignment(policy::Policy& policy, std::string_view assignment) {
  const std::size_t equals = assignment.find('=');
  const std::string_view key = assignment.substr(0, equals);
  if (equals == std::string_view::npos)
    refuse({.name = "--set", .kind = Source::Kind::flag}, {}, quoted(assignment) + " lacks a value",
           "for example --set network.mode=host");
  const Source source{.name = key.empty() ? "--set" : "--set " + std::string(key), .kind = Source::Kind::assignment};
  edit_policy(policy, nested(parts_of(key, source), parse_value(assignment.substr(equals + 1), source.name)), source);
}

}  // namespace sandbox::frontend
