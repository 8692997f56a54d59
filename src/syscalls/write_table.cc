// Writes table_data.h: what libseccomp knows, and what is younger than the libseccomp of Debian 12. The only program of
// the build that links it; it runs there, and is no part of the launcher.
//
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <map>
#include <seccomp.h>
#include <stdexcept>
#include <string>

namespace {

constexpr std::size_t machine_count = 3;
constexpr std::size_t longest_name = 31;
constexpr int absent = -1;
// Beyond every number of these machines that is no offset into a private range.
constexpr int last_number = 600;

// In the order of syscalls::Machine.
constexpr std::array<std::uint32_t, machine_count> tokens{SCMP_ARCH_X86_64, SCMP_ARCH_X86, SCMP_ARCH_AARCH64};

using Numbers = std::array<int, machine_count>;
using Calls = std::map<std::string, Numbers>;

struct Younger {
  const char* name;
  int number;  // the same on every machine since Linux 5.1
};

constexpr Younger younger[] = {
    {"quotactl_fd", 443},       {"set_mempolicy_home_node", 450},
    {"cachestat", 451},         {"fchmodat2", 452},
    {"map_shadow_stack", 453},  {"futex_wake", 454},
    {"futex_wait", 455},        {"futex_requeue", 456},
    {"statmount", 457},         {"listmount", 458},
    {"lsm_get_self_attr", 459}, {"lsm_set_self_attr", 460},
    {"lsm_list_modules", 461},  {"mseal", 462},
    {"setxattrat", 463},        {"getxattrat", 464},
    {"listxattrat", 465},       {"removexattrat", 466},
    {"open_tree_attr", 467},    {"file_getattr", 468},
    {"file_setattr", 469},
};

// The kernel's own, behind its probes of programs; a program that is probed must not be refused them.
constexpr Younger younger_on_x86_64[] = {{"uretprobe", 335}, {"uprobe", 336}};

void add(Calls& calls, const std::string& name, std::size_t machine, int number) {
  if (name.size() > longest_name) throw std::length_error("the name of a system call is too long: " + name);
  Numbers& numbers = calls.try_emplace(name, Numbers{absent, absent, absent}).first->second;
  if (numbers.at(machine) != absent && numbers.at(machine) != number)
    throw std::logic_error("libseccomp has another number for " + name);
  numbers.at(machine) = number;
}

Calls known_calls() {
  Calls calls;
  for (std::size_t machine = 0; machine < machine_count; ++machine) {
    for (int number = 0; number <= last_number; ++number) {
      char* const name = seccomp_syscall_resolve_num_arch(tokens.at(machine), number);
      if (name == nullptr) continue;
      add(calls, name, machine, number);
      std::free(name);
    }
    for (const Younger& call : younger) add(calls, call.name, machine, call.number);
  }
  for (const Younger& call : younger_on_x86_64) add(calls, call.name, 0, call.number);
  return calls;
}

bool write(std::FILE* file, const Calls& calls) {
  std::fputs(
      "// Made by write_table.\n#pragma once\n\n#include \"syscalls/table.h\"\n\nnamespace sandbox::syscalls {\n\n"
      "inline constexpr Syscall table[] = {\n",
      file);
  for (const auto& [name, numbers] : calls)
    std::fprintf(file, "    {{\"%s\"}, {%d, %d, %d}},\n", name.c_str(), numbers[0], numbers[1], numbers[2]);
  std::fputs("};\n\n}  // namespace sandbox::syscalls\n", file);
  return std::ferror(file) == 0;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) return EXIT_FAILURE;
  const Calls calls = known_calls();
  std::FILE* file = std::fopen(argv[1], "w");
  if (file == nullptr) return EXIT_FAILURE;
  const bool written = write(file, calls);
  return std::fclose(file) == 0 && written ? EXIT_SUCCESS : EXIT_FAILURE;
} catch (const std::exception& error) {
  std::fprintf(stderr, "write_table: %s\n", error.what());
  return EXIT_FAILURE;
}
