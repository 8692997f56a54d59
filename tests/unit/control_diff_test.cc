// sandboxctl diff: what is gained and lost between two profiles.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "control/access.h"
#include "control/verb.h"
#include "every_key.h"
#include "frontend/profile_reader.h"
#include "golden.h"
#include "shelf.h"
#include "support/error.h"
#include "support/words.h"

namespace {

using namespace sandbox;
using testing::Shelf;

control::Outcome compared(const std::string& from, const std::string& to, std::vector<const char*> options = {}) {
  Shelf shelf;
  shelf.files = {{"a.toml", "version = 1\n" + from}, {"b.toml", "version = 1\n" + to}};
  std::vector<const char*> words = {"sandboxctl", "diff", "a.toml", "b.toml"};
  words.insert(words.end(), options.begin(), options.end());
  return control::run(static_cast<int>(words.size()), words.data(), shelf);
}

policy::Policy policy_of(std::string_view text) {
  policy::Policy policy;
  frontend::Profile(text, "own.toml", "own").apply(policy, {frontend::nowhere(), ""});
  return policy;
}

// Which system calls there are, and in which groups, is each machine's own.
std::string without_calls(const std::string& text) {
  std::string kept;
  for (const std::string_view line : split(text, '\n'))
    if (!line.empty() && line.find("system call") == std::string_view::npos) kept.append(line).append("\n");
  return kept;
}

// The other way round every gain is a loss.
std::size_t count(const std::string& text, char sign) {
  std::size_t lines = text.starts_with(sign) ? 1 : 0;
  for (std::size_t i = 0; (i = text.find(std::string("\n") + sign, i)) != std::string::npos; ++i) ++lines;
  return lines;
}

}  // namespace

TEST_CASE("profiles that allow the same are the same, whatever they are called") {
  CHECK(compared("name = \"x\"\n", "description = \"other\"\n").status == 0);
  CHECK(compared("", "").text == "a.toml and b.toml allow the same\n");
  CHECK(compared("extends = [\"base\"]\n", "extends = [\"base\"]\n").status == 0);
  // What is written, and is what holds anyway, makes no difference.
  CHECK(compared("", "namespaces.nested = \"deny\"\nnetwork.mode = \"none\"\nuser.uid = \"self\"\n").text ==
        "a.toml and b.toml allow the same\n");
}

TEST_CASE("what opens is gained, what closes is lost") {
  CHECK(compared("", "filesystem.rw = [\"~/x\"]\n").text == "+ reads ~/x  (b.toml:2)\n+ may change ~/x  (b.toml:2)\n");
  CHECK(compared("filesystem.ro = [\"~/x\"]\n", "filesystem.rw = [\"~/x\"]\n").text ==
        "+ may change ~/x  (b.toml:2)\n");
  CHECK(compared("filesystem.rw = [\"~/x\"]\n", "filesystem.ro = [\"~/x\"]\n").text ==
        "- may change ~/x  (a.toml:2)\n");
  CHECK(compared("", "filesystem.hide = [\"/x\"]\n").text == "- hides /x  (b.toml:2)\n");
  CHECK(compared("filesystem.hide = [\"/x\"]\n", "").text == "+ hides /x, no more  (a.toml:2)\n");
  CHECK(compared("", "network.mode = \"host\"\n").status == 1);
  CHECK(compared("network.mode = \"host\"\n", "network = { mode = \"host\", tcp_connect = [443] }\n").text ==
        "+ connects to TCP port 443  (b.toml:2)\n- connects to any TCP port\n");
  CHECK(compared("", "landlock.enable = false\n").text == "+ is not held by Landlock  (b.toml:2)\n");
  CHECK(compared("filesystem.rw = [\"/srv\", \"/\"]\n", "filesystem.rw = [\"/srv//\", \"/\"]\n").status == 0);
  CHECK(compared("process.umask = \"077\"\n", "").text == "~ process.umask = \"077\", no more  (a.toml:2)\n");
}

TEST_CASE("system calls are compared by what the filter decides") {
  const std::string strict = "seccomp.default = \"deny\"\nseccomp.allow = [\"@default\"]\n";
  CHECK(compared(strict, "seccomp.default = \"deny\"\nseccomp.allow = [\"@default\", \"ptrace\"]\n").text ==
        "+ makes the system call ptrace  (b.toml:3)\n");
  CHECK(compared(strict, "seccomp.default = \"deny\"\nseccomp.allow = [\"@default\", \"@timer\"]\n")
            .text.find("+ makes the system calls of @timer  (b.toml:3)\n") != std::string::npos);
  // Another way to write the same list.
  CHECK(compared(strict, "seccomp.default = \"deny\"\nseccomp.allow = [\"@default\", \"futex\"]\n").status == 0);
}

TEST_CASE("no key that differs is passed over, and both directions are each other's opposite") {
  const policy::Policy nothing = policy_of("version = 1\n");
  const policy::Policy everything = policy_of(testing::every_key);
  const std::string there = text_of(control::differences(nothing, everything), "");
  const std::string back = text_of(control::differences(everything, nothing), "");
  testing::check_golden("messages/diff.txt", without_calls(there) + "\n" + without_calls(back));
  CHECK(count(there, '+') == count(back, '-'));
  CHECK(count(there, '-') == count(back, '+'));
  CHECK(count(there, '~') == count(back, '~'));
}

TEST_CASE("to a program each difference has the same keys") {
  const nlohmann::json all = nlohmann::json::parse(compared("", "filesystem.hide = [\"/x\"]\n", {"--json"}).text);
  CHECK(all == nlohmann::json::parse(R"([{"change": "lost", "access": "hides /x", "file": "b.toml", "line": 2}])"));
  CHECK_THROWS_AS(compared("nonsense = 1\n", ""), PolicyError);
}
