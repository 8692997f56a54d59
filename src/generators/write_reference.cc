// write_reference PART OUTPUT: writes a part of the manual, the schema of profiles, or the completions of a program for
// a shell. Runs when the programs are built.
//
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "control/completions.h"
#include "frontend/completions.h"
#include "frontend/reference.h"
#include "frontend/schema.h"

namespace {

using namespace sandbox;

struct Part {
  std::string_view name;
  std::string (*text)();
};

constexpr auto parts = std::to_array<Part>({
    {"options", frontend::reference_of_options},
    {"profiles", frontend::reference_of_profiles},
    {"keys", frontend::reference_of_keys},
    {"variables", frontend::reference_of_variables},
    {"devices", frontend::reference_of_devices},
    {"etc", frontend::reference_of_etc_groups},
    {"syscalls", frontend::reference_of_syscalls},
    {"schema", frontend::schema_of_profiles},
    {"sandbox.bash", frontend::bash_completion},
    {"sandbox.zsh", frontend::zsh_completion},
    {"sandbox.fish", frontend::fish_completion},
    {"sandboxctl.bash", control::bash_completion},
    {"sandboxctl.zsh", control::zsh_completion},
    {"sandboxctl.fish", control::fish_completion},
});

std::string text_of(std::string_view name) {
  for (const Part& part : parts)
    if (part.name == name) return part.text();
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const std::string text = argc == 3 ? text_of(argv[1]) : "";
  std::FILE* file = text.empty() ? nullptr : std::fopen(argv[2], "w");
  if (file == nullptr) return EXIT_FAILURE;
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  return std::fclose(file) == 0 && written ? EXIT_SUCCESS : EXIT_FAILURE;
}
