// See schema.h. What a type of value looks like is one overload of `values`; what a check asks of it is one line of a
// table. An editor is told as much as a pattern can tell; the launcher has the last word.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/schema.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "frontend/document.h"
#include "frontend/field_kind.h"
#include "frontend/json_value.h"
#include "frontend/otherwise.h"
#include "frontend/profile_reader.h"
#include "policy/etc_groups.h"
#include "policy/key_table.h"
#include "policy/policy.h"
#include "policy/syscall_features.h"
#include "policy/syscall_groups.h"
#include "support/words.h"

namespace sandbox::frontend {
namespace {

using Json = nlohmann::ordered_json;

// What a check of one string asks, as far as a pattern says it.
template <class T>
struct Asked {
  policy::Verdict (*check)(const T&);
  const char* keyword;
  Json value;
};

constexpr auto path_pattern = R"(^(/|~([/:?]|$)|\$\{))";
constexpr auto answer_pattern = "^(allow|kill|trap|log|errno:E[A-Z0-9]+)$";
constexpr auto refusal_pattern = "^(kill|trap|log|errno:E[A-Z0-9]+)$";

Json any_of(Json one, Json other) { return {{"anyOf", Json::array({std::move(one), std::move(other)})}}; }
Json one_of_words(Json words) { return {{"type", "string"}, {"enum", std::move(words)}}; }
Json text_like(std::string_view pattern) { return {{"type", "string"}, {"pattern", pattern}}; }
Json number_from(std::int64_t least) { return {{"type", "integer"}, {"minimum", least}}; }
Json reference_to(const std::string& definition) { return {{"$ref", "#/definitions/" + definition}}; }

template <class Set>
Json names_of(std::span<const Set> sets) {
  Json names = Json::array();
  for (const Set& set : sets) names.push_back(set.name);
  return names;
}

Json files_of_etc() { return any_of(one_of_words(names_of(policy::etc_groups())), text_like("^[^@/!]")); }
Json system_calls() { return any_of(one_of_words(names_of(policy::syscall_groups())), text_like("^[a-z0-9_]+$")); }

std::vector<Asked<std::string>> asked_of(Of<std::string> /*checked*/) {
  return {
      {policy::check_profile_name, "pattern", "^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$"},
      {policy::check_host_path, "pattern", path_pattern},
      {policy::check_inner_path, "pattern", path_pattern},
      {policy::check_etc_entry, "allOf", Json::array({files_of_etc()})},
      {policy::check_size, "pattern", "^0*[1-9][0-9]*[KMGkmg%]?$"},
      {policy::check_perms, "pattern", "^[0-7]{3,4}$"},
      {policy::check_umask, "pattern", "^0{0,2}[0-7]{1,3}$"},
      {policy::check_env_pattern, "pattern", "^[^=!][^=]*$"},
      {policy::check_hostname, "pattern", "^[A-Za-z0-9.-]{1,64}$"},
      {policy::check_answer, "pattern", answer_pattern},
      {policy::check_refusal, "pattern", refusal_pattern},
      {policy::check_syscall, "allOf", Json::array({system_calls()})},
      {policy::check_machine, "enum", Json::array({"native", "x86"})},
      {policy::check_device, "anyOf",
       Json::array({one_of_words(names_of(policy::device_kinds())), text_like("^/dev/")})},
      {policy::check_feature, "enum", names_of(policy::syscall_features())},
  };
}
std::vector<Asked<std::int64_t>> asked_of(Of<std::int64_t> /*checked*/) {
  return {
      {policy::check_version, "enum", Json::array({policy::language_version})},
      {policy::check_descriptor, "minimum", 3},
      {policy::check_nice, "minimum", 0},
      {policy::check_nice, "maximum", 19},
  };
}
std::vector<Asked<std::uint64_t>> asked_of(Of<std::uint64_t> /*checked*/) {
  return {{policy::check_argument_number, "maximum", 5}};
}
std::vector<Asked<policy::PathRule>> asked_of(Of<policy::PathRule> /*checked*/) {
  return {
      {policy::check_path_rule, "pattern", path_pattern},
      {policy::check_hidden_path, "pattern", path_pattern},
  };
}
std::vector<Asked<std::vector<std::string>>> asked_of(Of<std::vector<std::string>> /*checked*/) {
  return {
      {policy::check_command, "minItems", 1},
      {policy::check_syscalls, "minItems", 1},
      {policy::check_syscalls, "items", system_calls()},
  };
}
template <class T>
std::vector<Asked<T>> asked_of(Of<T> /*nothing that a pattern says*/) {
  return {};
}

template <class T>
Json narrowed(Json values, policy::Verdict (*check)(const T&)) {
  for (const Asked<T>& asked : asked_of(Of<T>{}))
    if (asked.check == check) values[asked.keyword] = asked.value;
  return values;
}

// A value as the launcher's own reader sees it.
Json json_of(std::string_view toml) { return json_of(parse_value(toml, "a table of keys")); }

template <class E>
std::string meanings_of() {
  std::string text;
  for (const Word<E>& entry : words_of<E>)
    if (!entry.meaning.empty())
      text.append(text.empty() ? "" : "; ").append(entry.word).append(": ").append(entry.meaning);
  return text.empty() ? text : "\n\n" + text + ".";
}

// The hover text of a key.
template <class T>
std::string description_of(const policy::KeyText& told, const std::string& otherwise) {
  std::string text(told.help);
  if constexpr (std::is_enum_v<T>) text += meanings_of<T>();
  if (!otherwise.empty()) text.append("\n\nDefault: ").append(otherwise).append(".");
  return text;
}

Json values(Of<std::string> /*type*/) { return {{"type", "string"}}; }
Json values(Of<policy::PathRule> /*type*/) { return {{"type", "string"}}; }
Json values(Of<bool> /*type*/) { return {{"type", "boolean"}}; }
Json values(Of<std::int64_t> /*type*/) { return {{"type", "integer"}}; }
Json values(Of<std::uint64_t> /*type*/) { return number_from(0); }
Json values(Of<policy::Words> /*type*/) {
  return any_of({{"type", "string"}}, {{"type", "array"}, {"items", {{"type", "string"}}}, {"minItems", 1}});
}
Json values(Of<policy::LimitRange> /*type*/) {
  return any_of(number_from(0), text_like("^([0-9]+|unlimited)(:([0-9]+|unlimited))?$"));
}
Json values(Of<policy::PortRange> /*type*/) {
  Json port = number_from(0);
  port["maximum"] = std::numeric_limits<std::uint16_t>::max();
  return any_of(std::move(port), text_like("^[0-9]{1,5}(-[0-9]{1,5})?$"));
}
Json values(Of<policy::Id> /*type*/) {
  Json id = number_from(0);
  id["maximum"] = std::numeric_limits<std::uint32_t>::max() - std::int64_t{1};
  return any_of(std::move(id), {{"enum", Json::array({"self"})}});
}

// One of the words of an enumeration. Only one checker shows a text for each word: taplo.
template <class E>
  requires std::is_enum_v<E>
Json values(Of<E> /*type*/) {
  Json words = one_of_words(all_words<E>());
  if (words_of<E>.front().meaning.empty()) return words;
  Json meanings = Json::array();
  for (const Word<E>& entry : words_of<E>) meanings.push_back(entry.meaning);
  words["x-taplo"] = {{"docs", {{"enumValues", std::move(meanings)}}}};
  return words;
}
Json values(Of<policy::LandlockUse> /*type*/) {
  Json words = all_words<policy::LandlockUse>();
  words.push_back(true);
  words.push_back(false);
  return {{"enum", std::move(words)}};
}
// capabilities(7) writes CAP_CHOWN.
Json values(Of<policy::Capability> /*type*/) {
  std::string pattern;
  for (const std::string_view name : all_words<policy::Capability>()) {
    std::string word(name);
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    pattern.append(pattern.empty() ? "" : "|").append(word);
  }
  return any_of(one_of_words(all_words<policy::Capability>()), text_like("^(CAP_)?(" + pattern + ")$"));
}

// The schema, while its definitions are collected.
class Writer {
 public:
  std::string text() {
    Json properties = parts_of_a_profile();
    properties.update(properties_of<Heritage>(""));
    Json schema = object_of<policy::Policy>(std::move(properties));
    schema["definitions"] = std::move(definitions_);
    schema["definitions"][removal] = text_like("^!");
    schema["definitions"][removal]["description"] = "takes an inherited entry back; \"!*\" all of them";
    Json head = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                 {"title", "sandbox profile, version " + std::to_string(policy::language_version)},
                 {"description", "What a program in a sandbox may see and do: sandbox-profile(5)."}};
    head.update(schema);
    constexpr int indent = 1;
    return head.dump(indent) + "\n";
  }

