// System calls by name and number. The data is made when the launcher is built, from libseccomp and our own list of
// what is younger; the launcher itself links no library for it.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/words.h"

namespace sandbox::syscalls {

/// The system call interfaces that the table knows. x32 is none of them: it is always refused.
enum class Machine : std::uint8_t { x86_64, x86, aarch64 };

/// One system call. Its name stands in the record: a pointer would have to be relocated at every start.
struct Syscall {
  static constexpr std::int16_t absent = -1;
  std::array<char, 32> name;            ///< ends with NUL
  std::array<std::int16_t, 3> numbers;  ///< by Machine; `absent` where the machine does not have it

  std::string_view text() const { return name.data(); }
};

/// All of them, by name.
std::span<const Syscall> all();

/// The system call of that name on any machine; null when there is none.
const Syscall* find(std::string_view name);

/// Its number on a machine; nothing when the machine does not have it.
std::optional<std::uint32_t> number_of(const Syscall& call, Machine machine);

/// The same by its name; nothing, too, when there is no such call.
std::optional<std::uint32_t> number_of(std::string_view name, Machine machine);

/// ", did you mean …" for a name that there is not; may be empty.
std::string suggestion(std::string_view name);

/// The kernel's word for a machine, AUDIT_ARCH_….
std::uint32_t audit_architecture(Machine machine);

/// The highest number of a system call that has been reviewed, on any machine: Linux 6.18 ends there. Since Linux 5.1 a
/// new call has the same number everywhere.
inline constexpr std::uint32_t newest_reviewed = 469;

/// The machine that this program was built for.
#if defined(__x86_64__)
inline constexpr Machine native = Machine::x86_64;
#elif defined(__aarch64__)
inline constexpr Machine native = Machine::aarch64;
#else
#error "the system call filter knows x86-64 and aarch64 only"
#endif

}  // namespace sandbox::syscalls

namespace sandbox {

template <>
inline constexpr auto words_of<syscalls::Machine> = std::to_array<Word<syscalls::Machine>>({
    {syscalls::Machine::x86_64, "x86-64"},
    {syscalls::Machine::x86, "x86"},
    {syscalls::Machine::aarch64, "aarch64"},
});

}  // namespace sandbox
