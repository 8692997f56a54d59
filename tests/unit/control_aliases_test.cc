// sandboxctl aliases: which commands have one, and how each shell is told.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "control/verb.h"
#include "shelf.h"
#include "support/error.h"
#include "support/words.h"

namespace {

using namespace sandbox;
using testing::Shelf;

const std::string directory = "/home/ada/.config/sandbox/profiles/";

Shelf at_home() {
  Shelf shelf;
  shelf.variables = {{"HOME", "/home/ada"}, {"PATH", "relative::/usr/bin:/opt"}};
  shelf.machine.file("/usr/bin/make").file("/usr/bin/g++").file("/opt/mine").directory("/usr/bin/cargo");
  return shelf;
}

std::string aliases(const Shelf& shelf, std::vector<const char*> words = {"bash"}) try {
  words.insert(words.begin(), {"sandboxctl", "aliases"});
  return control::run(static_cast<int>(words.size()), words.data(), shelf).text;
} catch (const Error& error) {
  return "error: " + error.complaint().sentence;
}

bool says(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

}  // namespace

TEST_CASE("what is installed of what profiles match by name has an alias, and says which profile it is for") {
  const std::string text = aliases(at_home());
  CHECK(says(text, "\nalias make='sandbox make'  # build\n"));
  CHECK(says(text, "\nalias g++='sandbox g++'  # build\n"));
  CHECK_FALSE(says(text, "cargo"));
  CHECK_FALSE(says(text, "alias npm="));
  CHECK(says(aliases(at_home(), {"bash", "--all"}), "\nalias npm='sandbox npm'  # build\n"));
}

TEST_CASE("patterns and paths have none") {
  const std::string text = aliases(at_home(), {"bash", "--all"});
  CHECK_FALSE(says(text, "*"));
  CHECK_FALSE(says(text, "alias ./"));
}

TEST_CASE("a profile of one's own has its aliases, unless it counts below a directory only") {
  Shelf shelf = at_home();
  shelf.files[directory + "own.toml"] = "version = 1\nmatch.command = [\"mine\", \"make\"]\n";
  CHECK(says(aliases(shelf), "\nalias mine='sandbox mine'  # own\n"));
  CHECK(says(aliases(shelf), "\nalias make='sandbox make'  # build\n"));
  shelf.files[directory + "own.toml"] =
      "version = 1\n[match]\ncommand = [\"mine\"]\npath_beneath = [\"/home/ada/src\"]\n";
  CHECK_FALSE(says(aliases(shelf), "mine"));
}

TEST_CASE("no name means anything to a shell but a command") {
  Shelf shelf = at_home();
  shelf.files[directory + "own.toml"] =
      "version = 1\nmatch.command = [\"a;touch x\", \"$(x)\", \"x'y\", \"-x\", \"if\", \"command\", \"sandbox\", \"a "
      "b\", "
      "\"a=b\", \"ü\", \"x\\ny\", \"fine_1\"]\n";
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const std::string text = aliases(shelf, {shell, "--all"});
    CHECK(says(text, "fine_1"));
    for (const char* name : {"touch", "$(", "x'y", " -x", " if=", "function if", "command=", "sandbox=", "a b", "\ny"})
      CHECK_FALSE(says(text, name));
  }
}

TEST_CASE("a profile that is broken takes nobody else's aliases away") {
  Shelf shelf = at_home();
  shelf.files[directory + "odd.toml"] = "version = 1\nmatch.command = \"\n";
  shelf.closed[directory + "shut.toml"] = {.error = 13, .words = {}};
  const std::string text = aliases(shelf);
  CHECK(says(text, "\n# " + directory + "odd.toml is broken: sandboxctl check odd\n"));
  CHECK(says(text, "\nalias make="));
}

TEST_CASE("each shell is told in its way how to use them and how to step out") {
  for (const std::string_view shell : split(control::alias_shells, ' ')) {
    const std::string text = aliases(at_home(), {std::string(shell).c_str()});
    CHECK(says(text, "sandboxctl aliases " + std::string(shell)));
    CHECK(says(text, "command make"));
  }
  CHECK(says(aliases(at_home(), {"fish"}), "if status is-interactive\n"));
  CHECK(says(aliases(at_home(), {"fish"}), "\n  function make; sandbox make $argv; end  # build\n"));
}

TEST_CASE("another shell, or none, is refused") {
  CHECK(aliases(at_home(), {}) == "error: aliases wants to know for which shell");
  CHECK(aliases(at_home(), {"zhs"}) == "error: there are no aliases for \"zhs\", did you mean \"zsh\"?");
  CHECK(says(aliases(at_home(), {"bash", "zsh"}), "error: aliases takes"));
}
