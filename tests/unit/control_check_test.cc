// sandboxctl check and list: all that is wrong at once, and the profiles that there are.
//
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "control/verb.h"
#include "golden.h"
#include "shelf.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using testing::Shelf;

control::Outcome outcome(std::vector<const char*> words, const Shelf& shelf) {
  words.insert(words.begin(), "sandboxctl");
  return control::run(static_cast<int>(words.size()), words.data(), shelf);
}

Shelf with(std::map<std::string, std::string> files) {
  Shelf shelf;
  shelf.variables = {{"HOME", "/home/ada"}};
  shelf.files = std::move(files);
  return shelf;
}

constexpr const char* full_of_mistakes = R"(version = 1
extends = ["nowhere", "./broken.toml"]
nonsense = true

[filesystem]
ro = ["relative", "/fine", "~/x:y:z"]
home = "tmfps"

[network]
mode = "host"

[[seccomp.rule]]
syscalls = ["opne"]

[[seccomp.rule]]
syscalls = ["open"]

[capabilities]
keep = ["net_admin"]

[[when]]
if = { env = "NEVER" }
then = { process = { umask = "9" } }
)";

constexpr const char* own_directory = "/home/ada/.config/sandbox/profiles/";

}  // namespace

TEST_CASE("all problems of a profile are told at once, in its order") {
  const Shelf shelf = with({{"bad.toml", full_of_mistakes},
                            {"broken.toml", "version = 1\n[network]\nmode = \"hsot\"\n"},
                            {"good.toml", "version = 1\n"},
                            {"syntax.toml", "version = 1\nname = \n"},
                            {"old.toml", "name = \"x\"\n"}});
  const control::Outcome found = outcome({"check", "bad.toml", "good.toml", "syntax.toml", "old.toml"}, shelf);
  CHECK(found.status == 1);
  testing::check_golden("messages/check.txt", found.text);
}

TEST_CASE("all problems of what a profile extends are told, too") {
  const control::Outcome found =
      outcome({"check", "own.toml"},
              with({{"own.toml", "version = 1\nextends = [\"./part.toml\"]\nwrong = 1\n"},
                    {"part.toml", "version = 1\nextends = [\"./deep.toml\"]\nnonsense = 1\nnetwork.mode = \"hsot\"\n"},
                    {"deep.toml", "version = 1\nfilesystem.home = \"tmfps\"\nmore = 2\n"}}));
  CAPTURE(found.text);
  for (const char* place : {"own.toml:3:1: ", "\npart.toml:3:1: ", "\npart.toml:4:16: ", "\ndeep.toml:2:19: ",
                            "\ndeep.toml:3:1: ", "\n5 problems in 1 profile\n"})
    CHECK(found.text.find(place) != std::string::npos);
}

TEST_CASE("of a list of words all that are wrong are told") {
  const control::Outcome found = outcome(
      {"check", "own.toml"},
      with({{"own.toml", "version = 1\n[[test]]\nread = [\"a\", \"/b\", \"c\"]\nconnect = []\nexpect = \"deny\"\n"}}));
  CAPTURE(found.text);
  for (const char* problem : {"own.toml:3:8: [[test]] read: \"a\" is", "own.toml:3:8: [[test]] read: \"c\" is",
                              "own.toml:4:11: [[test]] connect: the list is empty", "\n3 problems in 1 profile\n"})
    CHECK(found.text.find(problem) != std::string::npos);
}

TEST_CASE("a profile without a problem is fine, with status 0") {
  const control::Outcome found = outcome({"check", "base", "default", "build", "script"}, with({}));
  CHECK(found.status == 0);
  CHECK(
      found.text ==
      "built-in base.toml: fine\nbuilt-in default.toml: fine\nbuilt-in build.toml: fine\nbuilt-in script.toml: fine\n");
  CHECK(outcome({"check", "--json", "base"}, with({})).text == "[]\n");
}

TEST_CASE("to a program each problem has the same keys") {
  const Shelf shelf = with({{"bad.toml", "version = 1\nextends = [\"nowhere\"]\nname = 7\n"}});
  const control::Outcome found = outcome({"check", "--json", "bad.toml"}, shelf);
  CHECK(found.status == 1);
  const nlohmann::json all = nlohmann::json::parse(found.text);
  REQUIRE(all.size() == 2);
  CHECK(all[0]["file"] == "bad.toml");
  CHECK(all[0]["line"] == 2);
  CHECK(all[0]["column"] == 0);
  CHECK(all[1]["line"] == 3);
  CHECK(all[1]["column"] == 8);
  CHECK(all[1]["message"] == "name must be a string, not a number");
  for (const auto& problem : all) CHECK(problem.size() == 5);
}

TEST_CASE("what cannot be looked at is an error, whatever else was asked") {
  Shelf shelf = with({{"good.toml", "version = 1\n"}});
  shelf.closed["shut.toml"] = {.error = EACCES, .words = {}};
  const control::Outcome beside = outcome({"check", "absent.toml", "good.toml"}, shelf);
  CHECK(beside.text == "good.toml: fine\n");
  CHECK(beside.status == 125);
  for (const char* one : {"shut.toml", "nowhere"}) {
    CHECK(outcome({"check", one}, shelf).text.empty());
    CHECK(outcome({"check", one}, shelf).status == 125);
  }
}

TEST_CASE("control characters of a profile do not reach the terminal") {
  const control::Outcome found =
      outcome({"check", "bad.toml"}, with({{"bad.toml", "version = 1\n\"\\u001b[2J\" = 1\n"}}));
  CHECK(found.text.find('\x1b') == std::string::npos);
  CHECK(found.text.find("\\x1b[2J") != std::string::npos);
}

TEST_CASE("profiles are listed by name, broken ones with their problem") {
  const std::string directory = own_directory;
  Shelf shelf = with({{directory + "mine.toml", "version = 1\ndescription = \"For me.\"\n"},
                      {directory + "broken.toml", "version = 1\nnonsense = 1\n"},
                      {directory + "base.toml", "version = 1\ndescription = \"Hides the built-in one.\"\n"},
                      {directory + "notes.txt", "no profile"}});
  const std::string text = outcome({"list"}, shelf).text;
  CAPTURE(text);
  CHECK(text.find("base     " + directory + "base.toml    Hides the built-in one.\n") == 0);
  CHECK(text.find("\nbroken   " + directory + "broken.toml  broken: " + directory +
                  "broken.toml:2:1: unknown key \"nonsense\"") != std::string::npos);
  CHECK(text.find("\nmine     " + directory + "mine.toml    For me.\n") != std::string::npos);
  CHECK(text.find("\nscript   built-in script.toml") != std::string::npos);
  shelf.closed[directory + "mine.toml"] = {.error = EACCES, .words = {}};
  CHECK(outcome({"list"}, shelf)
            .text.find("broken: cannot read the profile " + directory + "mine.toml: permission denied") !=
        std::string::npos);
  shelf.closed.clear();
  CHECK_THROWS_AS(outcome({"list", "--names", "--json"}, shelf), UsageError);
  CHECK(outcome({"list", "--names"}, shelf).text.starts_with("base\nbroken\nbuild\n"));
  const nlohmann::json all = nlohmann::json::parse(outcome({"list", "--json"}, shelf).text);
  CHECK(all[0]["name"] == "base");
  CHECK(all[0]["built_in"] == false);
  CHECK(all[1]["problem"] != "");
  CHECK(all[2]["built_in"] == true);
}
