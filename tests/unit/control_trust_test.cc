// sandboxctl trust: what is recorded, in a directory of its own on the real disk, as the record is written there.
//
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <sys/stat.h>
#include <vector>

#include "control/verb.h"
#include "frontend/choice.h"
#include "frontend/inheritance.h"
#include "frontend/trust.h"
#include "shelf.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using testing::Shelf;

constexpr const char* project_file = "/home/ada/src/tool/sandbox.toml";

// Pretended profiles and a pretended machine; only what is kept is really there.
class Desk {
 public:
  Desk() {
    std::string pattern = std::filesystem::temp_directory_path() / "sandbox-trust.XXXXXX";
    directory = mkdtemp(pattern.data());
    shelf.variables = {{"HOME", "/home/ada"}, {"XDG_STATE_HOME", directory + "/a/state"}};
  }
  ~Desk() { std::filesystem::remove_all(directory); }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  void put(const std::string& path, const std::string& text) {
    shelf.files[path] = text;
    shelf.machine.file(path, text, 1000);
  }

  std::string trust(std::vector<const char*> words = {}) {
    words.insert(words.begin(), {"sandboxctl", "trust"});
    try {
      const control::Outcome outcome = control::run(static_cast<int>(words.size()), words.data(), shelf);
      status = outcome.status;
      take_over();
      return outcome.text;
    } catch (const Error& error) {
      take_over();
      return "error: " + error.complaint().sentence;
    }
  }

  std::string record() const {
    std::ifstream file(path());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }
  std::string path() const { return directory + "/a/state/sandbox/trusted"; }
  // What was written is there for the next look.
  void take_over() {
    if (std::filesystem::exists(path())) shelf.files[path()] = record();
  }

  Shelf shelf;
  std::string directory;
  int status = 0;
};

std::string line(const std::string& text, const std::string& path = project_file) {
  return frontend::sha256_of(text) + "  " + path + "\n";
}

}  // namespace

TEST_CASE("the project's own profile is trusted as it is, and told first") {
  Desk desk;
  const std::string text = "version = 1\nextends = [\"base\"]\nfilesystem.rw = [\"${PROJECT}\"]\n";
  desk.put(project_file, text);
  const std::string told = desk.trust();
  CAPTURE(told);
  CHECK(told.find("/home/ada/src/tool/sandbox.toml: may change /home/ada/src/tool") == 0);
  CHECK(told.find("\n  + may change ${PROJECT}  (/home/ada/src/tool/sandbox.toml:3)\n") != std::string::npos);
  CHECK(desk.record() == line(text));
  CHECK(frontend::choose_profile(nullptr, "make", desk.shelf).word == project_file);
  desk.put(project_file, text + "network.mode = \"host\"\n");
  CHECK(frontend::choose_profile(nullptr, "make", desk.shelf).word == "build");
}

TEST_CASE("the record is nobody else's business") {
  Desk desk;
  desk.put(project_file, "version = 1\n");
  desk.trust();
  struct stat facts{};
  REQUIRE(stat((desk.directory + "/a/state/sandbox").c_str(), &facts) == 0);
  CHECK((facts.st_mode & 07777U) == 0700);
  REQUIRE(stat(desk.path().c_str(), &facts) == 0);
  CHECK((facts.st_mode & 07777U) == 0600);
  // Nothing is left beside it.
  const std::filesystem::directory_iterator names(desk.directory + "/a/state/sandbox");
  CHECK(std::distance(begin(names), end(names)) == 1);
}

TEST_CASE("what a profile extends by its path is trusted together with it, what a name finds is not recorded") {
  Desk desk;
  desk.put(project_file, "version = 1\nextends = [\"base\", \"./part.toml\", \"mine\"]\n");
  desk.put("/home/ada/src/tool/part.toml", "version = 1\n");
  desk.put("/home/ada/.config/sandbox/profiles/mine.toml", "version = 1\n");
  CHECK(desk.trust().find("\n  with /home/ada/src/tool/part.toml\n") != std::string::npos);
  CHECK(desk.record() == line(desk.shelf.files[project_file]) + line("version = 1\n", "/home/ada/src/tool/part.toml"));
}

TEST_CASE("what depends on a condition is told of every file that is trusted, with both of its branches") {
  Desk desk;
  desk.put(project_file,
           "version = 1\nextends = [\"./part.toml\"]\n[[when]]\nif = { env = \"CI\" }\n"
           "then = { network = { mode = \"host\" } }\n");
  desk.put("/home/ada/src/tool/part.toml",
           "version = 1\n[[when]]\nif = { exists = \"${PWD}/.flag\", arch = [\"x86_64\", \"aarch64\"] }\n"
           "then = { filesystem = { ro = [\"~/.ssh\"] } }\nelse = { process = { umask = \"077\" } }\n");
  const std::string told = desk.trust();
  CAPTURE(told);
  CHECK(told.find("\n  [[when]]  (/home/ada/src/tool/sandbox.toml:3)\n"
                  "    if.env = \"CI\"\n"
                  "    then = { network = { mode = \"host\" } }\n") != std::string::npos);
  CHECK(told.find("\n  [[when]]  (/home/ada/src/tool/part.toml:2)\n"
                  "    if.exists = \"${PWD}/.flag\"\n"
                  "    if.arch = [\"x86_64\", \"aarch64\"]\n"
                  "    then = { filesystem = { ro = [\"~/.ssh\"] } }\n"
                  "    else = { process = { umask = \"077\" } }\n") != std::string::npos);
}

