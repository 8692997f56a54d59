// sandboxctl show: the whole policy that a profile means, each value with the line that set it.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fmt/format.h>

#include "control/json.h"
#include "control/problems.h"
#include "control/verb.h"
#include "frontend/document.h"
#include "frontend/json_value.h"
#include "frontend/toml_writer.h"
#include "program_names.h"
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

Json json_of(const WrittenValues& values) {
  Json list = Json::array();
  for (const WrittenValue& value : values) {
    const Spot at = spot_of(value.origin);
    Json row = {{"key", value.full_key()}};
    if (!value.name.empty()) row["name"] = frontend::json_of(frontend::parse_value(value.name, "a name"));
    row["value"] = frontend::json_of(frontend::parse_value(value.toml, "a value"));
    row["file"] = at.place;
    row["line"] = at.line;
    list.push_back(std::move(row));
  }
  return list;
}

}  // namespace

Outcome show_profile(const Wanted& wanted, const frontend::Surroundings& surroundings) {
  if (wanted.words.empty())
    refuse_usage("show wants a profile", "name a file, or a profile that " SANDBOXCTL_PROGRAM " list lists");
  if (wanted.has(toml_option) && (wanted.has(all_option) || wanted.has(json_option)))
    refuse_usage("show takes --toml by itself", "what is TOML is no JSON, and some defaults are words and no TOML");
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
