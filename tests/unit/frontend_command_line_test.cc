// The command line is taken apart without touching what belongs to the command.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "frontend/command_line.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using Words = std::vector<std::string>;

frontend::CommandLine parse(const Words& words) {
  std::vector<const char*> argv{"sandbox"};
  for (const std::string& word : words) argv.push_back(word.c_str());
  frontend::CommandLine line;
  frontend::parse_command_line(static_cast<int>(argv.size()), argv.data(), line);
  return line;
}

std::string complaint_about(const Words& words) {
  try {
    parse(words);
  } catch (const UsageError& error) {
    return error.complaint().sentence;
  }
  return "no complaint";
}

// "--ro=/a" for every option, in order.
Words given(const Words& words) {
  Words texts;
  for (const frontend::Given& option : parse(words).options)
    texts.push_back("--" + std::string(option.option->name) + (option.option->value.empty() ? "" : "=" + option.value));
  return texts;
}

}  // namespace

TEST_CASE("options end at the first word that is none") {
  CHECK(parse({"-p", "base", "make", "--ro", "/x", "-n"}).command == Words{"make", "--ro", "/x", "-n"});
  CHECK(given({"-p", "base", "make", "--ro", "/x"}) == Words{"--profile=base"});
  CHECK(parse({"make"}).command == Words{"make"});
  CHECK(parse({}).command.empty());
}

TEST_CASE("-- is taken off once, and only in front of the command") {
  CHECK(parse({"--", "--help"}).command == Words{"--help"});
  CHECK(parse({"-n", "--", "--", "x"}).command == Words{"--", "x"});
  CHECK(parse({"echo", "--"}).command == Words{"echo", "--"});
  CHECK(parse({"-"}).command == Words{"-"});
}

TEST_CASE("the command's words arrive as they were typed") {
  const Words odd{"[a-z]", "[]", "[a,b]", "", "--", "%%", "{}", "two\nlines", "\xff\xfe", "'", "\"x\""};
  Words words{"find"};
  words.insert(words.end(), odd.begin(), odd.end());
  CHECK(parse(words).command == words);
}

TEST_CASE("values of options arrive as they were typed") {
  for (const char* value : {"[x]", "[a,b]", "[]", "/a b", "a\nb", "\xff", "--ro", "-n", "/a:/b?", "{}"}) {
    CAPTURE(value);
    CHECK(given({"--ro", value, "true"}) == Words{std::string("--ro=") + value});
  }
  CHECK(given({"--set", "filesystem.ro=[\"/a\", \"/b\"]"}) == Words{"--set=filesystem.ro=[\"/a\", \"/b\"]"});
  CHECK(given({"--set=a=b"}) == Words{"--set=a=b"});
  CHECK(given({"-pbase"}) == Words{"--profile=base"});
  CHECK(given({"-p", "", "make"}) == Words{"--profile="});
  CHECK(given({"--ro", "--", "make"}) == Words{"--ro=--"});
  CHECK(given({"-np", "base"}) == Words{"--dry-run", "--profile=base"});
}

TEST_CASE("repeatable options keep their order") {
  CHECK(given({"--ro", "/a", "--rw", "/b", "--ro", "/c"}) == Words{"--ro=/a", "--rw=/b", "--ro=/c"});
}

TEST_CASE("what is no option is told, with what was meant") {
  CHECK(complaint_about({"--rq", "/x"}) == "there is no option --rq, did you mean --ro?");
  CHECK(complaint_about({"--profil", "x"}) == "there is no option --profil, did you mean --profile?");
  CHECK(complaint_about({"-z"}) == "there is no option -z");
  CHECK(complaint_about({"-nz"}) == "there is no option -z");
  CHECK(complaint_about({"--cow", "/x"}) == "--cow is not supported yet");
}

TEST_CASE("a value that is missing or given twice is told") {
  CHECK(complaint_about({"--ro"}) == "--ro lacks its value");
  CHECK(complaint_about({"-p"}) == "-p lacks its value");
  CHECK(complaint_about({"--ro="}) == "--ro lacks its value");
  CHECK(complaint_about({"-np"}) == "-np lacks its value");
  CHECK(complaint_about({"-nn", "make"}) == "--dry-run is given twice");
  CHECK(complaint_about({"-p", "a", "-p", "b"}) == "--profile is given twice");
  CHECK(complaint_about({"--explain=yes"}) == "--explain takes no value");
}

TEST_CASE("the help names every option and its value") {
  const std::string help = frontend::help_text();
  for (const frontend::Option& option : frontend::options) {
    CHECK(help.find("--" + std::string(option.name)) != std::string::npos);
    CHECK(help.find(option.help) != std::string::npos);
  }
  for (std::size_t start = 0, end = 0; (end = help.find('\n', start)) != std::string::npos; start = end + 1)
    CHECK(end - start <= 120);
}
