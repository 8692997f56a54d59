// Profiles that extend others: in which order, from where, and how a circle ends.
//
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <doctest/doctest.h>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "frontend/embedded_profiles.h"
#include "frontend/inheritance.h"
#include "frontend/profile_search.h"
#include "golden.h"
#include "policy/policy.h"
#include "shelf.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using testing::Shelf;

constexpr const char* wanted_by = "--profile";

policy::Policy applied(const std::string& word, const Shelf& shelf) {
  policy::Policy policy;
  frontend::apply_profile(policy, word, {.place = wanted_by, .key = {}}, {.surroundings = shelf});
  return policy;
}

// The order in which profiles were applied: each adds its own name to a list.
std::string order(const std::string& word, const Shelf& shelf) {
  std::string names;
  for (const auto& entry : applied(word, shelf).env.unset) names.append(names.empty() ? "" : " ").append(entry.value);
  return names;
}

std::string profile(const std::string& name, const std::string& extends = "") {
  return "version = 1\n" + (extends.empty() ? "" : "extends = [" + extends + "]\n") + "env.unset = [\"" + name +
         "\"]\n";
}

std::string complaint_about(const std::string& word, const Shelf& shelf) try {
  applied(word, shelf);
  return "no complaint";
} catch (const PolicyError& error) {
  return error.complaint().text();
}

}  // namespace

TEST_CASE("what is extended is applied first, depth first, each profile once") {
  Shelf shelf;
  shelf.files["/p/own.toml"] = profile("own", R"("./left.toml", "./right.toml")");
  shelf.files["/p/left.toml"] = profile("left", R"("./low.toml")");
  shelf.files["/p/right.toml"] = profile("right", R"("./low.toml", "./left.toml")");
  shelf.files["/p/low.toml"] = profile("low");
  CHECK(order("/p/own.toml", shelf) == "low left right own");
}

TEST_CASE("a relative path in a profile begins at that profile") {
  Shelf shelf;
  shelf.files["/p/own.toml"] = profile("own", R"("sub/mid.toml")");
  shelf.files["/p/sub/mid.toml"] = profile("mid", R"("./low.toml", "../side.toml", "/q/far.toml")");
  shelf.files["/p/sub/low.toml"] = profile("low");
  shelf.files["/p/sub/../side.toml"] = profile("side");
  shelf.files["/q/far.toml"] = profile("far");
  CHECK(order("/p/own.toml", shelf) == "low side far mid own");
}

TEST_CASE("a file in the current directory is the same with ./ and without") {
  Shelf shelf;
  shelf.files["own.toml"] = profile("own", R"("./low.toml", "low.toml", "././low.toml")");
  shelf.files["low.toml"] = profile("low");
  CHECK(order("own.toml", shelf) == "low own");
  // What was typed is kept as it was, for messages.
  shelf.files["./own.toml"] = shelf.files["own.toml"];
  CHECK(order("./own.toml", shelf) == "low own");
}

TEST_CASE("profiles that extend each other in a circle are named along it") {
  Shelf shelf;
  shelf.files["/p/a.toml"] = profile("a", R"("./b.toml")");
  shelf.files["/p/b.toml"] = profile("b", R"("./c.toml")");
  shelf.files["/p/c.toml"] = profile("c", R"("./b.toml")");
  CHECK(complaint_about("/p/a.toml", shelf) ==
        "sandbox: profiles extend each other in a circle: /p/b.toml extends /p/c.toml extends /p/b.toml\n"
        "  wanted by   /p/c.toml:2 extends\n"
        "  hint        take the name out of one `extends`; a profile of your own needs a name of its own\n");
}

TEST_CASE("a profile of one's own that has a built-in one's name cannot extend it") {
  Shelf shelf;
  shelf.files["/etc/sandbox/profiles/base.toml"] = profile("base", R"("base")");
  CHECK(complaint_about("base", shelf).starts_with("sandbox: profiles extend each other in a circle: "));
}

TEST_CASE("a built-in profile takes a profile of one's own that has the name of what it extends") {
  Shelf shelf;
  shelf.files["/etc/sandbox/profiles/base.toml"] = profile("mine");
  CHECK(order("script", shelf) == "mine");
}

