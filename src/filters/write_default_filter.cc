// Writes default_filter.h: the filter of every launch, made once, when the launcher is built. libseccomp would need a
// millisecond for it at every start.
//
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <seccomp.h>

#include "filters/decisions.h"

namespace {

using namespace sandbox;

#if defined(__x86_64__)
constexpr std::uint32_t token = SCMP_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t token = SCMP_ARCH_AARCH64;
#else
#error "the system call filter knows x86-64 and aarch64 only"
#endif

bool write(std::FILE* file, const std::vector<sock_filter>& program) {
  std::fputs(
      "// Made from src/policy/syscall_*.cc by write_default_filter.\n#pragma once\n\n#include "
      "<linux/filter.h>\n\n"
      "namespace sandbox::filters {\n\ninline constexpr sock_filter default_filter[] = {\n",
      file);
  for (const sock_filter& i : program) std::fprintf(file, "    {%#x, %u, %u, %#x},\n", i.code, i.jt, i.jf, i.k);
  std::fputs("};\n\n}  // namespace sandbox::filters\n", file);
  return std::ferror(file) == 0;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) return EXIT_FAILURE;
  const auto program = filters::filter_program(std::array{filters::default_decisions(token)}, policy::refuse(ENOSYS));
  std::FILE* file = std::fopen(argv[1], "w");
  if (file == nullptr) return EXIT_FAILURE;
  const bool written = write(file, program);
  return std::fclose(file) == 0 && written ? EXIT_SUCCESS : EXIT_FAILURE;
} catch (const std::exception& error) {
  std::fprintf(stderr, "write_default_filter: %s\n", error.what());
  return EXIT_FAILURE;
}
