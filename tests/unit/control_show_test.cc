// sandboxctl show: a policy written back is the same policy.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "control/verb.h"
#include "every_key.h"
#include "frontend/embedded_profiles.h"
#include "frontend/inheritance.h"
#include "frontend/named_policy.h"
#include "frontend/profile_reader.h"
#include "frontend/toml_writer.h"
#include "golden.h"
#include "policy/policy.h"
#include "shelf.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using testing::Shelf;

std::string shown(std::vector<const char*> words, const Shelf& shelf) {
  words.insert(words.begin(), {"sandboxctl", "show"});
  return control::run(static_cast<int>(words.size()), words.data(), shelf).text;
}

// Makes the origins of all values the same, so that only values are compared.
struct Forget {
  void origin(Origin& origin) const {
    if (origin.given()) origin = {.place = "somewhere", .key = {}};
  }
  template <class T>
  void operator()(T& value) const {
    if constexpr (policy::Table<T>) policy::for_each_key<T>([&](const auto& key) { (*this)(value.*key.field); });
  }
  void operator()(policy::Mount& mount) const {
    std::visit([&](auto& record) { (*this)(record); }, mount);
  }
  template <class T>
  void operator()(Sourced<T>& field) const {
    origin(field.origin);
    (*this)(field.value);
  }
  template <class T>
  void operator()(std::vector<T>& list) const {
    for (T& entry : list) (*this)(entry);
  }
  template <class T>
  void operator()(policy::Allowlist<T>& list) const {
    origin(list.origin);
    (*this)(list.entries);
  }
  void operator()(std::map<std::string, Sourced<std::string>>& map) const {
    for (auto& [name, entry] : map) (*this)(entry);
  }
};

policy::Policy without_origins(policy::Policy policy) {
  Forget{}(policy);
  policy.provenance = {};
  return policy;
}

policy::Policy read(std::string_view text) {
  policy::Policy policy;
  frontend::Profile(text, "own.toml", "own").apply(policy, {frontend::nowhere(), ""});
  return policy;
}

void check_round_trip(const policy::Policy& policy) {
  const std::string text = frontend::profile_of(frontend::values_of(policy, frontend::Which::given));
  CAPTURE(text);
  CHECK(without_origins(read(text)) == without_origins(policy));
}

Shelf with(const std::string& text) {
  Shelf shelf;
  shelf.files["own.toml"] = text;
  return shelf;
}

}  // namespace

TEST_CASE("every shipped profile, written back, is the same policy") {
  for (const frontend::EmbeddedProfile& profile : frontend::embedded_profiles()) {
    CAPTURE(profile.name);
    check_round_trip(frontend::built_in_policy(std::string(profile.name)));
  }
}

TEST_CASE("every key, written back, has its value") {
  check_round_trip(read(testing::every_key));
  check_round_trip(
      read("version = 1\nnetwork.tcp_bind = [0, \"1-65535\"]\nlandlock.scope = []\nlandlock.enable = false\n"));
  check_round_trip(read("version = 1\nuser.uid = \"self\"\nlimits.rlimit.cpu = \"7:unlimited\"\n"));
}

TEST_CASE("every character of a text, written back, is the same") {
  check_round_trip(
      read("version = 1\n[env.set]\n\"a b.c\" = \"\\\"\\\\ \\t \\n \\r \\u0001 \\u007F \\u009B \\u202E ä € 😀\"\n"));
  const std::string text = shown({"--toml", "own.toml"}, with("version = 1\ndescription = \"\\u001B[2J\\u202E\"\n"));
  CHECK(text.find("description = \"\\u001B[2J\\u202E\"") != std::string::npos);
}

TEST_CASE("what is shown as TOML stands alone, with its tests") {
  const std::string text =
      "version = 1\nextends = [\"base\"]\n[match]\ncommand = [\"own\"]\n[[test]]\nread = \"/etc\"\n"
      "expect = \"allow\"\n[[when]]\nif = { env = \"NEVER\" }\nthen = { process = { umask = \"7\" } }\n";
  const std::string once = shown({"--toml", "own.toml"}, with(text));
  CHECK(once.find("extends") == std::string::npos);
  CHECK(once.find("test = [\n  { read = \"/etc\", expect = \"allow\" },  # own.toml:5") != std::string::npos);
  CHECK(once.find("\n[match]\ncommand = [\n  \"own\",") != std::string::npos);
  policy::Policy policy;
  const frontend::Profile again(once, "again.toml", "again");
  CHECK(again.heritage().test.size() == 1);
  CHECK(again.heritage().match.command.size() == 1);
  again.apply(policy, {frontend::nowhere(), ""});
  CHECK(policy.name.value == "own");
}

TEST_CASE("values are shown by table, each with its origin") {
  const std::string text =
      "version = 1\nextends = [\"base\"]\n[filesystem]\nro = [\"/srv\", \"~/.gitconfig?\"]\n"
      "[env.set]\nPAGER = \"cat\"\n[network]\nmode = \"host\"\ntcp_connect = []\n";
  std::string told = "sandboxctl show own.toml\n" + shown({"own.toml"}, with(text));
  told += "\nsandboxctl show --toml own.toml\n" + shown({"--toml", "own.toml"}, with(text));
  told += "\nsandboxctl show --all own.toml\n" + shown({"--all", "own.toml"}, with("version = 1\n"));
  testing::check_golden("messages/show.txt", told);
}

TEST_CASE("to a program every value has its key and its line") {
  const std::string text = "version = 1\n[env.set]\nPAGER = \"cat\"\n[user]\nuid = 7\n";
  const nlohmann::json all = nlohmann::json::parse(shown({"--json", "own.toml"}, with(text)));
  REQUIRE(all.size() == 4);
  CHECK(all[1] == nlohmann::json{{"key", "name"}, {"value", "own"}, {"file", "own.toml"}, {"line", 0}});
  CHECK(all[2] ==
        nlohmann::json{{"key", "env.set"}, {"name", "PAGER"}, {"value", "cat"}, {"file", "own.toml"}, {"line", 3}});
  CHECK(all[3]["value"] == 7);
  CHECK_NOTHROW(shown({"--json", "--all", "own.toml"}, with(text)));
}

TEST_CASE("a broken profile is not shown") {
  CHECK_THROWS_AS(shown({"own.toml"}, with("version = 1\nnonsense = 1\n")), PolicyError);
  CHECK_THROWS_AS(shown({}, with("")), UsageError);
  CHECK_THROWS_AS(shown({"--all", "--toml", "base"}, with("")), UsageError);
  CHECK_THROWS_AS(shown({"--json", "--toml", "base"}, with("")), UsageError);
}
