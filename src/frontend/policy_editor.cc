// See policy_editor.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/policy_editor.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "frontend/path_rule.h"
#include "frontend/type_names.h"
#include "policy/key_table.h"
#include "support/error.h"
#include "support/quote.h"
#include "support/words.h"

namespace sandbox::frontend {
namespace {

using policy::Check;
using policy::Fault;

// Keeps the overloads that tell a type's values apart from one another.
template <class T>
struct Of {};

bool contains(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

template <class Record>
std::vector<std::string_view> names_of() {
  std::vector<std::string_view> names;
  policy::for_each_key<Record>([&](const auto& key) { names.push_back(key.name); });
  return names;
}

// The dotted name of a key of that name in any table below `Record`; empty when there is none.
template <class Record>
std::string find_elsewhere(std::string_view name, const std::string& path) {
  std::string found;
  policy::for_each_key<Record>([&]<class Field>(const policy::Key<Record, Field>& key) {
    if (!found.empty()) return;
    const std::string full = path.empty() ? std::string(key.name) : path + "." + std::string(key.name);
    if (!path.empty() && key.name == name)
      found = full;
    else if constexpr (policy::Table<Field>)
      found = find_elsewhere<Field>(name, full);
  });
  return found;
}

// A table in a list of tables has no dotted path; TOML writes its head "[[…]]".
bool is_listed(const std::string& path) { return path.starts_with("[["); }

std::string joined(const std::string& path, std::string_view name) {
  if (path.empty()) return std::string(name);
  return path + (is_listed(path) ? " " : ".") + std::string(name);
}

class Editor {
 public:
  explicit Editor(const Source& source) : source_(source) {}

  template <policy::Table Record>
  void edit(Record& record, const Table& table, const std::string& path) const {
    for (const Member& member : table)
      if (!edit_key(record, member, path)) refuse_key<Record>(member, path);
  }

  // One value for one field, which may be a single value, a list, a map or a table.
  template <class T>
  void read(Sourced<T>& field, const Value& value, const std::string& path, Check<Sourced<T>> check) const {
    field = {converted<T>(value, path, check), origin(value.at, path)};
  }
  template <class T>
  void read(std::vector<Sourced<T>>& field, const Value& value, const std::string& path,
            Check<std::vector<Sourced<T>>> check) const {
    const auto* list = std::get_if<Array>(&value.data);
    if (list == nullptr) refuse_kind(value, path, type_name<T>.list, list_hint<T>(path));
    const std::string path_of_entries = type_name<T>.headed ? "[[" + path + "]]" : path;
    for (const Value& entry : *list)
      field.push_back({converted<T>(entry, path_of_entries, check), origin(entry.at, path_of_entries)});
  }
  void read(std::map<std::string, Sourced<std::string>>& field, const Value& value, const std::string& path,
            Check<std::map<std::string, Sourced<std::string>>> check) const {
    for (const Member& member : table_in(value, path)) {
      refuse_nul(member.name, member.at, path);
      const std::string full = joined(path, member.name);
      const policy::NamedText entry{member.name,
                                    {convert(Of<std::string>{}, member.value, full), origin(member.at, full)}};
      judge(check, entry, member.at, path);
      field.insert_or_assign(entry.first, entry.second);
    }
  }
  template <policy::Table Record>
  void read(Record& record, const Value& value, const std::string& path, Check<Record> /*none*/) const {
    edit(record, table_in(value, path), path);
  }

 private:
  Origin origin(Position at, const std::string& path) const {
    switch (source_.kind) {
      case Source::Kind::file: return {source_.name + ":" + std::to_string(at.line), path};
      case Source::Kind::flag: return {source_.name, {}};
      case Source::Kind::assignment: return {"--set", path};
    }
    return {};
  }

  template <class Record>
  bool edit_key(Record& record, const Member& member, const std::string& path) const {
    bool known = false;
    policy::for_each_key<Record>([&](const auto& key) {
      if (key.name != member.name) return;
      known = true;
      read(record.*key.field, member.value, joined(path, key.name), key.check);
    });
    return known;
  }

  template <class Record>
  [[noreturn]] void refuse_key(const Member& member, const std::string& path) const {
    const std::string inside = is_listed(path) ? " in " + path : "";
    const std::string key = is_listed(path) || path.empty() ? member.name : path + "." + member.name;
    if (contains(policy::later_keys_of<Record>, member.name)) refuse_later(member.at, key + inside);
    if (std::is_same_v<Record, policy::Policy> && contains(names_of<Heritage>(), member.name))
      refuse(source_, member.at, key + " stands in profiles only", "a flag names no further profile; -p does");
    const std::string guess = did_you_mean(member.name, names_of<Record>());
    const std::string elsewhere = guess.empty() ? find_elsewhere<policy::Policy>(member.name, "") : "";
    refuse(source_, member.at,
           "unknown key " + quoted(key) + inside +
               (elsewhere.empty() ? guess : ", did you mean " + quoted(elsewhere) + "?"));
  }

  [[noreturn]] void refuse_later(Position at, const std::string& what) const {
    refuse(source_, at, what + " is not supported yet");
  }

  [[noreturn]] void refuse_kind(const Value& value, const std::string& path, std::string_view expected,
                                const std::string& hint = {}) const {
    refuse(source_, value.at, path + " must be " + std::string(expected) + ", not " + std::string(kind_of(value)),
           hint);
  }

  template <class T>
  static std::string list_hint(const std::string& path) {
    if (type_name<T>.headed) return "each is written [[" + path + "]]";
    return std::is_same_v<T, std::int64_t> ? "it is written [3, 4]" : "it is written [\"a\", \"b\"]";
  }

  void refuse_nul(std::string_view text, Position at, const std::string& path) const {
    if (text.find('\0') != std::string_view::npos) refuse(source_, at, path + " has a NUL character in it");
  }

  template <class Function, class Entry>
  void judge(Function check, const Entry& entry, Position at, const std::string& path) const {
    if (check == nullptr) return;
    if (const policy::Verdict fault = check(entry)) refuse(source_, at, path + ": " + fault->words, fault->hint);
  }

  template <class T>
  T converted(const Value& value, const std::string& path, policy::Verdict (*check)(const T&)) const {
    T result = convert(Of<T>{}, value, path);
    judge(check, result, value.at, path);
    return result;
  }

  const Table& table_in(const Value& value, const std::string& path) const {
    const auto* table = std::get_if<Table>(&value.data);
    if (table == nullptr) refuse_kind(value, path, "a table", "it is written [" + path + "]");
    return *table;
  }

  template <class Alternative, class T>
  const Alternative& alternative(Of<T> /*wanted*/, const Value& value, const std::string& path) const {
    const auto* found = std::get_if<Alternative>(&value.data);
    if (found == nullptr) refuse_kind(value, path, type_name<T>.one);
    return *found;
  }

  std::string convert(Of<std::string> type, const Value& value, const std::string& path) const {
    const auto& text = alternative<std::string>(type, value, path);
    refuse_nul(text, value.at, path);
    return text;
  }
  bool convert(Of<bool> type, const Value& value, const std::string& path) const {
    return alternative<bool>(type, value, path);
  }
  std::int64_t convert(Of<std::int64_t> type, const Value& value, const std::string& path) const {
    return alternative<std::int64_t>(type, value, path);
  }
  std::uint64_t convert(Of<std::uint64_t> type, const Value& value, const std::string& path) const {
    const std::int64_t number = alternative<std::int64_t>(type, value, path);
    if (number < 0) refuse(source_, value.at, path + " must be " + std::string(type_name<std::uint64_t>.one));
    return static_cast<std::uint64_t>(number);
  }

  policy::Id convert(Of<policy::Id> /*wanted*/, const Value& value, const std::string& path) const {
    // The largest number means "no id" to the kernel.
    constexpr std::int64_t largest = std::numeric_limits<std::uint32_t>::max() - std::int64_t{1};
    if (const auto* text = std::get_if<std::string>(&value.data); text != nullptr && *text == "self")
      return std::nullopt;
    const auto* number = std::get_if<std::int64_t>(&value.data);
    if (number == nullptr || *number < 0 || *number > largest)
      refuse(source_, value.at, path + " must be " + std::string(type_name<policy::Id>.one));
    return static_cast<std::uint32_t>(*number);
  }

  policy::LimitRange convert(Of<policy::LimitRange> /*wanted*/, const Value& value, const std::string& path) const {
    std::optional<policy::LimitRange> range;
    if (const auto* text = std::get_if<std::string>(&value.data)) range = policy::limit_range(*text);
    if (const auto* number = std::get_if<std::int64_t>(&value.data); number != nullptr && *number >= 0)
      range = {.soft = static_cast<std::uint64_t>(*number), .hard = static_cast<std::uint64_t>(*number)};
    if (!range) refuse(source_, value.at, path + " must be " + std::string(type_name<policy::LimitRange>.one));
    return *range;
  }

  policy::PortRange convert(Of<policy::PortRange> /*wanted*/, const Value& value, const std::string& path) const {
    std::optional<policy::PortRange> range;
    if (const auto* text = std::get_if<std::string>(&value.data)) range = policy::port_range(*text);
    if (const auto* number = std::get_if<std::int64_t>(&value.data))
      range = policy::port_range(std::to_string(*number));
    if (!range) refuse(source_, value.at, path + " must be " + std::string(type_name<policy::PortRange>.one));
    return *range;
  }

  policy::LandlockUse convert(Of<policy::LandlockUse> /*wanted*/, const Value& value, const std::string& path) const {
    if (const auto* use = std::get_if<bool>(&value.data))
      return *use ? policy::LandlockUse::require : policy::LandlockUse::off;
    const auto* text = std::get_if<std::string>(&value.data);
    const auto word = text == nullptr ? std::nullopt : value_of<policy::LandlockUse>(*text);
    if (word) return *word;
    const std::string guess = text == nullptr ? "" : did_you_mean(*text, all_words<policy::LandlockUse>());
    refuse(source_, value.at, path + " must be " + std::string(type_name<policy::LandlockUse>.one) + guess);
  }

  template <class T>
  std::vector<T> convert(Of<std::vector<T>> type, const Value& value, const std::string& path) const {
    std::vector<T> list;
    for (const Value& entry : alternative<Array>(type, value, path)) list.push_back(convert(Of<T>{}, entry, path));
    return list;
  }

  template <class E>
  static std::string as_in_table(Of<E> /*any*/, const std::string& word) {
    return word;
  }
  // capabilities(7) writes CAP_CHOWN.
  static std::string as_in_table(Of<policy::Capability> /*capability*/, std::string word) {
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return word.starts_with("cap_") ? word.substr(std::string_view("cap_").size()) : word;
  }

  template <class E>
    requires std::is_enum_v<E>
  E convert(Of<E> type, const Value& value, const std::string& path) const {
    const std::string word = as_in_table(type, alternative<std::string>(type, value, path));
    if (const std::optional<E> known = value_of<E>(word)) return *known;
    if (contains(later_words_of<E>, word)) refuse_later(value.at, path + " = " + quoted(word));
    const std::vector<std::string_view> words = all_words<E>();
    refuse(source_, value.at, path + " cannot be " + quoted(word) + did_you_mean(word, words),
           (words.size() > 1 ? "one of " : "only ") + joined_with_or(words));
  }

  policy::PathRule convert(Of<policy::PathRule> /*wanted*/, const Value& value, const std::string& path) const {
    const std::string entry = convert(Of<std::string>{}, value, path);
    auto rule = parse_path_rule(entry);
    if (const auto* fault = std::get_if<Fault>(&rule))
      refuse(source_, value.at, path + ": " + fault->words, fault->hint);
    return std::get<policy::PathRule>(std::move(rule));
  }

  policy::TmpfsRule convert(Of<policy::TmpfsRule> /*wanted*/, const Value& value, const std::string& path) const {
    policy::TmpfsRule rule;
    if (const auto* table = std::get_if<Table>(&value.data)) {
      edit(rule, *table, path);
      return rule;
    }
    if (!std::holds_alternative<std::string>(value.data)) refuse_kind(value, path, type_name<policy::TmpfsRule>.one);
    rule.path = {convert(Of<std::string>{}, value, path), origin(value.at, path)};
    return rule;
  }

  // A record as one entry of a list.
  template <policy::Table Record>
  Record convert(Of<Record> type, const Value& value, const std::string& path) const {
    Record record;
    edit(record, alternative<Table>(type, value, path), path);
    return record;
  }

  policy::Mount convert(Of<policy::Mount> type, const Value& value, const std::string& path) const {
    const auto& table = alternative<Table>(type, value, path);
    switch (mount_type(table, path)) {
      case policy::MountType::bind: return mount_of<policy::Bind>(table, path, policy::MountType::bind);
      case policy::MountType::tmpfs: return mount_of<policy::Tmpfs>(table, path, policy::MountType::tmpfs);
    }
    return {};
  }

  policy::MountType mount_type(const Table& table, const std::string& path) const {
    for (const Member& member : table)
      if (member.name == policy::mount_type_key)
        return convert(Of<policy::MountType>{}, member.value, joined(path, member.name));
    return policy::MountType::bind;
  }

  template <class Record>
  Record mount_of(const Table& table, const std::string& path, policy::MountType type) const {
    Record record;
    for (const Member& member : table)
      if (member.name != policy::mount_type_key && !edit_key(record, member, path))
        refuse_mount_key<Record>(member, path, type);
    return record;
  }

  template <class Record>
  [[noreturn]] void refuse_mount_key(const Member& member, const std::string& path, policy::MountType type) const {
    const std::string key = member.name + " in " + path;
    if (contains(policy::later_keys_of<policy::Mount>, member.name)) refuse_later(member.at, key);
    if (contains(names_of<policy::Bind>(), member.name) || contains(names_of<policy::Tmpfs>(), member.name))
      refuse(source_, member.at, key + " does not belong to type = " + quoted(word_of(type)));
    refuse_key<Record>(member, path);
  }

  const Source& source_;
};

}  // namespace

void refuse(const Source& source, Position at, const std::string& sentence, const std::string& hint) {
  std::string place = source.name;
  if (at.line != 0 && source.kind == Source::Kind::file)
    place += ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
  throw PolicyError({.sentence = place + ": " + sentence, .wanted_by = {}, .refused_by = {}, .hint = hint});
}

void edit_policy(policy::Policy& policy, const Table& table, const Source& source) {
  Editor(source).edit(policy, table, "");
}

void read_extends(Heritage& heritage, const Member& extends, const Source& source) {
  Editor(source).edit(heritage, {extends}, "");
}

}  // namespace sandbox::frontend
