// See golden.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "golden.h"

#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace sandbox::testing {
namespace {

bool accepting() {
  const char* accept = std::getenv("SANDBOX_ACCEPT");
  return accept != nullptr && std::string_view(accept) == "1";
}

void rewrite(const std::string& file, std::string_view text) {
  std::filesystem::create_directories(std::filesystem::path(file).parent_path());
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << text;
  stream.close();
  REQUIRE_MESSAGE(stream.good(), "cannot write ", file);
}

// Where two texts part, as a line of each: a whole plan on the screen hides the one word that changed.
std::string first_difference(std::string_view kept, std::string_view now) {
  const auto line_of = [](std::string_view text, std::size_t begin) {
    return begin < text.size() ? std::string(text.substr(begin, text.find('\n', begin) - begin)) : "(the end)";
  };
  std::size_t begin = 0;
  std::size_t line = 1;
  for (std::size_t i = 0; i < kept.size() && i < now.size() && kept[i] == now[i]; ++i) {
    if (kept[i] != '\n') continue;
    begin = i + 1;
    ++line;
  }
  return "line " + std::to_string(line) + "\n  kept: " + line_of(kept, begin) + "\n  now:  " + line_of(now, begin);
}

}  // namespace

std::string test_file(std::string_view path) { return std::string(SANDBOX_TESTS_DIR "/").append(path); }

std::string read_test_file(std::string_view path) {
  std::ifstream stream(test_file(path), std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void check_golden(std::string_view path, std::string_view text) {
  const std::string kept = read_test_file(path);
  if (kept == text) return;
  if (accepting()) return rewrite(test_file(path), text);
  FAIL_CHECK("tests/", std::string(path), " differs from what the program says now, ", first_difference(kept, text),
             "\n  SANDBOX_ACCEPT=1 keeps the new text");
}

}  // namespace sandbox::testing
