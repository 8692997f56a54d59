// Which profile a launch has when nobody names one.
//
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <doctest/doctest.h>
#include <string>

#include "frontend/choice.h"
#include "frontend/conditions.h"
#include "frontend/inheritance.h"
#include "frontend/profile_search.h"
#include "policy/policy.h"
#include "shelf.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using frontend::choose_profile;
using testing::Shelf;

Shelf at_home() {
  Shelf shelf;
  shelf.variables = {{"HOME", "/home/ada"}};
  return shelf;
}

std::string picked(const std::string& command, const Shelf& shelf = at_home()) {
  const frontend::Choice choice = choose_profile(nullptr, command, shelf);
  return choice.word + ", " + choice.reason;
}

constexpr const char* project_file = "/home/ada/src/tool/sandbox.toml";
constexpr const char* record = "/home/ada/.local/state/sandbox/trusted";

Shelf with_project_file(const std::string& text) {
  Shelf shelf = at_home();
  shelf.files[project_file] = text;
  shelf.machine.file(project_file, text, 1000);
  return shelf;
}

std::string trust_line(const std::string& text, const std::string& path = project_file) {
  return frontend::sha256_of(text) + "  " + path + "\n";
}

}  // namespace

TEST_CASE("the hash of a text is that of sha256sum") {
  CHECK(frontend::sha256_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(frontend::sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("what is named is taken, and nothing is said about it") {
  const std::string name = "mine";
  Shelf shelf = with_project_file("version = 1\n");
  shelf.variables["SANDBOX_PROFILE"] = "other";
  CHECK(choose_profile(&name, "make", shelf).word == "mine");
  CHECK(choose_profile(nullptr, "make", shelf).word == "other");
  CHECK(choose_profile(nullptr, "make", shelf).reason.empty());
  CHECK(choose_profile(nullptr, "make", shelf).warning.empty());
  shelf.variables["SANDBOX_PROFILE"] = "";
  CHECK(choose_profile(nullptr, "make", shelf).word == "build");
}

TEST_CASE("a profile that cannot be read is not passed over for the built-in one of its name") {
  Shelf shelf = at_home();
  shelf.files["/etc/sandbox/profiles/build.toml"] = "version = 1\n";
  CHECK(picked("make", shelf) == "default, the default");
  shelf.closed["/etc/sandbox/profiles/build.toml"] = {.error = EACCES, .words = {}};
  CHECK(picked("make", shelf) == "build, for make");
  CHECK_THROWS_AS(frontend::find_profile("build", {}, {}, shelf), PolicyError);
}

TEST_CASE("the command's name picks a built-in profile") {
  CHECK(picked("make") == "build, for make");
  CHECK(picked("/usr/bin/make") == "build, for make");
  CHECK(picked("./x.sh") == "script, for '*.sh'");
  CHECK(picked("./autogen.sh") == "build, for ./autogen.sh");
  CHECK(picked("makepkg") == "default, the default");
  CHECK(picked("sh") == "default, the default");
  CHECK(picked("unknown") == "default, the default");
  CHECK(picked("") == "base, the default");
  CHECK(picked("x.sh/") == "default, the default");
}

TEST_CASE("a pattern with a slash means the word as it was typed, any other its last part") {
  CHECK(frontend::fits_command("./x.sh", "*.sh"));
  CHECK(frontend::fits_command("./x.sh", "./*"));
  CHECK(!frontend::fits_command("x.sh", "./*"));
  CHECK(!frontend::fits_command("/bin/x.sh", "./x.sh"));
  CHECK(!frontend::fits_command("", "*"));
}

TEST_CASE("profiles of one's own are picked as well: a name before a pattern, the longer pattern first") {
  Shelf shelf = at_home();
  const std::string directory = "/home/ada/.config/sandbox/profiles/";
  const auto matching = [](const std::string& patterns) { return "version = 1\nmatch.command = [" + patterns + "]\n"; };
  shelf.files[directory + "mine.toml"] = matching("\"m*\", \"tool\"");
  shelf.files[directory + "more.toml"] = matching("\"ma*\"");
  CHECK(picked("mx", shelf) == "mine, for 'm*'");
  CHECK(picked("max", shelf) == "more, for 'ma*'");
  CHECK(picked("make", shelf) == "build, for make");
  CHECK(picked("tool", shelf) == "mine, for tool");
  // One's own profile of a built-in one's name is the one that is asked.
  shelf.files[directory + "build.toml"] = "version = 1\n";
  CHECK(picked("make", shelf) == "more, for 'ma*'");
  // Others are not even read, beyond the word.
  shelf.files[directory + "broken.toml"] = "no TOML";
  CHECK(picked("tool", shelf) == "mine, for tool");
  shelf.files[directory + "broken.toml"] = "match = \"no version\"";
  CHECK_THROWS_AS(picked("tool", shelf), PolicyError);
}

TEST_CASE("a directory picks a profile, alone or together with a command") {
  Shelf shelf = at_home();
  const std::string directory = "/home/ada/.config/sandbox/profiles/";
  shelf.files[directory + "work.toml"] = "version = 1\nmatch.path_beneath = [\"~/src\"]\n";
  CHECK(picked("ls", shelf) == "work, below '~/src'");
  CHECK(picked("make", shelf) == "build, for make");
  shelf.files[directory + "work.toml"] = "version = 1\n[match]\ncommand = [\"make\"]\npath_beneath = [\"~/src\"]\n";
  CHECK(picked("make", shelf) == "work, for make, below '~/src'");
  CHECK(picked("ls", shelf) == "default, the default");
  shelf.machine.pwd = "/home/ada/srcs";
  CHECK(picked("make", shelf) == "build, for make");
}

TEST_CASE("a project's own profile is used when it is trusted, and named when it is not") {
  const std::string text = "version = 1\n";
  Shelf shelf = with_project_file(text);
  CHECK(picked("make", shelf) == "build, for make");
  CHECK(choose_profile(nullptr, "make", shelf).warning ==
        "/home/ada/src/tool/sandbox.toml is not trusted, and not used; look at it, then: sandboxctl trust "
        "/home/ada/src/tool/sandbox.toml");
  shelf.files[record] = trust_line("version = 1\n# other\n") + trust_line(text, "/elsewhere/sandbox.toml");
  CHECK(picked("make", shelf) == "build, for make");
  shelf.files[record] += "broken line\n" + trust_line(text);
  CHECK(picked("make", shelf) == std::string(project_file) + ", trusted");
  CHECK(choose_profile(nullptr, "make", shelf).warning.empty());
  shelf.closed[record] = {.error = EACCES, .words = {}};
  CHECK_THROWS_AS(picked("make", shelf), PolicyError);
}

TEST_CASE("what a trusted profile extends by a path must be trusted as well") {
  const std::string text = "version = 1\nextends = [\"base\", \"./more.toml\"]\n";
  Shelf shelf = with_project_file(text);
  shelf.files["/home/ada/src/tool/more.toml"] = "version = 1\n";
  shelf.files[record] = trust_line(text);
  const frontend::Choice choice = choose_profile(nullptr, "make", shelf);
  REQUIRE(choice.trust);
  const auto read = [&](const frontend::Trust& trust) {
    policy::Policy policy;
    frontend::apply_profile(policy, choice.word, choice.origin, {.surroundings = shelf, .trust = &trust});
  };
  CHECK_THROWS_AS(read(*choice.trust), PolicyError);
  shelf.files[record] += trust_line("version = 1\n", "/home/ada/src/tool/more.toml");
  CHECK_NOTHROW(read(frontend::Trust(shelf)));
}

TEST_CASE("a policy knows the files it was read from, where others could be put, and what its state is called") {
  Shelf shelf = at_home();
  shelf.files["/p/own.toml"] = "version = 1\nextends = [\"base\", \"./low.toml\"]\n";
  shelf.files["/p/low.toml"] = "version = 1\n";
  shelf.files["/etc/sandbox/profiles/base.d/x.toml"] = "version = 1\n";
  policy::Policy policy;
  const auto settle = [&](const std::string& word) {
    const frontend::Ancestry ancestry = frontend::apply_profile(policy, word, {}, {.surroundings = shelf});
    frontend::settle_provenance(policy, ancestry, shelf);
    return policy.provenance;
  };
  CHECK(settle("/p/own.toml").files ==
        std::vector<std::string>{"/p/own.toml", "/etc/sandbox/profiles/base.d/x.toml", "/p/low.toml"});
  CHECK(policy.provenance.state_name == "own-" + frontend::sha256_of("/p/own.toml").substr(0, 12));
  CHECK(policy.provenance.directories ==
        std::vector<std::string>{"/home/ada/.config/sandbox/profiles", "/etc/xdg/sandbox/profiles",
                                 "/etc/sandbox/profiles", "/usr/local/share/sandbox/profiles",
                                 "/usr/share/sandbox/profiles", "/home/ada/.local/state/sandbox"});
  CHECK(settle("script").state_name == "script");
}
