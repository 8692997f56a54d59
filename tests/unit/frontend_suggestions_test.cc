// Whatever has a name and is mistyped is answered with the name: keys, words, options.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <type_traits>

#include "frontend/command_line.h"
#include "frontend/options.h"
#include "frontend/profile_reader.h"
#include "frontend/settings.h"
#include "frontend/surroundings.h"
#include "policy/policy.h"
#include "support/error.h"

namespace {

using namespace sandbox;

// Two letters in the wrong order, as fingers do it.
std::string mistyped(std::string_view name) {
  std::string text(name);
  std::swap(text[text.size() - 2], text[text.size() - 3]);
  return text;
}

// In a word of three letters two wrong ones leave nothing to recognise; and the slip must be one.
bool can_be_mistyped(std::string_view name) { return name.size() > 3 && mistyped(name) != name; }

template <class Attempt>
std::string complaint_of(const Attempt& attempt) try {
  attempt();
  return "no complaint";
} catch (const Error& error) {
  return error.complaint().text();
}

std::string complaint_of_profile(const std::string& line) {
  return complaint_of([&] {
    policy::Policy policy;
    frontend::Profile("version = 1\n" + line + "\n", "own.toml", "own").apply(policy, {frontend::nowhere(), ""});
  });
}

std::string complaint_of_set(const std::string& assignment) {
  return complaint_of([&] {
    policy::Policy policy;
    frontend::apply_assignment(policy, assignment);
  });
}

bool suggests(const std::string& complaint, std::string_view name) {
  return complaint.find(", did you mean \"" + std::string(name) + "\"?") != std::string::npos;
}

}  // namespace

TEST_CASE("a mistyped key is recognised, in a profile and in --set") {
  std::size_t tried = 0;
  for (const frontend::Setting& setting : frontend::settings()) {
    const std::size_t dot = setting.key.rfind('.');
    const std::string name = setting.key.substr(dot == std::string::npos ? 0 : dot + 1);
    if (!can_be_mistyped(name)) continue;
    ++tried;
    const std::string key = setting.key.substr(0, setting.key.size() - name.size()) + mistyped(name);
    CAPTURE(key);
    CHECK(suggests(complaint_of_profile(key + " = 1"), name));
    CHECK(suggests(complaint_of_set(key + "=1"), name));
  }
  CHECK(tried > 40);
}

TEST_CASE("a mistyped table is recognised") {
  policy::for_each_key<policy::Policy>([]<class Field>(const policy::Key<policy::Policy, Field>& key) {
    if (!policy::Table<Field> || !can_be_mistyped(key.name)) return;
    CAPTURE(key.name);
    CHECK(suggests(complaint_of_profile("[" + mistyped(key.name) + "]"), key.name));
    CHECK(suggests(complaint_of_set(mistyped(key.name) + ".x=1"), key.name));
  });
}

TEST_CASE("a mistyped word is recognised") {
  std::size_t tried = 0;
  for (const frontend::Setting& setting : frontend::settings())
    for (const frontend::SettingValue& value : setting.values) {
      if (!can_be_mistyped(value.word) || value.word == "true" || value.word == "false") continue;
      ++tried;
      CAPTURE(setting.key);
      CHECK(suggests(complaint_of_profile(setting.key + " = \"" + mistyped(value.word) + "\""), value.word));
      CHECK(suggests(complaint_of_set(setting.key + "=" + mistyped(value.word)), value.word));
    }
  CHECK(tried > 10);
}

TEST_CASE("a mistyped option is recognised") {
  for (const frontend::Option& option : frontend::options) {
    if (!can_be_mistyped(option.name)) continue;
    const std::string word = "--" + mistyped(option.name);
    const std::string complaint = complaint_of([&] {
      const char* const argv[] = {"sandbox", word.c_str()};
      frontend::CommandLine line;
      frontend::parse_command_line(2, argv, line);
    });
    CHECK(complaint.find(", did you mean --" + std::string(option.name) + "?") != std::string::npos);
  }
}
