// What single values must look like: for each kind, what is fine and what is not, up to the edges.
//
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "policy/filesystem.h"
#include "policy/ports.h"
#include "policy/process.h"
#include "policy/values.h"
#include "policy/variables.h"
#include "support/words.h"

namespace {

using namespace sandbox;
using Texts = std::vector<std::string>;
using TextCheck = policy::Verdict (*)(const std::string&);

void check_texts(TextCheck check, const Texts& fine, const Texts& wrong) {
  for (const std::string& text : fine) {
    CAPTURE(text);
    CHECK(!check(text));
  }
  for (const std::string& text : wrong) {
    CAPTURE(text);
    const policy::Verdict fault = check(text);
    REQUIRE(fault);
    CHECK(!fault->words.empty());
  }
}

policy::NamedText named(const char* name, const char* value) { return {name, {.value = value, .origin = {}}}; }

std::string shown(const policy::Text& text);

std::string shown_reference(const policy::Reference& reference) {
  const auto* name = std::get_if<std::string>(&reference.name);
  std::string text =
      name != nullptr ? "env " + *name : std::string(word_of(std::get<policy::Variable>(reference.name)));
  if (reference.otherwise) text += " else " + shown({.pieces = *reference.otherwise, .fault = {}});
  return text;
}

// "text|<HOME>|text": the pieces of a text, or what is wrong with it.
std::string shown(const policy::Text& text) {
  if (text.fault) return "fault: " + text.fault->words;
  std::string result;
  for (const policy::Piece& piece : text.pieces) {
    if (!result.empty()) result += '|';
    const auto* literal = std::get_if<std::string>(&piece.data);
    result += literal != nullptr ? *literal : "<" + shown_reference(std::get<policy::Reference>(piece.data)) + ">";
  }
  return result;
}

}  // namespace

TEST_CASE("a port is a number of 16 bits, a range has two of them in order") {
  const auto range = [](std::uint16_t first, std::uint16_t last) { return policy::PortRange{first, last}; };
  CHECK(policy::port_range("0") == range(0, 0));
  CHECK(policy::port_range("65535") == range(65535, 65535));
  CHECK(policy::port_range("8000-8010") == range(8000, 8010));
  CHECK(policy::port_range("80-80") == range(80, 80));
  for (const char* wrong : {"", "65536", "-1", "80-", "-", "8010-8000", "1-2-3", " 80", "80 - 90", "http", "0x50"}) {
    CAPTURE(wrong);
    CHECK(!policy::port_range(wrong));
  }
}

TEST_CASE("an octal number has at most 12 bits") {
  CHECK(policy::octal("0") == 0U);
  CHECK(policy::octal("0755") == 0755U);
  CHECK(policy::octal("07777") == 07777U);
  for (const char* wrong : {"", "8", "-1", "+1", " 1", "0x1", "10000", "000000", "77777"}) {
    CAPTURE(wrong);
    CHECK(!policy::octal(wrong));
  }
}

TEST_CASE("only the version of this build is read") {
  CHECK(!policy::check_version(1));
  for (const std::int64_t wrong : {-1, 0, 2}) CHECK(policy::check_version(wrong));
}

TEST_CASE("names of profiles cannot lead out of a directory, or look like an option") {
  check_texts(policy::check_profile_name, {"a", "my-build_2.x", std::string(64, 'a')},
              {"", ".", "..", ".hidden", "-p", "a/b", "a b", "a\n", "ä", std::string(65, 'a')});
}

TEST_CASE("no profile has the name of the record of trusted ones, which stands where its state would") {
  check_texts(policy::check_profile_name, {"trusted-own", "Trusted"}, {"trusted"});
}

TEST_CASE("paths of the host are absolute, or begin with what is") {
  check_texts(
      policy::check_host_path,
      {"/", "/a/../b", "~", "~/x", "${PWD}", "${PROJECT}/a", "/a$$b", "/ä b", "/a!", "${env:X}/x", "${HOME:-/x}"},
      {"", "a", "./a", "../a", "~ada", "~ada/x", "$HOME/x", "${HOME", "${NOPE}/x", "${}/x", "!/a", "$$/x", "${env:}/x",
       "${:-/x}"});
}

TEST_CASE("paths inside never climb") {
  check_texts(policy::check_inner_path, {"/", "/a/..b", "/a/b..", "~/x", "${PWD}/a"},
              {"", "a", "/..", "/a/..", "/a/../b", "~/../x", "${PWD}/..", "!/a"});
}

TEST_CASE("directories to make never climb") {
  check_texts(policy::check_created_path, {"/a/b", "~/x", "${PWD}/a", "/a/..b"}, {"", "a", "/a/..", "${PWD}/../x"});
}

