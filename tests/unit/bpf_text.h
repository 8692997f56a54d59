// A filter program in words: what it refuses, and its instructions with names in place of numbers. Nothing here knows
// how the program was made; what is said of system calls is found by walking through it.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <linux/filter.h>
#include <span>
#include <string>

#include "syscalls/table.h"

namespace sandbox::testing {

/// What the program answers to the calls of a machine: those that are always refused, by answer; those of which it
/// depends on arguments, with the arguments that are refused; and those that are always allowed.
std::string answers_text(std::span<const sock_filter> program, syscalls::Machine machine);

/// The instructions, one a line. A jump names the calls that it is for, or the answer that it leads to.
std::string program_text(std::span<const sock_filter> program, syscalls::Machine machine);

}  // namespace sandbox::testing
