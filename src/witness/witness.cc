// See witness.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "witness/witness.h"

#include <cstdlib>
#include <cstring>
#include <errno.h>
#include <unistd.h>

#include "program_names.h"
#include "witness/deeds.h"

namespace sandbox::witness {
namespace {

// With a slash, so that nothing looks for it in a PATH; no shell makes such a name of a program that it finds.
constexpr const char* witness_name = SANDBOXCTL_PROGRAM "/witness";

// Before each object stands a letter for what is tried.
constexpr char first_letter = 'a';

}  // namespace

std::vector<std::string> command_for(std::span<const Question> questions) {
  std::vector<std::string> command{witness_name};
  for (const Question& question : questions)
    command.push_back(static_cast<char>(first_letter + static_cast<int>(question.deed)) + question.object);
  return command;
}

bool is_called(int argc, const char* const* argv) { return argc > 0 && std::strcmp(argv[0], witness_name) == 0; }

Answer try_it(Deed deed, const char* object) {
  switch (deed) {
    case Deed::read: return try_to_read(object);
    case Deed::write: return try_to_write(object);
    case Deed::exec: return try_to_execute(object);
    case Deed::connect: return try_to_connect(object);
    case Deed::env: return std::getenv(object) != nullptr ? 0 : ENOENT;
  }
  return EINVAL;
}

int testify(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const Answer answer = try_it(static_cast<Deed>(argv[i][0] - first_letter), argv[i] + 1);
    if (::write(STDOUT_FILENO, &answer, sizeof answer) != sizeof answer) return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}

}  // namespace sandbox::witness
