// Which files the launcher writes for its caller, and where a link or somebody's file is in the way: in a directory of
// its own on the real disk.
//
// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

#include "kernel/files.h"
#include "launch/output_file.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using launch::open_output;
using launch::PidFile;

class Directory {
 public:
  Directory() {
    std::string pattern = std::filesystem::canonical(std::filesystem::temp_directory_path()) / "sandbox-out.XXXXXX";
    root = mkdtemp(pattern.data());
    std::filesystem::create_directories(root + "/run");
    std::filesystem::create_directories(root + "/outside");
    write("outside/keep", "kept");
  }
  ~Directory() { std::filesystem::remove_all(root); }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  std::string at(const std::string& name) const { return root + "/" + name; }
  void write(const std::string& name, const std::string& text) const { std::ofstream(at(name)) << text; }
  bool has(const std::string& name) const { return std::filesystem::exists(std::filesystem::symlink_status(at(name))); }
  std::string text_of(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(at(name)).rdbuf();
    return text.str();
  }

  std::string root;
};

// The sentence of the refusal; empty when there was none.
std::string refusal_of(const std::string& path) {
  try {
    static_cast<void>(open_output(path, "--report-json"));
  } catch (const UsageError& error) {
    return error.complaint().sentence + "; " + error.complaint().hint;
  }
  return "";
}

std::string refusal_of_pid_file(const std::string& path) {
  try {
    const PidFile file(path);
  } catch (const UsageError& error) {
    return error.complaint().sentence;
  }
  return "";
}

}  // namespace

TEST_CASE("a report begins its file anew, and follows no link that a command could have made") {
  const Directory directory;
  directory.write("run/report", "an old one, and long");
  const kernel::Fd file = open_output(directory.at("run/report"), "--report-json");
  CHECK(!kernel::write_all(file.number(), "new", 3));
  CHECK(directory.text_of("run/report") == "new");
  CHECK_FALSE(open_output("", "--report-json"));

  std::filesystem::create_symlink("../outside/keep", directory.at("run/link"));
  CHECK(refusal_of(directory.at("run/link")).find("a link is in the way") != std::string::npos);
  std::filesystem::create_directory_symlink("outside", directory.at("way"));
  CHECK(refusal_of(directory.at("way/keep")).find("a link is in the way") != std::string::npos);
  CHECK(directory.text_of("outside/keep") == "kept");
  CHECK(refusal_of(directory.at("run/../run/./report")).empty());
  CHECK(refusal_of(directory.at("no/report")).find("no such file") != std::string::npos);
}

TEST_CASE("a descriptor of the caller's own is written by its name") {
  const Directory directory;
  directory.write("file", "");
  const kernel::Fd opened = open_output(directory.at("file"), "--report-json");
  const std::string number = std::to_string(opened.number());
  CHECK(refusal_of("/dev/fd/" + number).empty());
  CHECK(refusal_of("/proc/self/fd/" + number).empty());
  CHECK(refusal_of("/proc/" + std::to_string(getpid()) + "/fd/" + number).empty());
  CHECK_FALSE(refusal_of("/proc/self/cwd/x").empty());
  CHECK(refusal_of("/dev/null").empty());
}

TEST_CASE("a process id stands in a file as long as the process runs, unless the file is another by then") {
  const Directory directory;
  const std::string path = directory.at("run/pid");
  {
    PidFile file(path);
    CHECK(directory.text_of("run/pid").empty());
    file.hold(4711);
    CHECK(directory.text_of("run/pid") == "4711\n");
    CHECK(refusal_of_pid_file(path).find("another launch keeps its own there") != std::string::npos);
    CHECK(directory.text_of("run/pid") == "4711\n");
    file.remove();
    CHECK_FALSE(directory.has("run/pid"));
  }
  directory.write("run/pid", "4711\n");
  CHECK(refusal_of_pid_file(path).empty());
  CHECK_FALSE(directory.has("run/pid"));

  PidFile moved(path);
  std::filesystem::rename(path, directory.at("run/mine"));
  directory.write("run/pid", "another's");
  moved.remove();
  CHECK(directory.text_of("run/pid") == "another's");
  CHECK(directory.has("run/mine"));
}

TEST_CASE("a process id replaces nothing but another one") {
  const Directory directory;
  CHECK(refusal_of_pid_file(directory.at("outside/keep")).find("something else than a process id") !=
        std::string::npos);
  CHECK(directory.text_of("outside/keep") == "kept");
  REQUIRE(mkfifo(directory.at("fifo").c_str(), 0600) == 0);
  CHECK(refusal_of_pid_file(directory.at("fifo")).find("no regular file") != std::string::npos);
  CHECK(directory.has("fifo"));
  CHECK(refusal_of_pid_file("/dev/null").find("no regular file") != std::string::npos);
  std::filesystem::create_symlink("outside/new", directory.at("link"));
  CHECK_FALSE(refusal_of_pid_file(directory.at("link")).empty());
  CHECK_FALSE(directory.has("outside/new"));
}
