// What is made from the tables names everything in them.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "frontend/completions.h"
#include "frontend/embedded_profiles.h"
#include "frontend/field_kind.h"
#include "frontend/named_policy.h"
#include "frontend/options.h"
#include "frontend/profile_reader.h"
#include "frontend/reference.h"
#include "frontend/schema.h"
#include "frontend/settings.h"
#include "golden.h"
#include "policy/policy.h"
#include "policy/variables.h"
#include "support/words.h"

namespace {

using namespace sandbox;

bool holds(const std::string& text, std::string_view word) { return text.find(word) != std::string::npos; }

// As scdoc wants it.
std::string in_bold(std::string_view name) {
  std::string text = "*";
  for (const char c : name)
    text.append(std::string_view("*_\\`").find(c) != std::string_view::npos ? "\\" : "").append(1, c);
  return text + "*";
}

// Every key of a table, of those below it, and of those in its lists.
template <class Record>
void check_keys(const std::string& reference, const std::string& schema) {
  policy::for_each_told_key<Record>(
      [&]<class Field>(const policy::Key<Record, Field>& key, const policy::KeyText& told) {
        CAPTURE(key.name);
        CHECK(holds(schema, "\"" + std::string(key.name) + "\": {"));
        if constexpr (policy::Table<Field>) {
          check_keys<Field>(reference, schema);
        } else {
          CHECK(holds(reference, in_bold(key.name) + " = "));
          CHECK(holds(reference, " Example: " + in_bold(std::string(key.name) + " = " + std::string(told.example))));
        }
        if constexpr (frontend::has_tables<Field> && !std::is_same_v<Field, std::vector<Sourced<policy::Mount>>>)
          check_keys<typename frontend::FieldKind<Field>::Value>(reference, schema);
      });
  for (const std::string_view later : policy::later_keys_of<Record>) CHECK(holds(reference, in_bold(later)));
}

}  // namespace

TEST_CASE("the reference of the manual and the schema have every key") {
  const std::string reference = frontend::reference_of_keys();
  const std::string schema = frontend::schema_of_profiles();
  check_keys<policy::Policy>(reference, schema);
  check_keys<policy::Bind>(reference, schema);
  check_keys<policy::Tmpfs>(reference, schema);
  check_keys<frontend::Heritage>(reference, schema);
}

TEST_CASE("the reference and the completions have every option") {
  const std::string reference = frontend::reference_of_options();
  for (const frontend::Option& option : frontend::options) {
    const std::string name(option.name);
    CAPTURE(name);
    CHECK(holds(reference, "*--" + name + "*"));
    CHECK(holds(frontend::bash_completion(), " --" + name));
    CHECK(holds(frontend::zsh_completion(), "--" + name + (option.value.empty() ? "[" : "=[")));
    CHECK(holds(frontend::fish_completion(), " -l " + name + " "));
  }
  for (const std::string_view later : frontend::later_options)
    CHECK(holds(reference, "*--" + std::string(later) + "*"));
}

TEST_CASE("the reference says what words mean, what holds when a key is left out, and what is not supported yet") {
  const std::string reference = frontend::reference_of_keys();
  CHECK(holds(reference,
              "*mode* = a string\n\twhich network there is\n\n"
              "\tOne of *none* (a loopback of its own and nothing else), *host* (the host's).\n\n"
              "\tNot supported yet: *filtered*, *nat*.\n\n"
              "\tDefault: *\"none\"*. Example: *mode = \"host\"*\n"));
  CHECK(holds(reference, "*version* = a whole number\n\tversion of the language: 1\n\n\tIt must be there. Example: "));
  CHECK(holds(reference, "*type* = a string\n"));
  CHECK(holds(reference, "*tmpfs* (an empty directory in memory).\n\n\tNot supported yet: *overlay*, "));
  CHECK(holds(reference, "what is mounted below the source\n\n\tDefault: *true*. Example: *recursive = false*\n"));
  CHECK(holds(reference, "\tDefault: the caller's own limit. Example: "));
  for (const std::string_view later : policy::later_keys_of<policy::Mount>) CHECK(holds(reference, in_bold(later)));
  for (const Word<policy::Variable>& entry : words_of<policy::Variable>)
    CHECK(holds(frontend::reference_of_variables(), in_bold("${" + std::string(entry.word) + "}")));
}

TEST_CASE("the completions know the keys of --set, and the words of those that take one") {
  const std::vector<frontend::Setting> settings = frontend::settings();
  CHECK(settings.size() > 60);
  for (const std::string& text :
       {frontend::bash_completion(), frontend::zsh_completion(), frontend::fish_completion()}) {
    for (const frontend::Setting& setting : settings) {
      CHECK(holds(text, setting.key));
      for (const frontend::SettingValue& value : setting.values) CHECK(holds(text, value.word));
    }
    CHECK(!holds(text, "filtered"));
  }
  const auto mode =
      std::find_if(settings.begin(), settings.end(), [](const auto& s) { return s.key == "network.mode"; });
  REQUIRE(mode != settings.end());
  CHECK(mode->values.size() == 2);
  CHECK(mode->values.back().word == "host");
}

TEST_CASE("the completions know the built-in profiles") {
  for (const frontend::EmbeddedProfile& profile : frontend::embedded_profiles())
    for (const std::string& text :
         {frontend::bash_completion(), frontend::zsh_completion(), frontend::fish_completion()})
      CHECK(holds(text, profile.name));
}

TEST_CASE("the manual has the built-in profiles, with what they say of themselves") {
  const std::string text = frontend::reference_of_profiles();
  for (const frontend::EmbeddedProfile& profile : frontend::embedded_profiles())
    CHECK(holds(
        text, in_bold(profile.name) + "\n\t" + frontend::built_in_policy(std::string(profile.name)).description.value));
}

TEST_CASE("every promise that the security document names is kept by a file") {
  const std::string document = testing::read_test_file("../SECURITY.md");
  std::size_t named = 0;
  for (std::size_t start = 0; (start = document.find('`', start)) != std::string::npos;) {
    const std::size_t end = document.find('`', start + 1);
    const std::string word = document.substr(start + 1, end - start - 1);
    start = end + 1;
    if (word.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string::npos || !holds(word, "_")) continue;
    ++named;
    CHECK_MESSAGE(!testing::read_test_file("promises/" + word + ".sh").empty(), word);
  }
  CHECK(named > 30);
}

TEST_CASE("the manual has places for what is made") {
  for (const char* page : {"../man/sandbox.1.scd", "../man/sandbox-profile.5.scd"})
    CHECK(!testing::read_test_file(page).empty());
  CHECK(holds(testing::read_test_file("../man/sandbox.1.scd"), "\n@options@\n"));
  for (const char* part : {"\n@keys@\n", "\n@variables@\n", "\n@etc@\n"})
    CHECK(holds(testing::read_test_file("../man/sandbox-profile.5.scd"), part));
}
