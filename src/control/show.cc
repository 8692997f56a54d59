// sandboxctl show: the whole policy that a profile means, each value with the line that set it.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fmt/format.h>
#include <variant>

#include "control/json.h"
#include "control/problems.h"
#include "control/verb.h"
#include "frontend/document.h"
#include "frontend/toml_writer.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::control {
namespace {

using frontend::Which;
using frontend::WrittenValue;
using frontend::WrittenValues;

std::string origin_of(const WrittenValue& value) { return value.origin.given() ? value.origin.place : "default"; }

std::string value_text(const WrittenValue& value) {
  return value.name.empty() ? value.toml : value.name + " = " + value.toml;
}

std::string table_of(const WrittenValues& values) {
  constexpr std::size_t widest_value = 60;
  std::size_t key_width = 0;
  std::size_t value_width = 0;
  for (const WrittenValue& value : values) {
    key_width = std::max(key_width, value.key.size());
    value_width = std::max(value_width, std::min(value_text(value).size(), widest_value));
  }
  std::string text;
  const WrittenValue* before = nullptr;
  for (const WrittenValue& value : values) {
    const bool same_table = before != nullptr && before->table == value.table;
    const bool same_key = same_table && before->key == value.key;
    if (!same_table && !value.table.empty()) text += fmt::format("\n[{}]\n", value.table);
    text += fmt::format("  {:<{}}  {:<{}}  {}\n", same_key ? "" : value.key, key_width, value_text(value), value_width,
                        visible(origin_of(value)));
    before = &value;
  }
  return text;
}

Json json_of(const frontend::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.data)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value.data)) return *number;
  if (const auto* truth = std::get_if<bool>(&value.data)) return *truth;
  Json members = std::holds_alternative<frontend::Array>(value.data) ? Json::array() : Json::object();
  if (const auto* list = std::get_if<frontend::Array>(&value.data))
    for (const frontend::Value& entry : *list) members.push_back(json_of(entry));
  if (const auto* table = std::get_if<frontend::Table>(&value.data))
    for (const frontend::Member& member : *table) members[member.name] = json_of(member.value);
  return members;
}

Json json_of(const WrittenValues& values) {
  Json list = Json::array();
  for (const WrittenValue& value : values) {
    const Spot at = spot_of(value.origin);
    Json row = {{"key", value.full_key()}};
    if (!value.name.empty()) row["name"] = json_of(frontend::parse_value(value.name, "a name"));
    row["value"] = json_of(frontend::parse_value(value.toml, "a value"));
    row["file"] = at.place;
    row["line"] = at.line;
    list.push_back(std::move(row));
  }
  return list;
}

}  // namespace

Outcome show_profile(const Wanted& wanted, const frontend::Surroundings& surroundings) {
  if (wanted.words.empty())
    throw UsageError({.sentence = "show wants a profile",
                      .wanted_by = {},
                      .refused_by = {},
                      .hint = "name a file, or a profile that sandboxctl list lists"});
  if (wanted.has(toml_option) && (wanted.has(all_option) || wanted.has(json_option)))
    throw UsageError({.sentence = "show takes --toml by itself",
                      .wanted_by = {},
                      .refused_by = {},
                      .hint = "what is TOML is no JSON, and some defaults are words and no TOML"});
  const Examined examined = resolve(wanted.words.front(), surroundings);
  const Which which = wanted.has(all_option) ? Which::all : Which::given;
  WrittenValues values = frontend::values_of(examined.policy, which);
  // What it extends, and what depends on conditions, has been worked in.
  frontend::Heritage own = examined.ancestry.heritage;
  own.extends.clear();
  own.when.clear();
  const WrittenValues others = frontend::values_of(own, Which::given);
  values.insert(values.end(), others.begin(), others.end());
  std::stable_partition(values.begin(), values.end(), [](const WrittenValue& value) { return value.table.empty(); });
  if (wanted.has(json_option)) return {text_of(json_of(values))};
  return {wanted.has(toml_option) ? frontend::profile_of(values) : table_of(values)};
}

}  // namespace sandbox::control