TEST_CASE("a filter program is trusted together with the profile that uses it, also where it uses it elsewhere") {
  Desk desk;
  const std::string text =
      "version = 1\nseccomp.bpf = \"${PROFILE_DIR}/own.bpf\"\n[[when]]\nif = { env = \"CI\" }\n"
      "then = { seccomp = { bpf = \"${PROFILE_DIR}/other.bpf\" } }\n"
      "else = { seccomp = { bpf = \"${PROFILE_DIR}/own.bpf\" } }\n";
  desk.put(project_file, text);
  const std::string own = "/home/ada/src/tool/own.bpf";
  const std::string other = "/home/ada/src/tool/other.bpf";
  desk.put(own, "one");
  desk.put(other, "two");
  CHECK(desk.trust().find("\n  with the filter program " + own + "\n  with the filter program " + other + "\n") !=
        std::string::npos);
  CHECK(desk.record() == line(text) + line("one", own) + line("two", other));
  const auto read = [&] {
    const frontend::Choice choice = frontend::choose_profile(nullptr, "make", desk.shelf);
    policy::Policy policy;
    frontend::apply_profile(policy, choice.word, choice.origin, {.surroundings = desk.shelf, .trust = &*choice.trust});
    return policy.seccomp.bpf.value;
  };
  CHECK(read() == "${PROFILE_DIR}/own.bpf");
  desk.put(other, "changed");
  CHECK(read() == "${PROFILE_DIR}/own.bpf");
  desk.put(own, "changed");
  CHECK_THROWS_WITH_AS(read(), ("the filter program " + own + " is not trusted, and a trusted profile uses it").c_str(),
                       PolicyError);
}

TEST_CASE("an older line of the same path is replaced, the others stay") {
  Desk desk;
  desk.put(project_file, "version = 1\n");
  desk.put("/other.toml", "version = 1\n");
  desk.trust();
  desk.trust({"/other.toml"});
  desk.put(project_file, "version = 1\nname = \"x\"\n");
  desk.trust();
  CHECK(desk.record() == line("version = 1\n", "/other.toml") + line("version = 1\nname = \"x\"\n"));
}

TEST_CASE("what is trusted can be listed, and taken back") {
  Desk desk;
  desk.put("/same.toml", "version = 1\n");
  desk.put("/other.toml", "version = 1\n");
  desk.put("/gone.toml", "version = 1\n");
  desk.trust({"/same.toml", "/other.toml", "/gone.toml"});
  desk.put("/other.toml", "version = 1\n\n");
  desk.shelf.files.erase("/gone.toml");
  CHECK(desk.trust({"--list"}) == "unchanged      /same.toml\nchanged since  /other.toml\ngone           /gone.toml\n");
  CHECK(desk.trust({"--revoke", "/gone.toml"}) == "/gone.toml is not trusted any more\n");
  CHECK(desk.trust({"--revoke", "/gone.toml"}) == "error: /gone.toml is not among the trusted files");
  CHECK(desk.trust({"--list"}) == "unchanged      /same.toml\nchanged since  /other.toml\n");
  CHECK(desk.trust({"--list", "/same.toml"}) == "error: trust --list lists all, and takes nothing beside it");
}

TEST_CASE("a broken profile is not trusted, nor is what stands beside it") {
  Desk desk;
  desk.put("/good.toml", "version = 1\n");
  desk.put("/bad.toml", "version = 1\nnonsense = 1\n");
  const std::string told = desk.trust({"/good.toml", "/bad.toml"});
  CHECK(told.find("/bad.toml:2:1: unknown key") == 0);
  CHECK(desk.status == 1);
  CHECK(desk.record().empty());
}

TEST_CASE("a path that the record has no way to say is refused") {
  Desk desk;
  desk.put("/a\nb.toml", "version = 1\n");
  CHECK(desk.trust({"/a\nb.toml"}).find("error: a file with a line break in its path") == 0);
  CHECK(desk.record().empty());
}

TEST_CASE("a record that cannot be written, or read, stays as it is") {
  Desk desk;
  desk.put("/good.toml", "version = 1\n");
  desk.trust({"/good.toml"});
  const std::string before = desk.record();
  desk.shelf.closed[desk.path()] = {.error = EIO, .words = {}};
  CHECK(desk.trust({"/good.toml"}).find("error: cannot read " + desk.path()) == 0);
  CHECK(desk.record() == before);
  desk.shelf.closed.clear();
  // A directory in the record's place cannot be replaced by a file.
  std::filesystem::remove(desk.path());
  std::filesystem::create_directory(desk.path());
  CHECK(desk.trust({"/good.toml"}) ==
        "error: cannot write " + desk.path() + ", the record of trusted profiles: is a directory");
  const std::filesystem::directory_iterator names(desk.directory + "/a/state/sandbox");
  CHECK(std::distance(begin(names), end(names)) == 1);
  desk.shelf.variables = {};
  CHECK(desk.trust({"/good.toml"}) == "error: there is no place for the record of trusted profiles");
}
