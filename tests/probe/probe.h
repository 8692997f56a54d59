// The probe runs inside a sandbox and says what it finds there: facts on stdout, one a line, or the name of the errno
// with which the kernel refused. Exit status 0: done or found; 1: refused; 2: the probe was asked wrongly. It judges
// nothing: what is right, the promise that runs it knows.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace probe {

using Arguments = std::span<const std::string>;

/// One thing the probe can do: its name, what it takes, and the function, which returns the exit status.
struct Verb {
  std::string_view name;
  std::string_view takes;
  int (*run)(Arguments arguments);
};

/// Adds verbs when the program starts; every file of verbs has one of these.
struct Register {
  explicit Register(std::span<const Verb> verbs);
};

/// Thrown when the probe itself was asked wrongly, or cannot get as far as the question.
struct Misuse {
  std::string sentence;
};

/// Prints "ok".
int done();

/// Prints the errno's name, such as EPERM.
int refused(int error);

/// The usual end of a verb around one system call: refused(errno) when the result is negative, else done().
int answer(long result);

/// Prints a line on stdout.
void say(std::string_view line);

/// The argument at that place, or Misuse.
const std::string& argument(Arguments arguments, std::size_t index);

/// The argument at that place as a number: decimal, 0x… or 0….
long number(Arguments arguments, std::size_t index);

/// A whole file; Misuse when it cannot be read.
std::string content_of(const std::string& path);

/// The lines of a text, without their ends.
std::vector<std::string> lines_of(const std::string& text);

/// Runs a program in this process's place; the first word is its path. Returns refused(errno) when it cannot be run.
int become(Arguments command);

/// Runs a function in a child process and gives its exit status, or 128 + n when it was killed by signal n.
int in_child(int (*run)(Arguments), Arguments arguments);

}  // namespace probe
