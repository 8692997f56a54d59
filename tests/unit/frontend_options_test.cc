// The table of options, as data: what is true of every entry.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <doctest/doctest.h>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "frontend/options.h"
#include "frontend/profile_reader.h"
#include "policy/policy.h"

namespace {

using namespace sandbox;
using frontend::Meaning;
using frontend::Option;

bool is_kebab_case(std::string_view name) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; };
  return name.size() > 1 && name.front() != '-' && name.back() != '-' && std::all_of(name.begin(), name.end(), plain);
}

bool takes_value(Meaning meaning) {
  switch (meaning) {
    case Meaning::profile:
    case Meaning::path_entry:
    case Meaning::variable:
    case Meaning::assignment:
    case Meaning::descriptor:
    case Meaning::json_status_fd:
    case Meaning::info_fd:
    case Meaning::ready_fd:
    case Meaning::pid_file:
    case Meaning::report_json: return true;
    case Meaning::report:
    case Meaning::explain:
    case Meaning::dry_run:
    case Meaning::verbose:
    case Meaning::quiet:
    case Meaning::help:
    case Meaning::version: return false;
  }
  return false;
}

}  // namespace

TEST_CASE("names and letters of options are told apart, today's and later ones") {
  std::set<std::string_view> names;
  std::set<char> letters;
  for (const Option& option : frontend::options) {
    CAPTURE(option.name);
    CHECK(is_kebab_case(option.name));
    CHECK(names.insert(option.name).second);
    if (option.short_name != 0) CHECK(letters.insert(option.short_name).second);
  }
  for (const std::string_view later : frontend::later_options) {
    CAPTURE(later);
    CHECK(is_kebab_case(later));
    CHECK(names.insert(later).second);
    CHECK(frontend::find_option(later) == nullptr);
  }
}

TEST_CASE("an option is found by its name and by its letter, and by nothing else") {
  for (const Option& option : frontend::options) {
    CHECK(frontend::find_option(option.name) == &option);
    if (option.short_name != 0) CHECK(frontend::find_option(option.short_name) == &option);
  }
  CHECK(frontend::find_option("") == nullptr);
  CHECK(frontend::find_option("profil") == nullptr);
  CHECK(frontend::find_option("--ro") == nullptr);
  CHECK(frontend::find_option('z') == nullptr);
  // Options without a letter have 0 in its place.
  CHECK(frontend::find_option('\0') == nullptr);
}

TEST_CASE("an option takes a value when its meaning needs one") {
  for (const Option& option : frontend::options) {
    CAPTURE(option.name);
    CHECK(option.value.empty() != takes_value(option.meaning));
    CHECK((option.meaning == Meaning::path_entry) != option.key.empty());
    CHECK(!option.help.empty());
  }
}

TEST_CASE("the key of every option that adds a path is a key of profiles") {
  std::size_t entries = 0;
  for (const Option& option : frontend::options) {
    if (option.meaning != Meaning::path_entry) continue;
    CAPTURE(option.name);
    ++entries;
    policy::Policy policy;
    frontend::Array list;
    list.push_back({.at = {}, .data = std::string("/x")});
    CHECK_NOTHROW(frontend::apply_flag(policy, "--x", option.key, {.at = {}, .data = std::move(list)}));
    CHECK(policy != policy::Policy{});
  }
  CHECK(entries == 5);
}
