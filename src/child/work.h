// What the child needs between clone and execve, prepared by the supervisor: arrays of plain pointers, descriptors,
// stacks.
//
// The rules of this folder, checked by a test over its object files: no heap, no exceptions, no text, no decisions.
// The child carries out a list; whether a step is right was settled before it existed.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "child/report.h"
#include "child/world.h"
#include "steps/plan.h"

namespace sandbox::child {

/// A new process's stack.
inline constexpr std::size_t stack_size = 64UL * 1024;
struct alignas(16) Stack {
  char bytes[stack_size];
};

/// Shared with the supervisor, which does not touch it while the child works.
struct Work {
  const steps::Plan* plan = nullptr;
  const char* const* argv = nullptr;  ///< of the command, null-terminated
  const char** shell_argv = nullptr;  ///< "/bin/sh", a place for the script's path, the arguments, null
  const char* const* envp = nullptr;
  int report = -1;   ///< write end: refused steps
  int channel = -1;  ///< to the supervisor: what becomes of the command; before, descriptors that it asks for
  int gate = -1;     ///< read end: a byte when the ids are mapped; -1 when nobody else maps them
  int output = -1;   ///< write end: what a command without a terminal says; -1 when nothing is relayed so
  kernel::TerminalState caller_terminal;
  bool has_keyboard = false;   ///< the supervisor can give it to the command at once
  bool shows_command = false;  ///< the supervisor asks which process the command is
  Stack* command_stack = nullptr;
};

/// The first process of the sandbox, pid 1: builds the world, gives up rights, starts the command, reaps, forwards
/// signals, tells how the command ended. `argument` is a Work. An Entry for kernel::clone_into_namespaces.
int init(void* argument);

/// What the command's process is given by init, whose memory it shares.
struct CommandWork {
  const Work* work = nullptr;
  Workbench* bench = nullptr;
};

/// The command's process up to execve. `argument` is a CommandWork. An Entry for kernel::clone_until_exec.
int command(void* argument);

/// The same for a command that is pid 1, of a pid namespace inside that of init: it builds the world, too, since the
/// procfs that it mounts must be its own. Init stays its parent, outside, so that its end is still bound to the
/// supervisor's, which a process can undo for itself.
int first_command(void* argument);

/// Carries out a list in order; the first refusal goes to the report pipe, and the answer is false.
bool carry_out(const Work& work, Workbench& bench, Stage stage, const std::vector<steps::Step>& list);

/// Sends the supervisor what it hears of refused system calls by, if now is the time for it: before the command runs,
/// or `late`. Where there is none, an empty message says so.
kernel::Failure pass_listener(const Work& work, Workbench& bench, bool late);

/// Writes a record to the report pipe.
void tell(const Work& work, Stage stage, std::size_t step, kernel::Failure failure);

}  // namespace sandbox::child
