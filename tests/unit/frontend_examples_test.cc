// What the tables tell of every key is true: its example sets it, its default is one, and what must be there must.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "frontend/field_kind.h"
#include "frontend/otherwise.h"
#include "frontend/profile_reader.h"
#include "frontend/surroundings.h"
#include "given.h"
#include "policy/policy.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using policy::Key;
using policy::KeyText;

// What is wrong with a profile that has this one line; nothing when it is read.
std::string complaint_about(const std::string& line, policy::Policy& policy) try {
  const std::string version = line.starts_with("version") ? "" : "version = 1\n";
  frontend::Profile(version + line + "\n", "own.toml", "own").apply(policy, {frontend::nowhere(), ""});
  policy::check(policy);
  return "";
} catch (const PolicyError& error) {
  return error.complaint().text();
}

std::string complaint_about(const std::string& line) {
  policy::Policy policy;
  return complaint_about(line, policy);
}

std::string complaint_of_set(const std::string& assignment, policy::Policy& policy) try {
  frontend::apply_assignment(policy, assignment);
  return "";
} catch (const PolicyError& error) {
  return error.complaint().text();
}

std::string line_of(std::string_view key, std::string_view value) {
  return std::string(key).append(" = ").append(value);
}

// How an entry of a list is written, around its own keys; and where it is found again.
template <class Record>
struct Frame {
  std::string before;
  std::string after;
  const Record& (*find)(const policy::Policy& policy);
};

template <class Record>
Frame<Record> frame_of();
template <>
Frame<policy::TmpfsRule> frame_of() {
  return {"filesystem.tmpfs = [{ ", " }]",
          [](const policy::Policy& p) -> const auto& { return p.filesystem.tmpfs.front().value; }};
}
template <>
Frame<policy::Bind> frame_of() {
  return {"filesystem.mount = [{ ", " }]", [](const policy::Policy& p) -> const auto& {
            return std::get<policy::Bind>(p.filesystem.mount.front().value);
          }};
}
template <>
Frame<policy::Tmpfs> frame_of() {
  return {"filesystem.mount = [{ type = \"tmpfs\", ", " }]", [](const policy::Policy& p) -> const auto& {
            return std::get<policy::Tmpfs>(p.filesystem.mount.front().value);
          }};
}
template <>
Frame<policy::File> frame_of() {
  return {"filesystem.file = [{ ", " }]",
          [](const policy::Policy& p) -> const auto& { return p.filesystem.file.front().value; }};
}
template <>
Frame<policy::SeccompRule> frame_of() {
  return {"seccomp.rule = [{ ", " }]",
          [](const policy::Policy& p) -> const auto& { return p.seccomp.rule.front().value; }};
}
template <>
Frame<policy::ArgumentTest> frame_of() {
  return {"seccomp.rule = [{ syscalls = [\"ioctl\"], action = \"kill\", args = [{ ", " }] }]",
          [](const policy::Policy& p) -> const auto& { return p.seccomp.rule.front().value.args.front().value; }};
}

// The keys that an entry cannot do without, each by its example, but for one of them.
template <class Record>
std::map<std::string, std::string> required_keys(std::string_view but = {}) {
  std::map<std::string, std::string> keys;
  policy::for_each_told_key<Record>([&](const auto& key, const KeyText& told) {
    if (told.required && key.name != but) keys.emplace(key.name, told.example);
  });
  return keys;
}

template <class Record>
std::string entry_with(const std::map<std::string, std::string>& keys) {
  const Frame<Record> frame = frame_of<Record>();
  std::string inner;
  for (const auto& [name, value] : keys) inner += (inner.empty() ? "" : ", ") + line_of(name, value);
  return frame.before + inner + frame.after;
}

template <class Record, class Field>
void check_key_of_entry(const Key<Record, Field>& key, const KeyText& told) {
  CAPTURE(key.name);
  std::map<std::string, std::string> keys = required_keys<Record>();
  if (told.required) CHECK(!complaint_about(entry_with<Record>(required_keys<Record>(key.name))).empty());
  const std::string otherwise = frontend::otherwise_of(key, told);
  CHECK(otherwise.empty() == told.required);
  if (!otherwise.empty() && frontend::is_toml(otherwise)) {
    keys[std::string(key.name)] = otherwise;
    CHECK(complaint_about(entry_with<Record>(keys)).empty());
  }
  keys[std::string(key.name)] = told.example;
  policy::Policy policy;
  CHECK(complaint_about(entry_with<Record>(keys), policy).empty());
  CHECK(testing::is_given(frame_of<Record>().find(policy).*key.field));
}

template <class Record>
void check_entries() {
  CHECK(complaint_about(entry_with<Record>(required_keys<Record>())).empty());
  policy::for_each_told_key<Record>([&](const auto& key, const KeyText& told) {
    CHECK(!told.example.empty());
    check_key_of_entry(key, told);
  });
}

template <class Field>
void check_entries_of() {
  using Value = typename frontend::FieldKind<Field>::Value;
  if constexpr (std::is_same_v<Value, policy::Mount>) {
    check_entries<policy::Bind>();
    check_entries<policy::Tmpfs>();
  } else if constexpr (frontend::has_tables<Field>) {
    check_entries<Value>();
    policy::for_each_key<Value>([]<class Inner>(const Key<Value, Inner>&) { check_entries_of<Inner>(); });
  }
}

