// See toml_writer.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/toml_writer.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <map>
#include <type_traits>
#include <variant>

#include "frontend/entry_names.h"
#include "frontend/key_names.h"
#include "frontend/otherwise.h"
#include "support/quote.h"
#include "support/words.h"

namespace sandbox::frontend {
namespace {

// The code point of two or three bytes of well-formed UTF-8.
std::uint32_t code_point(std::string_view bytes) {
  std::uint32_t point = static_cast<unsigned char>(bytes.front()) & (bytes.size() == 2 ? 0x1fU : 0x0fU);
  for (const char byte : bytes.substr(1)) point = (point << 6U) | (static_cast<unsigned char>(byte) & 0x3fU);
  return point;
}

std::string escape(std::uint32_t point) {
  char text[sizeof "\\u0000"];
  std::snprintf(text, sizeof text, "\\u%04X", point);
  return text;
}

std::size_t length_of_sequence(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  std::size_t length = 1;
  for (const unsigned least : {0xc0U, 0xe0U, 0xf0U}) length += lead >= least ? 1 : 0;
  return std::min(length, text.size());
}

// A basic string of TOML. What would not be printed as it stands is escaped: control characters and what turns the
// direction of writing.
std::string basic_string(std::string_view text) {
  std::string written = "\"";
  while (!text.empty()) {
    const std::string_view character = text.substr(0, length_of_sequence(text));
    text.remove_prefix(character.size());
    if (character == "\"" || character == "\\")
      written.append("\\").append(character);
    else if (character == "\n")
      written += "\\n";
    else if (character == "\t")
      written += "\\t";
    else if (visible(character) == character)
      written += character;
    else
      written += escape(character.size() == 1 ? static_cast<unsigned char>(character.front()) : code_point(character));
  }
  return written + "\"";
}

bool is_bare_key(std::string_view name) {
  constexpr std::string_view bare = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  return !name.empty() && name.find_first_not_of(bare) == std::string_view::npos;
}

std::string key_text(std::string_view name) { return is_bare_key(name) ? std::string(name) : basic_string(name); }

// Every type of value as TOML; the functions find one another because they are members.
struct Toml {
  static std::string of(const std::string& text) { return basic_string(text); }
  static std::string of(bool truth) { return truth ? "true" : "false"; }
  static std::string of(std::int64_t number) { return std::to_string(number); }
  static std::string of(std::uint64_t number) { return std::to_string(number); }
  static std::string of(const policy::Id& id) { return id ? std::to_string(*id) : basic_string("self"); }
  static std::string of(const policy::PathRule& rule) {
    return basic_string(entry_name(rule) + (rule.optional ? "?" : ""));
  }
  static std::string of(const policy::PortRange& range) {
    return range.first == range.last ? std::to_string(range.first) : basic_string(entry_name(range));
  }
  static std::string of(const policy::LimitRange& range) {
    constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (range.soft == range.hard && range.soft <= largest) return std::to_string(range.soft);
    const auto word = [](std::uint64_t limit) {
      return limit == policy::LimitRange::unlimited ? "unlimited" : std::to_string(limit);
    };
    return basic_string(range.soft == range.hard ? word(range.soft) : word(range.soft) + ":" + word(range.hard));
  }
  static std::string of(const policy::Words& words) { return words.all.size() == 1 ? of(words.all[0]) : of(words.all); }
  static std::string of(policy::LandlockUse use) {
    return use == policy::LandlockUse::off ? "false" : basic_string(word_of(use));
  }
  template <class E>
    requires std::is_enum_v<E>
  static std::string of(E word) {
    return basic_string(word_of(word));
  }
  template <class T>
  static std::string of(const Sourced<T>& value) {
    return of(value.value);
  }
  template <class T>
  static std::string of(const std::vector<T>& list) {
    std::string text;
    for (const T& entry : list) text.append(text.empty() ? "" : ", ").append(of(entry));
    return "[" + text + "]";
  }
  static std::string of(const policy::TmpfsRule& rule) {
    const bool only_a_path = !rule.size.given() && !rule.perms.given() && !rule.noexec.given();
    return only_a_path ? of(rule.path) : inline_table(members_of(rule));
  }
  static std::string of(const policy::Mount& mount) {
    const std::string type = basic_string(bare_words_of<policy::MountType>[mount.index()].word);
    const std::string members = std::visit([](const auto& record) { return members_of(record); }, mount);
    return inline_table(key_text(policy::mount_type_key) + " = " + type + ", " + members);
  }
  template <policy::Table Record>
  static std::string of(const Record& record) {
    return inline_table(members_of(record));
  }
  static std::string of(const Fragment& fragment) { return of(fragment.table); }
  static std::string of(const Table& table) {
    std::string text;
    for (const Member& member : table)
      text.append(text.empty() ? "" : ", ").append(key_text(member.name)).append(" = ").append(of(member.value));
    return inline_table(text);
  }
  static std::string of(const Unusable& /*no key takes it*/) { return {}; }
  static std::string of(const Value& value) {
    return std::visit([](const auto& data) { return of(data); }, value.data);
  }

