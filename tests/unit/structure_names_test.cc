// The programs may be installed under another name: no text of theirs says "sandbox" or "sandboxctl" by itself where it
// means what somebody types.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>

namespace {

namespace fs = std::filesystem;

// What nobody types: completions are embedded by these names.
const std::regex kept(R"(\{"sandbox(ctl)?\.(ba|z|fi)sh")");

const std::regex comment(R"((^|[^:"])//.*)");

// The second program anywhere; the launcher where an option, a command or a section of the manual follows, or where it
// begins a text as the name in front of a message.
const std::regex named(R"re((^|[^\w.])sandboxctl|(^|[^\w./-])sandbox(\(1\)| (-|\[|…|make\b|\./|\{0\}))|"sandbox: )re");

bool names_a_program(std::string line) {
  line = std::regex_replace(line, comment, "$1");
  line = std::regex_replace(line, kept, "");
  return !line.starts_with("#include") && std::regex_search(line, named);
}

}  // namespace

TEST_CASE("texts have the names of the programs from program_names.h") {
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(SANDBOX_SOURCE_DIR) / "src")) {
    if (entry.path().extension() != ".cc" && entry.path().extension() != ".h") continue;
    ++files;
    std::ifstream stream(entry.path());
    std::size_t number = 0;
    for (std::string line; std::getline(stream, line);)
      if (++number; names_a_program(line))
        FAIL_CHECK(entry.path().string(), ":", number,
                   ": write SANDBOX_PROGRAM or SANDBOXCTL_PROGRAM (program_names.h) for the program's name: ", line);
  }
  CHECK(files > 100);
}

TEST_CASE("a name that is written out is found, and what is no name is not") {
  CHECK(names_a_program(R"(hint = "sandboxctl show prints what it has";)"));
  CHECK(names_a_program(R"(hint = "look at it, then: sandbox --explain make";)"));
  CHECK(names_a_program(R"re(text = "See sandbox(1).";)re"));
  CHECK(names_a_program(R"(std::fputs("sandbox: every step succeeded", stderr);)"));
  CHECK_FALSE(names_a_program(R"re(hint = "the sandbox shows it; see sandbox-profile(5)";)re"));
  CHECK_FALSE(names_a_program(R"(path = "/etc/sandbox/profiles";  // as sandbox(1) says)"));
  CHECK_FALSE(names_a_program(R"({"sandboxctl.zsh", text},)"));
}
