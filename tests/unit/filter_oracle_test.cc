// libseccomp as a second opinion: from the same names and its own argument comparisons it makes a filter of its own,
// and both have to decide alike for every number.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <doctest/doctest.h>
#include <linux/audit.h>
#include <memory>
#include <seccomp.h>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

#include "bpf_evaluator.h"
#include "filters/decisions.h"
#include "filters/filter_program.h"
#include "policy/syscall_groups.h"

namespace sandbox::testing {
namespace {

using Program = std::vector<sock_filter>;
using Arguments = std::array<std::uint64_t, 6>;

constexpr std::uint64_t low_half = 0xffffffff;

class Library {
 public:
  explicit Library(std::uint32_t default_action) : context_(seccomp_init(default_action), seccomp_release) {
    REQUIRE(context_ != nullptr);
    if (seccomp_arch_native() == SCMP_ARCH_X86_64) return;
    REQUIRE(seccomp_arch_remove(context_.get(), SCMP_ARCH_NATIVE) == 0);
    REQUIRE(seccomp_arch_add(context_.get(), SCMP_ARCH_X86_64) == 0);
  }

  void add(std::uint32_t action, int number, const std::vector<scmp_arg_cmp>& comparisons = {}) {
    const auto count = static_cast<unsigned>(comparisons.size());
    REQUIRE(seccomp_rule_add_array(context_.get(), action, number, count, comparisons.data()) == 0);
  }

  Program program() const {
    const int file = memfd_create("filter", MFD_CLOEXEC);
    REQUIRE(seccomp_export_bpf(context_.get(), file) == 0);
    Program program(static_cast<std::size_t>(lseek(file, 0, SEEK_END)) / sizeof(sock_filter));
    const std::size_t size = program.size() * sizeof(sock_filter);
    REQUIRE(pread(file, program.data(), size, 0) == static_cast<ssize_t>(size));
    close(file);
    return program;
  }

 private:
  std::unique_ptr<void, decltype(&seccomp_release)> context_;
};

int resolve(std::string_view name) {
  return seccomp_syscall_resolve_name_arch(SCMP_ARCH_X86_64, std::string(name).c_str());
}

scmp_arg_cmp equals(unsigned argument, std::uint64_t value) { return {argument, SCMP_CMP_MASKED_EQ, low_half, value}; }

Program ours() {
  return filters::filter_program(std::array{filters::decisions_of({}, syscalls::Machine::x86_64)},
                                 policy::refuse(ENOSYS));
}

// Everything but what only some values of an argument allow, which libseccomp cannot say next to this.
Program deny_list() {
  Library library(SCMP_ACT_ALLOW);
  for (const std::string_view name : policy::syscalls_in(policy::always_refused)) {
    const int number = resolve(name);
    // -1 is unknown to the library, what is below it unknown to the architecture.
    if (number >= 0) library.add(SCMP_ACT_ERRNO(static_cast<unsigned>(policy::usual_refusal(name))), number);
  }
  constexpr std::uint64_t newuser = 0x10000000;
  for (const char* name : {"clone", "unshare"})
    library.add(SCMP_ACT_ERRNO(EPERM), resolve(name), {{0, SCMP_CMP_MASKED_EQ, newuser, newuser}});
  for (const std::uint64_t request : {0x5412u, 0x541cu})
    library.add(SCMP_ACT_ERRNO(EPERM), resolve("ioctl"), {equals(1, request)});
  constexpr std::uint64_t set_id[] = {04000, 02000};
  for (const std::uint64_t bit : set_id) {
    const auto has = [](unsigned argument, std::uint64_t bits) {
      return scmp_arg_cmp{argument, SCMP_CMP_MASKED_EQ, bits, bits};
    };
    for (const char* name : {"chmod", "fchmod", "mknod", "creat"})
      library.add(SCMP_ACT_ERRNO(EPERM), resolve(name), {has(1, bit)});
    for (const char* name : {"fchmodat", "fchmodat2", "mknodat"})
      library.add(SCMP_ACT_ERRNO(EPERM), resolve(name), {has(2, bit)});
    for (const std::uint64_t flag : {0100u, 020000000u}) {
      library.add(SCMP_ACT_ERRNO(EPERM), resolve("open"), {has(1, flag), has(2, bit)});
      library.add(SCMP_ACT_ERRNO(EPERM), resolve("openat"), {has(2, flag), has(3, bit)});
    }
  }
  return library.program();
}

Program allow_list() {
  Library library(SCMP_ACT_ERRNO(EPERM));
  for (const std::uint64_t family : {1u, 2u, 10u}) library.add(SCMP_ACT_ALLOW, resolve("socket"), {equals(0, family)});
  library.add(SCMP_ACT_ALLOW, resolve("socket"), {equals(0, 16), equals(2, 0)});
  library.add(SCMP_ACT_ALLOW, resolve("socketpair"), {equals(0, 1)});
  for (const std::uint64_t personality : {0x0u, 0x40000u, 0x20000u, 0xffffffffu})
    library.add(SCMP_ACT_ALLOW, resolve("personality"), {equals(0, personality)});
  return library.program();
}

// Younger than the libseccomp of Debian 12; a newer library knows them, and is then asked.
bool is_too_young(std::uint32_t number) {
  constexpr auto young = std::to_array<std::uint32_t>({443, 450, 460, 467});
  if (std::find(young.begin(), young.end(), number) == young.end()) return false;
  char* name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_X86_64, static_cast<int>(number));
  const bool unknown = name == nullptr;
  std::free(name);
  return unknown;
}

}  // namespace

