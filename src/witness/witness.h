// The program inside: it tries what [[test]] asks about, and says what the kernel answered. It judges nothing.
//
// It is sandboxctl itself, executed through a descriptor: the profile need not show it, and the sandbox is to the last
// step the one that a launch gives. What it needs must do under the strictest profile: few system calls, no files, no
// other programs. It changes nothing that exists, and leaves nothing behind.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace sandbox::witness {

/// What is tried.
enum class Deed : std::uint8_t { read, write, exec, connect, env };

/// Something to try: a path, an address or a variable's name, as it is inside.
struct Question {
  Deed deed = Deed::read;
  std::string object;
};

/// An errno value; 0 when it works.
using Answer = std::int32_t;

/// The command line that makes sandboxctl a witness.
std::vector<std::string> command_for(std::span<const Question> questions);

/// True when this process was started with such a command line.
bool is_called(int argc, const char* const* argv);

/// Tries one thing.
Answer try_it(Deed deed, const char* object);

/// Tries all of them in order, and writes each Answer to standard output at once. Returns the exit status.
int testify(int argc, const char* const* argv);

}  // namespace sandbox::witness