TEST_CASE("what is made by its name is no pattern") {
  check_texts(policy::check_created_path, {"~/x", "${env:X:-/a}/b"}, {"~/x/*", "/srv/a?", "/srv/[ab]"});
  const auto tmpfs = [](const std::string& path) {
    return policy::check_tmpfs_rule(
        {.path = {path, {.place = "own.toml:2", .key = {}}}, .size = {}, .perms = {}, .noexec = {}});
  };
  CHECK(!tmpfs("/srv/x"));
  REQUIRE(tmpfs("/srv/*"));
  CHECK(tmpfs("/srv/*")->words == "\"/srv/*\" is a pattern, and names no directory to make");
}

TEST_CASE("an entry of etc is a known group, or a name below /etc") {
  check_texts(policy::check_etc_entry, {"ssh", "ssh/ssh_config", "@base", "@tls"},
              {"", "/etc/ssh", "..", "../root", "ssh/../../root", "@", "@nope"});
}

TEST_CASE("a size is a positive number, bare or with a unit") {
  check_texts(
      policy::check_size, {"1", "512M", "10k", "2g", "50%", "100000000000000000"},
      {"", "M", "0", "0M", "000", "-1", "1.5G", "1MB", "1T", " 1", "1 M", "1M,mode=777", "1000000000000000000"});
}

