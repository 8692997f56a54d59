// See policy_editor.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/policy_editor.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "frontend/key_names.h"
#include "frontend/path_rule.h"
#include "frontend/scalars.h"
#include "frontend/taking_out.h"
#include "frontend/type_names.h"
#include "policy/key_table.h"
#include "program_names.h"
#include "support/error.h"
#include "support/quote.h"
#include "support/words.h"

namespace sandbox::frontend {
namespace {

using policy::Check;
using policy::Fault;

class Editor {
 public:
  explicit Editor(const Source& source) : source_(source) {}

  template <policy::Table Record>
  void edit(Record& record, const Table& table, const std::string& path) const {
    for (const Member& member : table)
      attempt([&] {
        if (!edit_key(record, member, path)) refuse_key<Record>(member, path);
      });
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
    // First what goes, then what comes, so that the order within a list does not matter.
    if (takes_out(value)) take_out(field, *list, path);
    for (const Value& entry : *list)
      if (!taken_out(entry))
        attempt([&] {
          const std::size_t before = problems();
          T item = converted<T>(entry, path_of_entries, check);
          if (problems() == before) field.push_back({std::move(item), origin(entry.at, path_of_entries)});
        });
  }
  template <class T>
  void read(policy::Allowlist<T>& field, const Value& value, const std::string& path,
            Check<policy::Allowlist<T>> check) const {
    read(field.entries, value, path, check);
    field.origin = origin(value.at, path);
  }
  void read(std::map<std::string, Sourced<std::string>>& field, const Value& value, const std::string& path,
            Check<std::map<std::string, Sourced<std::string>>> check) const {
    for (const Member& member : table_in(value, path))
      attempt([&] {
        refuse_nul(member.name, member.at, path);
        if (member.name.starts_with('!')) return take_out(field, member, path);
        const std::string full = joined(path, member.name);
        const policy::NamedText entry{member.name,
                                      {convert(Of<std::string>{}, member.value, full), origin(member.at, full)}};
        judge(check, entry, member.at, path);
        field.insert_or_assign(entry.first, entry.second);
      });
  }
  template <policy::Table Record>
  void read(Record& record, const Value& value, const std::string& path, Check<Record> /*none*/) const {
    edit(record, table_in(value, path), path);
  }

 private:
  // Does one thing that may be refused. When problems are gathered, one is kept and the rest goes on.
  template <class Work>
  void attempt(Work work) const {
    if (source_.problems == nullptr) return work();
    try {
      work();
    } catch (const PolicyError& error) {
      source_.problems->push_back(error.complaint());
    }
  }

  std::size_t problems() const { return source_.problems == nullptr ? 0 : source_.problems->size(); }

  [[noreturn]] void refuse_absent(std::vector<std::string> names, const std::string& name, Position at,
                                  const std::string& path) const {
    constexpr std::size_t most_listed = 12;
    const std::vector<std::string_view> views(names.begin(), names.end());
    std::string hint = "it is empty so far";
    if (!names.empty() && names.size() <= most_listed) hint = "it has " + joined_with_or(views);
    if (names.size() > most_listed) hint = SANDBOXCTL_PROGRAM " show prints what it has";
    refuse(source_, at, path + " has no " + quoted(name) + " to take out" + did_you_mean(name, views), hint);
  }

  template <class T>
  void take_out(std::vector<Sourced<T>>& field, const Array& list, const std::string& path) const {
    TakingOut<T> taking(field);
    for (const Value& entry : list)
      if (const std::optional<std::string> name = taken_out(entry))
        attempt([&] {
          if (!taking.mark(*name)) refuse_absent(taking.names_left(), *name, entry.at, path);
        });
    taking.finish();
  }

  void take_out(std::map<std::string, Sourced<std::string>>& field, const Member& member,
                const std::string& path) const {
    const auto* truth = std::get_if<bool>(&member.value.data);
    if (truth == nullptr || !*truth)
      refuse(source_, member.at, joined(path, member.name) + " must be true", "it takes the entry out");
    const std::string name = member.name.substr(1);
    if (name == "*") return field.clear();
    if (field.erase(name) > 0) return;
    std::vector<std::string> names;
    for (const auto& [key, value] : field) names.push_back(key);
    refuse_absent(std::move(names), name, member.at, path);
  }

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
    const std::string key = is_listed(path) ? member.name : joined(path, member.name);
    if (contains(policy::later_keys_of<Record>, member.name)) refuse_later(member.at, key + inside);
    if (std::is_same_v<Record, policy::Policy> && contains(names_of<Heritage>(), member.name))
      refuse(source_, member.at, key + " stands at the top of profiles only",
             source_.kind == Source::Kind::file ? "it cannot depend on a condition" : "");
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
    return std::is_same_v<T, std::int64_t> || std::is_same_v<T, policy::PortRange> ? "it is written [3, 4]"
                                                                                   : "it is written [\"a\", \"b\"]";
  }

