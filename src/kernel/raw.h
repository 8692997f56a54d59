// System calls without libc's errno. The launcher's init shares the address space of the supervisor, and with it the
// thread-local errno; what runs on both sides of the clone must not touch it.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <type_traits>

namespace sandbox::kernel {

/// A system call's argument as the register holds it.
template <class T>
inline long as_register(T value) noexcept {
  if constexpr (std::is_null_pointer_v<T>)
    return 0;
  else if constexpr (std::is_pointer_v<T>)
    return reinterpret_cast<long>(value);  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast): the kernel's ABI
  else
    return static_cast<long>(value);
}

#if defined(__x86_64__)

inline long raw_call(long number, long a, long b, long c, long d, long e, long f) noexcept {
  long result = 0;  // NOLINT(misc-const-correctness): the assembly writes it
  register const long r10 asm("r10") = d;
  register const long r8 asm("r8") = e;
  register const long r9 asm("r9") = f;
  asm volatile("syscall"
               : "=a"(result)
               : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
               : "rcx", "r11", "memory");
  return result;
}

#elif defined(__aarch64__)

inline long raw_call(long number, long a, long b, long c, long d, long e, long f) noexcept {
  register long x8 asm("x8") = number;
  register long x0 asm("x0") = a;
  register long x1 asm("x1") = b;
  register long x2 asm("x2") = c;
  register long x3 asm("x3") = d;
  register long x4 asm("x4") = e;
  register long x5 asm("x5") = f;
  asm volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
  return x0;
}

#else
#error "sandbox knows the system call convention of x86-64 and aarch64 only"
#endif

/// Makes system call `number`; a negative result is -errno.
template <class... Arguments>
inline long raw(long number, Arguments... arguments) noexcept {
  static_assert(sizeof...(Arguments) <= 6);
  const long registers[6] = {as_register(arguments)...};
  return raw_call(number, registers[0], registers[1], registers[2], registers[3], registers[4], registers[5]);
}

}  // namespace sandbox::kernel