TEST_CASE("a time is a number with a unit, and not nothing") {
  check_texts(policy::check_duration, {"1", "90s", "500ms", "10m", "2h", "36525d"},
              {"", "s", "0", "0s", "-1", "1.5h", "1 s", "1S", "36526d", "99999999999999999999"});
  CHECK(policy::milliseconds_of("90") == 90'000);
  CHECK(policy::milliseconds_of("500ms") == 500);
  CHECK(policy::milliseconds_of("2h") == 7'200'000);
}

TEST_CASE("a mode has three or four octal digits, a mask no bits but permissions") {
  check_texts(policy::check_perms, {"755", "0755", "1777", "000"}, {"", "55", "07755", "0888", "rwx", "-755"});
  check_texts(policy::check_umask, {"0", "022", "77", "0777"}, {"", "1777", "8", "0o22", "-1"});
}

TEST_CASE("names of variables have no equals sign") {
  check_texts(policy::check_env_pattern, {"LANG", "LC_*", "*", "a b"}, {"", "A=B", "="});
  CHECK(!policy::check_env_entry(named("A", "")));
  CHECK(!policy::check_env_entry(named("A", "x=${HOME}/y$$")));
  CHECK(policy::check_env_entry(named("", "x")));
  CHECK(policy::check_env_entry(named("A=B", "x")));
  CHECK(policy::check_env_entry(named("A", "${NOPE}")));
  CHECK(policy::check_env_entry(named("A", "$x")));
}

TEST_CASE("a link stands at a path inside and says something") {
  CHECK(!policy::check_symlink(named("/bin", "usr/bin")));
  CHECK(!policy::check_symlink(named("~/x", "../${HOME}")));
  CHECK(policy::check_symlink(named("bin", "usr/bin")));
  CHECK(policy::check_symlink(named("/a/../b", "x")));
  CHECK(policy::check_symlink(named("/bin", "")));
  CHECK(policy::check_symlink(named("/bin", "${")));
}

TEST_CASE("host names, commands and descriptors have their limits") {
  check_texts(policy::check_user_name, {"ada", "_apt", "A.b-c_9", std::string(32, 'x')},
              {"", "9", "-a", ".a", "a b", "a:b", "a$", "a\n", std::string(33, 'x')});
  check_texts(policy::check_hostname, {"box", "a.b-c", std::string(64, 'x')}, {"", "a b", "a_b", std::string(65, 'x')});
  CHECK(!policy::check_command({"make"}));
  CHECK(!policy::check_command({"make", ""}));
  CHECK(policy::check_command({}));
  CHECK(policy::check_command({""}));
  for (const std::int64_t fine : {3, 1048575}) CHECK(!policy::check_descriptor(fine));
  for (const std::int64_t wrong : {-1, 0, 1, 2, 1048576}) CHECK(policy::check_descriptor(wrong));
}

TEST_CASE("a limit is one number for both, two numbers, or none") {
  using policy::limit_range;
  constexpr std::uint64_t unlimited = policy::LimitRange::unlimited;
  CHECK(limit_range("0") == policy::LimitRange{.soft = 0, .hard = 0});
  CHECK(limit_range("10:20") == policy::LimitRange{.soft = 10, .hard = 20});
  CHECK(limit_range("10:unlimited") == policy::LimitRange{.soft = 10, .hard = unlimited});
  CHECK(limit_range("unlimited") == policy::LimitRange{.soft = unlimited, .hard = unlimited});
  for (const char* wrong : {"", ":", "1:", ":1", "1:2:3", "-1", "+1", " 1", "1 ", "1k", "99999999999999999999"}) {
    CAPTURE(wrong);
    CHECK(!limit_range(wrong));
  }
  CHECK(!policy::check_limit_range({.soft = 5, .hard = 5}));
  CHECK(policy::check_limit_range({.soft = 6, .hard = 5}));
  CHECK(policy::check_limit_range({.soft = unlimited, .hard = 5}));
}

TEST_CASE("a rule's own target is judged as a path inside, its source as one of the host") {
  using policy::check_path_rule;
  CHECK(!check_path_rule({.source = "/a/../b", .target = "/a/../b"}));
  CHECK(!check_path_rule({.source = "/a/../b", .target = "/c"}));
  CHECK(check_path_rule({.source = "/a", .target = "/b/../c"}));
  CHECK(check_path_rule({.source = "a", .target = "/b"}));
  CHECK(check_path_rule({.source = "/a", .target = "b"}));
  CHECK(!policy::check_hidden_path({.source = "/a", .target = "/a"}));
  CHECK(policy::check_hidden_path({.source = "/a", .target = "/b"}));
  CHECK(policy::check_hidden_path({.source = "/a/..", .target = "/a/.."}));
  CHECK(!policy::check_protected_path({.source = "/a", .target = "/a"}));
  CHECK(policy::check_protected_path({.source = "/a", .target = "/b"}));
}

TEST_CASE("a text is taken apart at its variables") {
  using policy::parse_path;
  using policy::parse_text;
  CHECK(shown(parse_text("plain")) == "plain");
  CHECK(shown(parse_text("")).empty());
  CHECK(shown(parse_text("${HOME}")) == "<HOME>");
  CHECK(shown(parse_text("a${HOME}b${PWD}${PROJECT}")) == "a|<HOME>|b|<PWD>|<PROJECT>");
  CHECK(shown(parse_text("$$")) == "$");
  CHECK(shown(parse_text("$${HOME}")) == "${HOME}");
  CHECK(shown(parse_text("a$$$${HOME}")) == "a$${HOME}");
  CHECK(shown(parse_text("~/x")) == "~/x");
  CHECK(shown(parse_path("~")) == "<HOME>");
  CHECK(shown(parse_path("~/x")) == "<HOME>|/x");
  CHECK(shown(parse_path("/x/~")) == "/x/~");
  for (const char* wrong : {"$", "a$", "$HOME", "${", "${HOME", "${}", "${home}", "${ HOME}", "${A${HOME}}", "$$$"}) {
    CAPTURE(wrong);
    CHECK(parse_text(wrong).fault);
  }
  CHECK(parse_path("~ada").fault);
  CHECK(parse_text("${PWD}/x").may_surprise());
  CHECK(parse_text("${env:X}").may_surprise());
  CHECK(!parse_text("$${PWD}/x").may_surprise());
  CHECK(!parse_path("~/x").may_surprise());
}

TEST_CASE("a variable of the environment, and what stands for one without a value") {
  using policy::parse_text;
  CHECK(shown(parse_text("${env:EDITOR}/x")) == "<env EDITOR>|/x");
  CHECK(shown(parse_text("${TMPDIR:-/tmp}")) == "<TMPDIR else /tmp>");
  CHECK(shown(parse_text("${env:A:-}b")) == "<env A else >|b");
  CHECK(shown(parse_text("${env:A:-${env:B:-${HOME}/c}}d")) == "<env A else <env B else <HOME>|/c>>|d");
  CHECK(shown(parse_text("${env:A:-$${}")) == "<env A else ${>");
  for (const char* wrong :
       {"${env:}", "${env:A=B}", "${:-x}", "${env:A:-${HOEM}}", "${env:A:-${HOME}", "${env:A:-$x}"}) {
    CAPTURE(wrong);
    CHECK(parse_text(wrong).fault);
  }
  std::string deep = "x";
  for (int i = 0; i < 9; ++i) deep = "${env:A:-" + deep + "}";
  CHECK(parse_text(deep).fault);
}

TEST_CASE("every variable is explained, and a mistyped one guessed") {
  for (const Word<policy::Variable>& entry : words_of<policy::Variable>) {
    CHECK(!policy::parse_text("${" + std::string(entry.word) + "}").fault);
    CHECK(!policy::meaning_of(entry.value).empty());
  }
  const policy::Text mistyped = policy::parse_text("${PROJCET}");
  REQUIRE(mistyped.fault);
  CHECK(mistyped.fault->words.find("did you mean \"PROJECT\"?") != std::string::npos);
}

TEST_CASE("a text made of given characters means these characters") {
  for (const char* characters : {"", "plain", "$", "$$", "${HOME}", "a$b${x}", "~"})
    CHECK(shown(policy::parse_text(policy::literal_text(characters))) == characters);
}
