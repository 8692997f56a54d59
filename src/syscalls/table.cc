// See table.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "syscalls/table.h"

#include <algorithm>
#include <linux/audit.h>

#include "syscalls/table_data.h"

namespace sandbox::syscalls {

std::span<const Syscall> all() { return table; }

const Syscall* find(std::string_view name) {
  const std::span<const Syscall> calls = all();
  const auto found =
      std::lower_bound(calls.begin(), calls.end(), name,
                       [](const Syscall& call, std::string_view wanted) { return call.text() < wanted; });
  return found != calls.end() && found->text() == name ? &*found : nullptr;
}

std::optional<std::uint32_t> number_of(const Syscall& call, Machine machine) {
  const std::int16_t number = call.numbers.at(static_cast<std::size_t>(machine));
  if (number == Syscall::absent) return std::nullopt;
  return static_cast<std::uint32_t>(number);
}

std::optional<std::uint32_t> number_of(std::string_view name, Machine machine) {
  const Syscall* const call = find(name);
  return call == nullptr ? std::nullopt : number_of(*call, machine);
}

std::string suggestion(std::string_view name) {
  std::vector<std::string_view> names;
  names.reserve(all().size());
  for (const Syscall& call : all()) names.push_back(call.text());
  return did_you_mean(name, names);
}

std::uint32_t audit_architecture(Machine machine) {
  switch (machine) {
    case Machine::x86_64: return AUDIT_ARCH_X86_64;
    case Machine::x86: return AUDIT_ARCH_I386;
    case Machine::aarch64: return AUDIT_ARCH_AARCH64;
  }
  return 0;
}

}  // namespace sandbox::syscalls