 private:
  static constexpr auto removal = "removal";

  // All that a profile can say, but for what it extends: also what may stand where a part of a profile does.
  Json parts_of_a_profile() { return properties_of<policy::Policy>(""); }

  template <class Record>
  Json properties_of(const std::string& path) {
    Json properties = Json::object();
    policy::for_each_told_key<Record>(
        [&]<class Field>(const policy::Key<Record, Field>& key, const policy::KeyText& told) {
          const std::string name = path + std::string(key.name);
          if constexpr (policy::Table<Field>) {
            Json table = object_of<Field>(properties_of<Field>(name + "."));
            table["description"] = told.help;
            definitions_[name] = std::move(table);
            properties[std::string(key.name)] = reference_to(name);
          } else {
            properties[std::string(key.name)] = property_of(key, told, name);
          }
        });
    return properties;
  }

  // Under draft-04 a list of required keys is not empty.
  template <class Record>
  static Json object_of(Json properties) {
    Json object = {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    policy::for_each_told_key<Record>([&](const auto& key, const policy::KeyText& told) {
      if (told.required) object["required"].push_back(key.name);
    });
    return object;
  }

  template <class Record, class Field>
  Json property_of(const policy::Key<Record, Field>& key, const policy::KeyText& told, const std::string& name) {
    using Kind = FieldKind<Field>;
    const std::string otherwise = otherwise_of(key, told);
    Json property = {{"description", description_of<typename Kind::Value>(told, otherwise)}};
    if constexpr (Kind::amount == Amount::one)
      property.update(narrowed(values_of<typename Kind::Value>(name), key.check));
    else if constexpr (Kind::amount == Amount::named)
      property.update(names_and_texts());
    else if constexpr (Kind::amount == Amount::list)
      property.update(
          {{"type", "array"},
           {"items", any_of(narrowed(values_of<typename Kind::Value>(name), key.check), reference_to(removal))}});
    else
      property.update(narrowed({{"type", "array"}, {"items", values_of<typename Kind::Value>(name)}}, key.check));
    if (!otherwise.empty() && is_toml(otherwise)) property["default"] = json_of(otherwise);
    property["examples"] = Json::array({json_of(told.example)});
    return property;
  }

  static Json names_and_texts() {
    return {{"type", "object"},
            {"patternProperties", {{"^!", {{"enum", Json::array({true})}}}}},
            {"additionalProperties", {{"type", "string"}}}};
  }

  template <class T>
  Json values_of(const std::string& name) {
    if constexpr (std::is_same_v<T, policy::Mount>)
      return mounts(name);
    else if constexpr (std::is_same_v<T, Fragment>)
      return part_of_a_profile();
    else if constexpr (std::is_same_v<T, policy::TmpfsRule>)
      return any_of(text_like(path_pattern), entry<T>(name));
    else if constexpr (policy::Table<T>)
      return entry<T>(name);
    else
      return values(Of<T>{});
  }

  // What depends on a condition; nothing in it must be there.
  Json part_of_a_profile() {
    constexpr auto part = "part";
    if (!definitions_.contains(part))
      definitions_[part] = {{"type", "object"}, {"properties", parts_of_a_profile()}, {"additionalProperties", false}};
    return reference_to(part);
  }

  template <class Record>
  Json entry(const std::string& name) {
    definitions_[name] = object_of<Record>(properties_of<Record>(name + "."));
    return reference_to(name);
  }

  Json mounts(const std::string& name) {
    Json alternatives = Json::array();
    for_each_mount(name, alternatives, std::make_index_sequence<std::variant_size_v<policy::Mount>>{});
    return {{"anyOf", std::move(alternatives)}};
  }

  template <std::size_t... Index>
  void for_each_mount(const std::string& name, Json& alternatives, std::index_sequence<Index...> /*all*/) {
    (alternatives.push_back(
         mount<std::variant_alternative_t<Index, policy::Mount>>(name, words_of<policy::MountType>[Index])),
     ...);
  }

  // A mount of one type; what it is without the key that chooses need not be said.
  template <class Record>
  Json mount(const std::string& name, const Word<policy::MountType>& type) {
    const std::string definition = name + "." + std::string(type.word);
    Json properties = {{policy::mount_type_key,
                        {{"description", description_of<policy::MountType>(policy::mount_type_text, "")},
                         {"type", "string"},
                         {"enum", Json::array({type.word})}}}};
    properties.update(properties_of<Record>(definition + "."));
    Json object = object_of<Record>(std::move(properties));
    if (type.value != policy::MountType{}) object["required"].push_back(policy::mount_type_key);
    definitions_[definition] = std::move(object);
    return reference_to(definition);
  }

  Json definitions_ = Json::object();
};

}  // namespace

std::string schema_of_profiles() { return Writer().text(); }

}  // namespace sandbox::frontend
