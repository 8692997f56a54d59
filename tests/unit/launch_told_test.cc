// What counts as told, by a record; in a directory of its own on the real disk where the record is written.
//
// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <sys/stat.h>

#include "launch/told.h"

namespace {

using namespace sandbox;
using launch::has_told;
using launch::told_already;

constexpr std::time_t now = 1'700'000'000;
constexpr std::time_t day = 86'400;

std::string line(std::time_t at, const std::string& digest) { return std::to_string(at) + " " + digest + "\n"; }

class State {
 public:
  State() {
    std::string pattern = std::filesystem::temp_directory_path() / "sandbox-told.XXXXXX";
    root = mkdtemp(pattern.data());
  }
  ~State() { std::filesystem::remove_all(root); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  std::string directory() const { return root + "/a/state/sandbox"; }
  std::string record() const { return directory() + "/.told"; }
  std::string text() const {
    std::ostringstream text;
    text << std::ifstream(record()).rdbuf();
    return text.str();
  }
  void write(const std::string& text) const {
    std::filesystem::create_directories(directory());
    std::ofstream(record()) << text;
  }

  std::string root;
};

mode_t mode_of(const std::string& path) {
  struct stat facts{};
  return stat(path.c_str(), &facts) == 0 ? facts.st_mode & 07777U : 0;
}

}  // namespace

TEST_CASE("what was told counts for a day") {
  CHECK(has_told(line(now, "abc"), "abc", now));
  CHECK(has_told(line(now - day + 1, "abc"), "abc", now));
  CHECK_FALSE(has_told(line(now - day, "abc"), "abc", now));
  CHECK_FALSE(has_told(line(now + 1, "abc"), "abc", now));
  CHECK_FALSE(has_told(line(now, "abd"), "abc", now));
  CHECK_FALSE(has_told(line(now, "abcd"), "abc", now));
  CHECK_FALSE(has_told("", "abc", now));
  CHECK(has_told(line(now - day, "abc") + line(now, "x") + line(now, "abc"), "abc", now));
}

TEST_CASE("what is no line of a record is passed over") {
  for (const char* text : {"\n\n", "abc", "1700000000abc\n", "x abc\n", "99999999999999999999 abc\n", "\0\xff\n"}) {
    CHECK_FALSE(has_told(text, "abc", now));
    CHECK(has_told(std::string(text) + "\n" + line(now, "abc"), "abc", now));
  }
  CHECK(has_told(std::to_string(now) + " abc", "abc", now));
}

TEST_CASE("what is told is recorded, in directories that are nobody else's business") {
  const State state;
  CHECK_FALSE(told_already(state.directory(), "abc"));
  CHECK(told_already(state.directory(), "abc"));
  CHECK_FALSE(told_already(state.directory(), "other"));
  CHECK(told_already(state.directory(), "other"));
  CHECK(told_already(state.directory(), "abc"));
  CHECK(mode_of(state.record()) == 0600);
  CHECK(mode_of(state.directory()) == 0700);
}

TEST_CASE("a record that has grown large begins anew") {
  const State state;
  state.write(std::string(20'000, 'x'));
  CHECK_FALSE(told_already(state.directory(), "abc"));
  CHECK(told_already(state.directory(), "abc"));
  CHECK(state.text().size() < 100);
}

TEST_CASE("where there can be no record, it is told again") {
  const State state;
  std::filesystem::create_directories(state.directory());
  std::ofstream(state.root + "/victim") << "kept";
  SUBCASE("a link in its place is not followed") { std::filesystem::create_symlink("../../../victim", state.record()); }
  SUBCASE("nor is another name of a file changed") {
    std::filesystem::create_hard_link(state.root + "/victim", state.record());
  }
  SUBCASE("a directory is none") { std::filesystem::create_directory(state.record()); }
  SUBCASE("a pipe is none, and nobody waits for its writer") { CHECK(mkfifo(state.record().c_str(), 0600) == 0); }
  SUBCASE("a link to the directory leads nowhere new") {
    std::filesystem::create_directory(state.root + "/elsewhere");
    std::filesystem::remove(state.directory());
    std::filesystem::create_symlink("../../elsewhere", state.directory());
  }
  SUBCASE("a file stands where a directory should") {
    std::filesystem::remove(state.directory());
    std::ofstream(state.directory()) << "x";
  }
  CHECK_FALSE(told_already(state.directory(), "abc"));
  CHECK_FALSE(told_already(state.directory(), "abc"));
  std::ostringstream victim;
  victim << std::ifstream(state.root + "/victim").rdbuf();
  CHECK(victim.str() == "kept");
  CHECK(!std::filesystem::exists(state.root + "/elsewhere/.told"));
}