// A capability that is ambient is kept as well.
std::string companion_of(const std::string& key) {
  if (key == "log.file") return "\nlog.denials = \"file\"";
  return key == "capabilities.ambient" ? "\ncapabilities.keep = [\"net_bind_service\"]" : "";
}

// Calls check(finder of its field, key, told, dotted name) for each key that a profile or --set can name.
template <class Record, class Find, class Check>
void for_each_dotted_key(const std::string& path, const Find& find, const Check& check) {
  policy::for_each_told_key<Record>([&]<class Field>(const Key<Record, Field>& key, const KeyText& told) {
    const std::string name = path + std::string(key.name);
    if constexpr (policy::Table<Field>)
      for_each_dotted_key<Field>(
          name + ".", [&](const policy::Policy& policy) -> const Field& { return find(policy).*key.field; }, check);
    else
      check([&](const policy::Policy& policy) -> const Field& { return find(policy).*key.field; }, key, told, name);
  });
}

template <class Check>
void for_each_dotted_key(const Check& check) {
  for_each_dotted_key<policy::Policy>("", [](const policy::Policy& p) -> const auto& { return p; }, check);
}

}  // namespace

TEST_CASE("the example of every key sets it") {
  for_each_dotted_key([](const auto& field, const auto&, const KeyText& told, const std::string& name) {
    CAPTURE(name);
    CHECK(!told.example.empty());
    policy::Policy policy;
    CHECK(complaint_about(line_of(name, told.example) + companion_of(name), policy) == "");
    CHECK(testing::is_given(field(policy)));
  });
}

TEST_CASE("--set sets every key") {
  for_each_dotted_key([](const auto& field, const auto&, const KeyText& told, const std::string& name) {
    CAPTURE(name);
    policy::Policy policy;
    CHECK(complaint_of_set(name + "=" + std::string(told.example), policy) == "");
    CHECK(testing::is_given(field(policy)));
  });
}

TEST_CASE("every key says what holds without it, and a value there is one that the key takes") {
  std::size_t values = 0;
  for_each_dotted_key([&](const auto&, const auto& key, const KeyText& told, const std::string& name) {
    CAPTURE(name);
    const std::string otherwise = frontend::otherwise_of(key, told);
    CHECK(otherwise.empty() == told.required);
    if (otherwise.empty() || !frontend::is_toml(otherwise)) return;
    ++values;
    CHECK(complaint_about(line_of(name, otherwise)) == "");
  });
  CHECK(values > 30);
}

TEST_CASE("the keys of entries of lists have examples, defaults, and what they cannot do without") {
  for_each_dotted_key(
      []<class Record, class Field>(const auto&, const Key<Record, Field>&, const KeyText&, const std::string& name) {
        CAPTURE(name);
        check_entries_of<Field>();
      });
  CHECK(complaint_about(line_of("filesystem.mount", "[{ type = \"bind\", source = \"/a\" }]")).empty());
}

TEST_CASE("the keys of profiles alone have examples, and are no keys of --set") {
  policy::for_each_told_key<frontend::Heritage>(
      []<class Field>(const Key<frontend::Heritage, Field>& key, const KeyText& told) {
        policy::Policy policy;
        CHECK(complaint_of_set(line_of(key.name, told.example.empty() ? "{}" : told.example), policy) != "");
        if constexpr (!policy::Table<Field>) {
          CHECK(frontend::otherwise_of(key, told) == "[]");
          CHECK(complaint_about(line_of(key.name, told.example)).empty());
        }
      });
  policy::for_each_told_key<policy::Match>([](const auto& key, const KeyText& told) {
    CHECK(complaint_about(line_of("match." + std::string(key.name), told.example)).empty());
  });
}

TEST_CASE("every condition and every expectation has an example that is read") {
  policy::for_each_told_key<policy::Condition>([](const auto& key, const KeyText& told) {
    CAPTURE(key.name);
    CHECK(!frontend::otherwise_of(key, told).empty());
    CHECK(complaint_about("when = [{ if = { " + line_of(key.name, told.example) + " }, then = {} }]").empty());
  });
  policy::for_each_told_key<policy::Expectation>([](const auto& key, const KeyText& told) {
    CAPTURE(key.name);
    if (told.required) return;
    CHECK(!frontend::otherwise_of(key, told).empty());
    CHECK(complaint_about("test = [{ expect = \"deny\", " + line_of(key.name, told.example) + " }]").empty());
  });
  policy::for_each_told_key<frontend::Branch>(
      []<class Field>(const Key<frontend::Branch, Field>& key, const KeyText& told) {
        if constexpr (!policy::Table<Field>)
          CHECK(complaint_about("when = [{ if.arch = \"x86_64\", " + line_of(key.name, told.example) + " }]").empty());
      });
}

TEST_CASE("words are told from values") {
  for (const char* value : {"[]", "{}", "true", "0", "0x10", "\"022\"", "[\"a\"]"}) CHECK(frontend::is_toml(value));
  for (const char* words : {"all", "0755, or 1777 for /tmp", "the caller's own limit", "none"})
    CHECK(!frontend::is_toml(words));
}