TEST_CASE("libseccomp refuses the same numbers, and the same requests and flags") {
  const Program own = ours();
  const Program library = deny_list();
  const Arguments tried[] = {
      {},
      {1, 1, 1, 1, 1, 1},
      {0x10000000},
      {0x10000011, 0x10000000},
      {0x1000000000000000, 0x541200000000},
      {0xdeadbeef10000000, 0xdeadbeef00005412},
      {0, 0x5412},
      {0, 0x541c},
      {0, 0x15412},
      {0xffffffffffffffff, 0xffffffffffffffff},
      {0, 04755},
      {0, 0, 02755},
      {0, 0100, 06755},
      {0, 0, 0100, 04755},
      {0, 020200000, 02700},
      {0, 02000, 04755},
  };
  for (std::uint32_t number = 0; number <= syscalls::newest_reviewed; ++number) {
    const auto at = static_cast<int>(number);
    if (at == resolve("socket") || at == resolve("socketpair") || at == resolve("personality")) continue;
    if (is_too_young(number)) continue;
    for (const Arguments& arguments : tried) {
      CAPTURE(number);
      CAPTURE(arguments[0]);
      CAPTURE(arguments[1]);
      const Call call{AUDIT_ARCH_X86_64, number, arguments};
      CHECK(refusal(own, call) == refusal(library, call));
    }
  }
  // The library cannot compare the number itself: here we are alone.
  for (std::uint32_t number = syscalls::newest_reviewed + 1; number <= 500; ++number)
    CHECK(refusal(own, {AUDIT_ARCH_X86_64, number}) == ENOSYS);
}

TEST_CASE("libseccomp allows the same families of sockets and the same personalities") {
  const Program own = ours();
  const Program library = allow_list();
  std::vector<std::uint64_t> values;
  for (std::uint64_t value = 0; value <= 64; ++value) values.push_back(value);
  for (unsigned bit = 7; bit < 64; ++bit) values.push_back(std::uint64_t{1} << bit);
  values.insert(values.end(), {0x100000001, 0x100000028, 0x60000, 0xffffffff, ~std::uint64_t{0}});
  for (const char* name : {"socket", "socketpair", "personality"})
    for (const std::uint64_t value : values)
      for (std::uint64_t third = 0; third <= 32; ++third) {
        CAPTURE(name);
        CAPTURE(value);
        CAPTURE(third);
        const Call call{AUDIT_ARCH_X86_64, static_cast<std::uint32_t>(resolve(name)), {value, 1, third}};
        CHECK((refusal(own, call) == 0) == (refusal(library, call) == 0));
      }
}

}  // namespace sandbox::testing
