// TOML becomes a tree with positions, and no text makes the reader fall over.
//
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <variant>

#include "frontend/document.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using frontend::parse_document;
using frontend::Table;
using frontend::Value;

std::string complaint_about(std::string_view text) try {
  parse_document(text, "own.toml");
  return "no complaint";
} catch (const PolicyError& error) {
  return error.complaint().headline();
}

std::string kind_in(const std::string& text) {
  const Table table = parse_document("key = " + text, "own.toml");
  REQUIRE(table.size() == 1);
  return std::string(kind_of(table.front().value));
}

// A value of --set: its kind and, for strings, its text.
std::string assigned(std::string_view text) try {
  const Value value = frontend::parse_value(text, "--set key");
  const auto* string = std::get_if<std::string>(&value.data);
  return string != nullptr ? "text " + *string : std::string(kind_of(value));
} catch (const PolicyError&) {
  return "refused";
}

}  // namespace

TEST_CASE("keys stand in the order of the file, each with its place") {
  const Table table = parse_document("zeta = 1\n\n  alpha = \"x\" # comment\n[last]\nin = true\n", "own.toml");
  REQUIRE(table.size() == 3);
  CHECK(table[0].name == "zeta");
  CHECK(table[0].at.line == 1);
  CHECK(table[0].value.at.column == 8);
  CHECK(std::get<std::int64_t>(table[0].value.data) == 1);
  CHECK(table[1].name == "alpha");
  CHECK(table[1].at.line == 3);
  CHECK(table[1].at.column == 3);
  CHECK(std::get<std::string>(table[1].value.data) == "x");
  CHECK(table[2].name == "last");
  const auto& inner = std::get<Table>(table[2].value.data);
  REQUIRE(inner.size() == 1);
  CHECK(inner[0].at.line == 5);
  CHECK(std::get<bool>(inner[0].value.data));
}

TEST_CASE("every kind of value has a name for people") {
  CHECK(kind_in("\"x\"") == "a string");
  CHECK(kind_in("'''x'''") == "a string");
  CHECK(kind_in("-7") == "a number");
  CHECK(kind_in("0o22") == "a number");
  CHECK(kind_in("false") == "true or false");
  CHECK(kind_in("0.5") == "a number with a fraction");
  CHECK(kind_in("inf") == "a number with a fraction");
  CHECK(kind_in("2026-01-01") == "a date or a time");
  CHECK(kind_in("07:30:00") == "a date or a time");
  CHECK(kind_in("2026-01-01T07:30:00Z") == "a date or a time");
  CHECK(kind_in("[]") == "a list");
  CHECK(kind_in("{}") == "a table");
}

TEST_CASE("the place of a mistake is in front of the sentence") {
  CHECK(complaint_about("a = 1\nb = \n").starts_with("own.toml:2:"));
  CHECK(complaint_about("a = \"x").starts_with("own.toml:1:"));
  CHECK(complaint_about("a = 1\n\na = 2").starts_with("own.toml:3:"));
  CHECK(complaint_about("a = 99999999999999999999").starts_with("own.toml:1:"));
  CHECK(complaint_about("[a]\n[a]\n").starts_with("own.toml:2:"));
  CHECK(complaint_about("a = \"\xff\"").starts_with("own.toml:1:"));
  CHECK(complaint_about(std::string_view("a = \"\0\"", 7)).starts_with("own.toml:1:"));
}

TEST_CASE("an empty text, a byte order mark and carriage returns are no mistakes") {
  CHECK(parse_document("", "own.toml").empty());
  CHECK(parse_document("# nothing\n", "own.toml").empty());
  const Table table = parse_document(
      "\xef\xbb\xbf"
      "a = 1\r\nb = 2\r\n",
      "own.toml");
  REQUIRE(table.size() == 2);
  CHECK(table[0].name == "a");
  CHECK(table[1].at.line == 2);
}