 private:
  static std::string inline_table(const std::string& members) { return members.empty() ? "{}" : "{ " + members + " }"; }
  template <class T>
  static bool is_there(const Sourced<T>& field) {
    return field.given();
  }
  template <class T>
  static bool is_there(const std::vector<T>& field) {
    return !field.empty();
  }
  template <policy::Table Record>
  static bool is_there(const Record& record) {
    return !members_of(record).empty();
  }
  template <class Record>
  static std::string members_of(const Record& record) {
    std::string text;
    policy::for_each_key<Record>([&](const auto& key) {
      if (!is_there(record.*key.field)) return;
      text.append(text.empty() ? "" : ", ").append(key.name).append(" = ").append(of(record.*key.field));
    });
    return text;
  }
};

class Values {
 public:
  explicit Values(Which which) : which_(which) {}

  template <class Record>
  WrittenValues of(const Record& record) {
    walk(record, "");
    return std::move(all_);
  }

 private:
  template <class Record>
  void walk(const Record& record, const std::string& table) {
    policy::for_each_told_key<Record>(
        [&]<class Field>(const policy::Key<Record, Field>& key, const policy::KeyText& told) {
          const Field& field = record.*key.field;
          if constexpr (policy::Table<Field>) {
            walk(field, joined(table, key.name));
          } else {
            const WrittenValue row{.table = table,
                                   .key = std::string(key.name),
                                   .amount = FieldKind<Field>::amount,
                                   .name = {},
                                   .toml = otherwise_of(key, told),
                                   .origin = {},
                                   .usual = true};
            if (!add(row, field) && which_ == Which::all) all_.push_back(row);
          }
        });
  }

  void add_value(WrittenValue row, std::string toml, const Origin& origin, std::string name = {}) {
    row.usual = row.toml == toml;
    row.toml = std::move(toml);
    row.name = std::move(name);
    row.origin = origin;
    all_.push_back(std::move(row));
  }

  // Whether there was anything to add.
  template <class T>
  bool add(const WrittenValue& row, const Sourced<T>& field) {
    if (field.given()) add_value(row, Toml::of(field), field.origin);
    return field.given();
  }
  template <class T>
  bool add(const WrittenValue& row, const std::vector<Sourced<T>>& field) {
    for (const Sourced<T>& entry : field) add_value(row, Toml::of(entry), entry.origin);
    return !field.empty();
  }
  template <class T>
  bool add(const WrittenValue& row, const policy::Allowlist<T>& field) {
    if (!add(row, field.entries) && field.given()) {
      add_value(row, "[]", field.origin);
      all_.back().amount = Amount::one;
    }
    return field.given();
  }
  bool add(const WrittenValue& row, const std::map<std::string, Sourced<std::string>>& field) {
    for (const auto& [name, entry] : field) add_value(row, Toml::of(entry), entry.origin, key_text(name));
    return !field.empty();
  }

  Which which_;
  WrittenValues all_;
};

bool is_entry(const WrittenValue& value) { return value.amount == Amount::list || value.amount == Amount::named; }

void append_key(std::string& text, WrittenValues::const_iterator first, WrittenValues::const_iterator end) {
  const auto line = [&](const std::string& before, const WrittenValue& value, const char* after) {
    text.append(before)
        .append(value.toml)
        .append(after)
        .append("  # ")
        .append(visible(value.origin.place))
        .append("\n");
  };
  if (!is_entry(*first)) return line(first->key + " = ", *first, "");
  const bool named = first->amount == Amount::named;
  if (!named) text.append(first->key).append(" = [\n");
  for (auto value = first; value != end; ++value) {
    if (named)
      line(value->key + "." + value->name + " = ", *value, "");
    else
      line("  ", *value, ",");
  }
  if (!named) text.append("]\n");
}

}  // namespace

WrittenValues values_of(const policy::Policy& policy, Which which) { return Values(which).of(policy); }
WrittenValues values_of(const Heritage& heritage, Which which) { return Values(which).of(heritage); }
WrittenValues values_of(const Branch& branch, Which which) { return Values(which).of(branch); }

std::string profile_of(const WrittenValues& values) {
  // A table ends where the next one begins, so what stands in none comes first.
  WrittenValues sorted = values;
  std::stable_partition(sorted.begin(), sorted.end(), [](const WrittenValue& value) { return value.table.empty(); });
  std::string text;
  std::string table;
  for (auto first = sorted.cbegin(); first != sorted.cend();) {
    const auto end = std::find_if(first, sorted.cend(), [&](const WrittenValue& value) {
      return value.table != first->table || value.key != first->key;
    });
    if (first->table != table) text.append("\n[").append(table = first->table).append("]\n");
    append_key(text, first, end);
    first = end;
  }
  return text;
}

}  // namespace sandbox::frontend
