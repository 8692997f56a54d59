// write_reference options|keys|variables|etc|syscalls|schema|bash|zsh|fish OUTPUT: writes a part of the manual, the schema
// of profiles, or the completions of a shell. Runs when the launcher is built.
//
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "frontend/completions.h"
#include "frontend/reference.h"
#include "frontend/schema.h"

namespace {

using namespace sandbox::frontend;

std::string part(std::string_view name) {
  if (name == "options") return reference_of_options();
  if (name == "keys") return reference_of_keys();
  if (name == "variables") return reference_of_variables();
  if (name == "etc") return reference_of_etc_groups();
  if (name == "syscalls") return reference_of_syscalls();
  if (name == "schema") return schema_of_profiles();
  if (name == "bash") return bash_completion();
  if (name == "zsh") return zsh_completion();
  if (name == "fish") return fish_completion();
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const std::string text = argc == 3 ? part(argv[1]) : "";
  std::FILE* file = text.empty() ? nullptr : std::fopen(argv[2], "w");
  if (file == nullptr) return EXIT_FAILURE;
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  return std::fclose(file) == 0 && written ? EXIT_SUCCESS : EXIT_FAILURE;
}
