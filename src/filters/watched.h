// A filter that tells of what it refuses, and of some of what it lets through. It decides nothing else than the filter
// it is made of: who hears of a call, answers as that one would.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <linux/filter.h>
#include <span>
#include <vector>

namespace sandbox::filters {

/// Numbers of system calls.
using Numbers = std::vector<std::uint32_t>;

/// A filter whose refusals by EPERM are told of, and the numbers of the calls that it tells of and lets through.
struct WatchedFilter {
  std::vector<sock_filter> program;
  Numbers let_through;  ///< ascending; of `architecture` alone
};

/// What is told of, is to be answered so: let through a call of that architecture whose number is among
/// `let_through`, refuse all others with EPERM. `numbers` are those that shall be heard of when `program` lets them
/// through; those that it never does are left out. Of calls that the launcher itself makes under its filter, before
/// anybody can answer, nothing is told. Empty when the result would be too long for the kernel.
WatchedFilter watched(std::span<const sock_filter> program, std::uint32_t architecture, const Numbers& numbers);

/// The numbers, on this machine, of the calls to hear of though they are let through: those that connect; and, with
/// `files`, those that name a file.
Numbers calls_to_hear_of(bool files);

}  // namespace sandbox::filters
