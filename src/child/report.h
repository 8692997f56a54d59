// What the processes inside and the supervisor tell each other: one record when a step was refused, nothing when all
// went well; while the command runs, what becomes of it in one direction, signals for it in the other.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "kernel/failure.h"

namespace sandbox::child {

/// The lists of a plan, in the order in which they are carried out.
enum class Stage : std::uint8_t { begin, world, ruleset, lockdown, start, execute, guard };

/// A step that was refused. Written to the report pipe in one write(2), which a pipe keeps whole.
struct Report {
  Stage stage = Stage::begin;
  kernel::Call call = kernel::Call::none;
  std::uint32_t step = 0;  ///< index in the stage's list; for execute: of the candidate
  std::int32_t error = 0;  ///< an errno value
};

/// Whom a signal reaches. The last two move the command's process group into the foreground of its terminal, or out of
/// it, before.
enum class Reach : std::int32_t { process, group, foreground, background };

/// What the supervisor has init do: send the command a signal. A message on the channel, in the other direction of
/// which init writes wait statuses of the command, as of wait(2).
struct Order {
  std::int32_t signal = 0;
  Reach reach = Reach::process;
};

}  // namespace sandbox::child