TEST_CASE("a circle that always finds a new spelling ends as well") {
  Shelf shelf;
  std::string directory = "/p";
  for (int i = 0; i < 50; ++i, directory += "/x/..")
    shelf.files[directory + "/own.toml"] = profile("own", R"("x/../own.toml")");
  CHECK(complaint_about("/p/own.toml", shelf).find("more than 32 deep") != std::string::npos);
}

TEST_CASE("a word with a slash or the suffix is a path, anything else a name") {
  for (const char* path : {"./x", "../x", "/x", "a/b", "x.toml", "/", ".toml"}) CHECK(frontend::is_profile_path(path));
  for (const char* name : {"x", "x.tom", "toml", "x.toml2", ""}) CHECK(!frontend::is_profile_path(name));
}

TEST_CASE("a name is not looked for in the current directory, a path nowhere else") {
  Shelf shelf;
  shelf.files["mine.toml"] = profile("here");
  shelf.files["/etc/sandbox/profiles/other.toml"] = profile("there");
  CHECK(complaint_about("mine", shelf).starts_with("sandbox: there is no profile \"mine\""));
  CHECK(order("mine.toml", shelf) == "here");
  CHECK(order("other", shelf) == "there");
  CHECK(complaint_about("other.toml", shelf).starts_with("sandbox: cannot read the profile other.toml: "));
}

TEST_CASE("directories of the XDG variables are looked at when they are absolute, in their order") {
  Shelf shelf;
  shelf.variables = {{"HOME", "/home/ada"},
                     {"XDG_CONFIG_HOME", "/config"},
                     {"XDG_CONFIG_DIRS", "relative:/first::/second"},
                     {"XDG_DATA_DIRS", "/data"}};
  const auto found = [&] { return order("mine", shelf); };
  shelf.files["relative/sandbox/profiles/mine.toml"] = profile("relative");
  shelf.files["/data/sandbox/profiles/mine.toml"] = profile("data");
  CHECK(found() == "data");
  shelf.files["/second/sandbox/profiles/mine.toml"] = profile("second");
  CHECK(found() == "second");
  shelf.files["/first/sandbox/profiles/mine.toml"] = profile("first");
  CHECK(found() == "first");
  shelf.files["/config/sandbox/profiles/mine.toml"] = profile("config");
  CHECK(found() == "config");
  shelf.files["/home/ada/.config/sandbox/profiles/mine.toml"] = profile("home");
  CHECK(found() == "config");
  shelf.variables["XDG_CONFIG_HOME"] = "";
  CHECK(found() == "home");
}

TEST_CASE("without a home nothing is looked for below the root") {
  Shelf shelf;
  shelf.files["/.config/sandbox/profiles/mine.toml"] = profile("mine");
  CHECK(complaint_about("mine", shelf).starts_with("sandbox: there is no profile \"mine\""));
}

TEST_CASE("a profile that is there and cannot be read is not passed over") {
  Shelf shelf;
  shelf.files["/usr/share/sandbox/profiles/mine.toml"] = profile("wider");
  CHECK(order("mine", shelf) == "wider");
  const std::string nearer = "/etc/sandbox/profiles/mine.toml";
  for (const int error : {EACCES, EIO, EISDIR, ELOOP}) {
    CAPTURE(error);
    shelf.closed[nearer] = {.error = error, .words = {}};
    CHECK(complaint_about("mine", shelf).starts_with("sandbox: cannot read the profile " + nearer + ": "));
  }
  shelf.closed[nearer] = {.error = ENOTDIR, .words = {}};
  CHECK(order("mine", shelf) == "wider");
  shelf.closed[nearer] = {.error = EISDIR, .words = "it is no file"};
  CHECK(complaint_about("mine", shelf) ==
        "sandbox: cannot read the profile " + nearer + ": it is no file\n  wanted by   --profile\n");
}

TEST_CASE("the profiles that are shipped as files are those that are built in") {
  CHECK(frontend::embedded_profiles().size() == 7);
  for (const frontend::EmbeddedProfile& embedded : frontend::embedded_profiles()) {
    CAPTURE(embedded.name);
    CHECK(testing::read_test_file("../profiles/" + std::string(embedded.name) + ".toml") == embedded.text);
  }
}
