// The arrows between the folders of src/: an include that src/layers.txt does not allow is a design decision that
// nobody has taken.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

using Layers = std::map<std::string, std::set<std::string>>;

const fs::path source = fs::path(SANDBOX_SOURCE_DIR) / "src";

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream stream(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

Layers read_layers() {
  Layers layers;
  for (const std::string& line : lines_of(source / "layers.txt")) {
    if (line.empty() || line.starts_with('#')) continue;
    std::istringstream words(line);
    std::string folder;
    std::string colon;
    words >> folder >> colon;
    REQUIRE(colon == ":");
    std::set<std::string>& allowed = layers[folder];
    for (std::string other; words >> other;) allowed.insert(other);
  }
  return layers;
}

std::vector<fs::path> files_in(const std::string& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(source / folder))
    if (entry.path().extension() == ".cc" || entry.path().extension() == ".h") files.push_back(entry.path());
  return files;
}

// The folder in #include "folder/file.h"; empty for other lines.
std::string included_folder(const std::string& line) {
  constexpr std::string_view head = "#include \"";
  if (!line.starts_with(head)) return {};
  const std::size_t slash = line.find('/');
  return slash == std::string::npos ? std::string() : line.substr(head.size(), slash - head.size());
}

}  // namespace

TEST_CASE("a folder includes only what its layer allows") {
  std::size_t includes = 0;
  for (const auto& [folder, allowed] : read_layers())
    for (const fs::path& file : files_in(folder))
      for (const std::string& line : lines_of(file)) {
        const std::string other = included_folder(line);
        if (other.empty() || other == folder) continue;
        ++includes;
        CHECK_MESSAGE(allowed.contains(other), file.string(), ": ", line);
      }
  CHECK(includes > 100);
}

TEST_CASE("every folder of src has its line in layers.txt") {
  const Layers layers = read_layers();
  for (const auto& entry : fs::directory_iterator(source))
    if (entry.is_directory()) CHECK_MESSAGE(layers.contains(entry.path().filename().string()), entry.path().string());
}

TEST_CASE("layers have no circle: a folder stands below those that it may include") {
  std::set<std::string> seen;
  Layers left = read_layers();
  while (!left.empty()) {
    const std::size_t before = left.size();
    std::erase_if(left, [&](const auto& layer) {
      for (const std::string& other : layer.second)
        if (!seen.contains(other)) return false;
      seen.insert(layer.first);
      return true;
    });
    REQUIRE(left.size() < before);
  }
}

TEST_CASE("no file has grown beyond what one idea needs") {
  constexpr std::size_t most_lines = 420;
  for (const auto& entry : fs::recursive_directory_iterator(source))
    if (entry.path().extension() == ".cc" || entry.path().extension() == ".h")
      CHECK_MESSAGE(lines_of(entry.path()).size() <= most_lines, entry.path().string());
}