TEST_CASE("a key of endless dots is refused before it becomes tables") {
  const auto dotted = [](std::size_t dots) {
    std::string text = "# first\n";
    for (std::size_t i = 0; i < dots; ++i) text += "a.";
    return text + "a = 1\n";
  };
  CHECK(complaint_about(dotted(1000)) == "no complaint");
  CHECK(complaint_about(dotted(1001)) == "own.toml:2: the line has more than 1000 dots outside of strings");
  CHECK(complaint_about(dotted(200000)) == "own.toml:2: the line has more than 1000 dots outside of strings");
  // Dots of different lines are not added up.
  std::string many;
  for (int i = 0; i < 900; ++i) many += "k" + std::to_string(i) + " = \"a.b.c\"\n";
  CHECK(complaint_about(many) == "no complaint");
}

TEST_CASE("dots in strings and comments are no keys; whatever a string looks like, those behind it are") {
  std::string dots;
  for (int i = 0; i < 1001; ++i) dots += "a.";
  const std::string key = ", { " + dots + "a = 1 }]\n";
  for (const std::string& text :
       {"a = [\"" + dots + "\", '" + dots + "']  # " + dots, "a = \"\"\"\n" + dots + "\"\"\"\n",
        "a = '''" + dots + "'''\n", "a = \"\\\"" + dots + "\"\n", "a = \"\"\"\\\"\"\"" + dots + "\"\"\"\"\"\n"}) {
    CAPTURE(text.substr(0, 12));
    CHECK(complaint_about(text) == "no complaint");
  }
  for (const char* string : {"\"\"", "''", "\"a\"", "'\\'", "\"\\\\\"", "\"\"\"a\"\"\"", "\"\"\"a\"\"\"\"", "'''a'''''",
                             "\"\"\"\"\"\"", "''''''", "\"#\""}) {
    CAPTURE(string);
    CHECK(complaint_about("a = [" + std::string(string) + key) ==
          "own.toml:1: the line has more than 1000 dots outside of strings");
  }
  CHECK(complaint_about("a = \"\"\"\n\n\"\"\"\n" + dots + "a = 1\n") ==
        "own.toml:4: the line has more than 1000 dots outside of strings");
  // A string that does not end is the library's to complain about.
  CHECK(complaint_about("a = \"b\n" + dots + "a = 1\n") != "no complaint");
}

TEST_CASE("lists and tables that nest without end are refused") {
  for (const char* open : {"[", "{a = "}) {
    CAPTURE(open);
    std::string text = "a = ";
    for (int i = 0; i < 100000; ++i) text += open;
    CHECK(complaint_about(text).starts_with("own.toml:1:"));
  }
}

TEST_CASE("a value on the command line is TOML where it can be, else a string as it stands") {
  CHECK(assigned("host") == "text host");
  CHECK(assigned("") == "text ");
  CHECK(assigned("/a/b c") == "text /a/b c");
  CHECK(assigned("512M") == "text 512M");
  CHECK(assigned("10:20") == "text 10:20");
  CHECK(assigned("\"host\"") == "text host");
  CHECK(assigned("'a\\b'") == "text a\\b");
  CHECK(assigned("7") == "a number");
  CHECK(assigned("true") == "true or false");
  CHECK(assigned("[\"a\", \"b\"]") == "a list");
  CHECK(assigned("{a = 1}") == "a table");
}

TEST_CASE("a value on the command line that is begun as TOML must be TOML") {
  for (const char* text : {"[a]", "[", "{", "\"x", "'x", "[1] [2]"}) {
    CAPTURE(text);
    CHECK(assigned(text) == "refused");
  }
}

TEST_CASE("a value on the command line cannot bring a second key") {
  CHECK(assigned("1\nother = 2") == "text 1\nother = 2");
  CHECK(assigned("x\n[table]\ny = 1") == "text x\n[table]\ny = 1");
  CHECK(assigned("\"x\"\nother = 2") == "text \"x\"\nother = 2");
}
