// libseccomp as a second opinion about what only some values of an argument allow: from its own comparisons it makes a
// filter that has to allow the same ones.
//
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cerrno>
#include <cstdint>
#include <doctest/doctest.h>
#include <linux/seccomp.h>
#include <vector>

#include "bpf_evaluator.h"
#include "filters/decisions.h"
#include "frontend/named_policy.h"
#include "libseccomp_filter.h"

namespace sandbox::testing {
namespace {

using Program = std::vector<sock_filter>;

constexpr std::uint64_t low_half = 0xffffffff;

scmp_arg_cmp equals(unsigned argument, std::uint64_t value) { return {argument, SCMP_CMP_MASKED_EQ, low_half, value}; }

LibseccompFilter allow_list() {
  LibseccompFilter library(syscalls::Machine::x86_64, SCMP_ACT_ERRNO(EPERM));
  for (const std::uint64_t family : {1u, 2u, 10u}) library.add(SCMP_ACT_ALLOW, "socket", {equals(0, family)});
  library.add(SCMP_ACT_ALLOW, "socket", {equals(0, 16), equals(2, 0)});
  library.add(SCMP_ACT_ALLOW, "socketpair", {equals(0, 1)});
  for (const std::uint64_t personality : {0x0u, 0x40000u, 0x20000u, 0xffffffffu})
    library.add(SCMP_ACT_ALLOW, "personality", {equals(0, personality)});
  return library;
}

std::vector<std::uint64_t> values() {
  std::vector<std::uint64_t> list;
  for (std::uint64_t value = 0; value <= 64; ++value) list.push_back(value);
  for (unsigned bit = 7; bit < 64; ++bit) list.push_back(std::uint64_t{1} << bit);
  list.insert(list.end(), {0x100000001, 0x100000028, 0x60000, low_half, ~std::uint64_t{0}});
  return list;
}

}  // namespace

TEST_CASE("libseccomp allows the same families of sockets and the same personalities") {
  const auto decisions = filters::decisions_of(frontend::built_in_policy("base"), syscalls::Machine::x86_64);
  const Program own = filters::filter_program(std::array{decisions}, policy::refuse(ENOSYS));
  const LibseccompFilter list = allow_list();
  const Program library = list.program();
  for (const char* name : {"socket", "socketpair", "personality"}) {
    std::size_t unlike = 0;
    for (const std::uint64_t value : values())
      for (std::uint64_t third = 0; third <= 32; ++third) {
        const Call call{
            syscalls::audit_architecture(syscalls::Machine::x86_64), list.number_of(name).value(), {value, 1, third}};
        if ((refusal(own, call) == 0) != (evaluate(library, call) == SECCOMP_RET_ALLOW)) ++unlike;
      }
    CAPTURE(name);
    CHECK(unlike == 0);
  }
}

}  // namespace sandbox::testing
