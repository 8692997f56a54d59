// Profiles that are large, or made to be slow: what they cost grows with their size, and what is too much is said in a
// message that can be read. The seconds are generous, for a build without optimisation on a machine with other work;
// what costs the square of its size takes minutes here.
//
// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <doctest/doctest.h>
#include <string>

#include "frontend/inheritance.h"
#include "own_profile.h"
#include "shelf.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using testing::Shelf;

constexpr int many = 1000;

class Stopwatch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

policy::Policy applied(const std::string& text, Shelf shelf = {}, frontend::Problems* problems = nullptr) {
  shelf.files["/p/own.toml"] = "version = 1\n" + text;
  policy::Policy policy;
  frontend::apply_profile(policy, "/p/own.toml", {.place = "--profile", .key = {}},
                          {.surroundings = shelf, .command = {}, .problems = problems, .trust = nullptr});
  return policy;
}

// `line` a number of times, every "@" in it the number of the turn.
std::string repeated(const std::string& line, int times) {
  std::string text;
  for (int i = 0; i < times; ++i)
    for (const char c : line) text += c == '@' ? std::to_string(i) : std::string(1, c);
  return text;
}

const std::string mounts = repeated("[[filesystem.mount]]\nsource = \"/usr\"\ntarget = \"/b/d@\"\n", many);

std::string complaint_about(const std::string& text) try {
  testing::own_world(text);
  return "no complaint";
} catch (const PolicyError& error) {
  return error.complaint().text();
}

}  // namespace

TEST_CASE("a thousand conditions beside a thousand mounts") {
  const Stopwatch watch;
  const policy::Policy policy = applied(mounts + repeated("[[when]]\nif.env = \"X@\"\nthen.env.set.A@ = \"1\"\n"
                                                          "else.env.pass = [\"B@\"]\n",
                                                          many));
  CHECK(policy.filesystem.mount.size() == many);
  CHECK(policy.env.set.empty());
  CHECK(policy.env.pass.size() == many);
  CHECK(watch.seconds() < 10);
}

TEST_CASE("of ten thousand entries as many are taken out") {
  const Stopwatch watch;
  Shelf shelf;
  shelf.files["/p/low.toml"] = "version = 1\nfilesystem.ro = [" + repeated("\"/usr:/b/d@\",", 10 * many) + "]\n";
  const policy::Policy policy = applied(
      "extends = [\"./low.toml\"]\nfilesystem.ro = [" + repeated("\"!/usr:/b/d@\",", 10 * many - 1) + "]\n", shelf);
  REQUIRE(policy.filesystem.ro.size() == 1);
  CHECK(policy.filesystem.ro[0].value.target == "/b/d9999");
  CHECK(watch.seconds() < 20);
}

TEST_CASE("thirty generations with two parents each are sixty profiles, not a billion") {
  const Stopwatch watch;
  Shelf shelf;
  for (int i = 0; i < 30; ++i) {
    const std::string next = std::to_string(i + 1);
    const std::string parents = i == 29 ? "" : "extends = [\"./a" + next + ".toml\", \"./b" + next + ".toml\"]\n";
    for (const char* side : {"a", "b"}) {
      const std::string name = side + std::to_string(i);
      shelf.files["/p/" + name + ".toml"] = "version = 1\n" + parents + "env.pass = [\"" + name + "\"]\n";
    }
  }
  const policy::Policy policy = applied("extends = [\"./a0.toml\", \"./b0.toml\"]\n", shelf);
  CHECK(policy.env.pass.size() == 60);
  CHECK(watch.seconds() < 10);
}

TEST_CASE("a thousand mistakes are a thousand problems, each with its line") {
  const Stopwatch watch;
  frontend::Problems problems;
  applied(repeated("kez@ = 1\n", many) + "filesystem.ro = [" + repeated("\"!/n@\",\n", many) + "]\n", {}, &problems);
  REQUIRE(problems.size() == 2 * many);
  CHECK(problems.front().headline() == "/p/own.toml:2:1: unknown key \"kez0\"");
  CHECK(problems.back().at.line == 2 * many + 1);
  CHECK(watch.seconds() < 10);
}

TEST_CASE("a path that no system call takes is refused, and not shown whole") {
  const std::string longest = "/tmp" + repeated("/n", 2045);
  REQUIRE(longest.size() < 4095);
  CHECK(complaint_about("filesystem.tmpfs = [\"" + longest + "\"]\n") == "no complaint");
  for (const std::string& path : {longest + "/n", std::string(repeated("/x", 60000)), "/" + std::string(100000, 'n')}) {
    const Stopwatch watch;
    for (const std::string key : {"filesystem.tmpfs", "filesystem.ro", "filesystem.hide", "filesystem.protect"}) {
      const std::string text = complaint_about(key + " = [\"" + path + "\"]\n");
      CHECK(text.find("is longer than a path can be, which is 4095 bytes\n  wanted by   own.toml:2 " + key) !=
            std::string::npos);
      CHECK(text.size() < 200);
    }
    CHECK(watch.seconds() < 10);
  }
  CHECK(complaint_about("filesystem.ro = [\"/usr:" + repeated("/x", 60000) + "\"]\n").size() < 200);
}

TEST_CASE("a message ends where nobody reads on, and never within a letter") {
  for (const char* letter : {"n", "é", "€", "\\u001b"})
    for (std::size_t shift = 0; shift < 3; ++shift) {
      const std::string text =
          complaint_about("name = \"" + std::string(shift, '-') + repeated(letter, 12000) + "\"\n");
      CHECK(text.size() < 10'200);
      CHECK(text.find("…\n  hint ") != std::string::npos);
      CHECK(text.find("\\x") == (letter[0] == '\\' ? text.find("\\x1b") : std::string::npos));
    }
}