  void refuse_nul(std::string_view text, Position at, const std::string& path) const {
    if (text.find('\0') != std::string_view::npos) refuse(source_, at, path + " has a NUL character in it");
  }

  template <class Function, class Entry>
  void judge(Function check, const Entry& entry, Position at, const std::string& path) const {
    if (check == nullptr) return;
    if (const policy::Verdict fault = check(entry)) refuse(source_, at, path + ": " + fault->words, fault->hint);
  }

  // Word by word, so that all that are wrong can be told.
  template <class Function>
  void judge(Function check, const policy::Words& words, Position at, const std::string& path) const {
    if (check == nullptr) return;
    const auto judge_together = [&](const policy::Words& some) {
      if (const policy::Verdict fault = check(some)) refuse(source_, at, path + ": " + fault->words, fault->hint);
    };
    if (words.all.empty()) return judge_together(words);
    for (const std::string& word : words.all) attempt([&] { judge_together({{word}}); });
  }

  template <class T>
  T converted(const Value& value, const std::string& path, policy::Verdict (*check)(const T&)) const {
    const std::size_t before = problems();
    T result = convert(Of<T>{}, value, path);
    // Of what was read in part only, nothing more can be said.
    if (problems() == before) judge(check, result, value.at, path);
    return result;
  }

  const Table& table_in(const Value& value, const std::string& path) const {
    const auto* table = std::get_if<Table>(&value.data);
    if (table == nullptr)
      refuse_kind(value, path, "a table",
                  path.starts_with("[[") ? "it is written { KEY = VALUE, … }" : "it is written [" + path + "]");
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

  template <class T>
  static std::string guess_of(const Value& value) {
    if constexpr (std::is_enum_v<T>)
      if (const auto* text = std::get_if<std::string>(&value.data)) return did_you_mean(*text, all_words<T>());
    return {};
  }

  // What is written as a number or as a word, each in its own way.
  template <class T>
    requires requires(const Value& value) { scalar_of(Of<T>{}, value); }
  T convert(Of<T> type, const Value& value, const std::string& path) const {
    const std::optional<T> scalar = scalar_of(type, value);
    if (!scalar) refuse(source_, value.at, path + " must be " + std::string(type_name<T>.one) + guess_of<T>(value));
    return *scalar;
  }

  policy::Words convert(Of<policy::Words> type, const Value& value, const std::string& path) const {
    policy::Words words;
    if (std::holds_alternative<std::string>(value.data)) {
      words.all.push_back(convert(Of<std::string>{}, value, path));
      return words;
    }
    for (const Value& entry : alternative<Array>(type, value, path))
      words.all.push_back(convert(Of<std::string>{}, entry, path));
    return words;
  }

  Fragment convert(Of<Fragment> type, const Value& value, const std::string& path) const {
    return {alternative<Table>(type, value, path)};
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
    requires(std::is_enum_v<E> && !std::is_same_v<E, policy::LandlockUse>)
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
    std::get<policy::PathRule>(rule).literal = source_.kind == Source::Kind::flag;
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
  Spot spot{.place = source.name};
  if (source.kind == Source::Kind::file) {
    spot.line = at.line;
    spot.column = at.column;
  }
  throw PolicyError({.sentence = sentence, .wanted_by = {}, .refused_by = {}, .hint = hint, .at = std::move(spot)});
}

void edit_policy(policy::Policy& policy, const Table& table, const Source& source) {
  Editor(source).edit(policy, table, "");
}

void judge_edit(const policy::Policy& policy, const Table& table, const Source& source) {
  policy::Policy scratch;
  copy_needed(scratch, policy, table);
  edit_policy(scratch, table, source);
}

void read_heritage(Heritage& heritage, const Table& table, const Source& source) {
  Editor(source).edit(heritage, table, "");
}

}  // namespace sandbox::frontend
