// A filter that tells of what it refuses decides as the one it was made of, when whoever is told answers by the rule.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cerrno>
#include <doctest/doctest.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <random>
#include <string>
#include <sys/stat.h>
#include <vector>

#include "bpf_evaluator.h"
#include "filters/filter.h"
#include "filters/watched.h"
#include "own_profile.h"
#include "syscalls/table.h"

namespace sandbox::testing {
namespace {

const std::uint32_t native = syscalls::audit_architecture(syscalls::native);

std::uint32_t number_of(std::string_view name) { return *syscalls::number_of(*syscalls::find(name), syscalls::native); }

// What becomes of a call when the told supervisor answers as it should.
std::uint32_t outcome(const filters::WatchedFilter& watched, const Call& call) {
  const std::uint32_t answer = evaluate(watched.program, call);
  if (answer != SECCOMP_RET_USER_NOTIF) return answer;
  const bool known = call.architecture == native &&
                     std::binary_search(watched.let_through.begin(), watched.let_through.end(), call.number);
  return known ? SECCOMP_RET_ALLOW : SECCOMP_RET_ERRNO | EPERM;
}

// Only x86-64 has a 32-bit interface that a profile may ask for.
const auto profiles = std::to_array<const char*>({
    "",
    syscalls::native == syscalls::Machine::x86_64 ? "[seccomp]\nfeatures = [\"multiarch\", \"devel\"]\n"
                                                  : "[seccomp]\nfeatures = [\"devel\"]\n",
    "[seccomp]\ndefault = \"deny\"\nallow = [\"@system-service\"]\ndeny = [\"connect\", \"mkdir\"]\n",
    "[seccomp]\non_deny = \"errno:EACCES\"\n[[seccomp.rule]]\nsyscalls = [\"connect\"]\naction = \"errno:EPERM\"\n"
    "args = [{ index = 2, op = \"gt\", value = 16 }]\n",
});

}  // namespace

TEST_CASE("telling changes no decision: every number, with arguments at random, on every architecture") {
  std::mt19937 random(20260);  // NOLINT(cert-msc32-c,cert-msc51-cpp): a failure must come again
  for (const char* const profile : profiles) {
    CAPTURE(profile);
    const std::vector<sock_filter> plain = filters::compile(own_policy(profile));
    for (const bool files : {false, true}) {
      const filters::WatchedFilter watched = filters::watched(plain, native, filters::calls_to_hear_of(files));
      REQUIRE(!watched.program.empty());
      std::size_t different = 0;
      for (const std::uint32_t architecture : {native, std::uint32_t{AUDIT_ARCH_I386}, std::uint32_t{AUDIT_ARCH_ARM}})
        for (std::uint32_t number = 0; number < 560; ++number)
          for (int round = 0; round < 6; ++round) {
            Call call{.architecture = architecture, .number = number};
            for (std::uint64_t& argument : call.arguments) argument = round == 0 ? 0 : random() >> (random() % 32);
            different += evaluate(plain, call) == outcome(watched, call) ? 0 : 1;
          }
      CHECK(different == 0);
    }
  }
}

TEST_CASE("what is refused by EPERM is told, and so is what connects; nothing else by default") {
  const filters::WatchedFilter watched =
      filters::watched(filters::compile(own_policy("")), native, filters::calls_to_hear_of(false));
  const auto tells = [&](std::string_view name) {
    return evaluate(watched.program, {.architecture = native, .number = number_of(name)}) == SECCOMP_RET_USER_NOTIF;
  };
  CHECK(tells("connect"));
  CHECK(tells("mount"));
  CHECK(tells("bpf"));
  CHECK_FALSE(tells("openat"));
  CHECK_FALSE(tells("read"));
  CHECK_FALSE(tells("clone3"));
  CHECK(watched.let_through == std::vector{number_of("connect")});
}

TEST_CASE("a call that is refused for some arguments is told of when it passes, and never let through when not") {
  const filters::WatchedFilter watched =
      filters::watched(filters::compile(own_policy("")), native, filters::calls_to_hear_of(true));
  Call chmod{.architecture = native, .number = number_of("fchmodat"), .arguments = {0, 0, 0644}};
  CHECK(evaluate(watched.program, chmod) == SECCOMP_RET_USER_NOTIF);
  chmod.arguments[2] = S_ISUID | 0755;
  CHECK(evaluate(watched.program, chmod) == (SECCOMP_RET_ERRNO | EPERM));
}

TEST_CASE("a call that the profile refuses is never let through because it is told of") {
  const policy::Policy policy = own_policy("[seccomp]\ndeny = [\"connect\"]\n");
  const filters::WatchedFilter watched =
      filters::watched(filters::compile(policy), native, filters::calls_to_hear_of(false));
  CHECK(watched.let_through.empty());
  CHECK(evaluate(watched.program, {.architecture = native, .number = number_of("connect")}) == SECCOMP_RET_USER_NOTIF);
}

TEST_CASE("what the launcher itself calls before execve is never told of: nobody could answer") {
  const policy::Policy policy = own_policy(
      "[seccomp]\ndefault = \"deny\"\nallow = [\"@default\"]\n[[seccomp.rule]]\nsyscalls = [\"execve\"]\n"
      "action = \"errno:EPERM\"\nargs = [{ index = 5, value = 7 }]\n");
  const filters::WatchedFilter watched =
      filters::watched(filters::compile(policy), native, filters::calls_to_hear_of(true));
  const auto answer = [&](std::string_view name, std::uint64_t argument = 0) {
    return evaluate(watched.program,
                    {.architecture = native, .number = number_of(name), .arguments = {0, 0, 0, 0, 0, argument}});
  };
  CHECK(answer("write") == (SECCOMP_RET_ERRNO | EPERM));
  CHECK(answer("execveat") == (SECCOMP_RET_ERRNO | EPERM));
  CHECK(answer("execve", 7) == (SECCOMP_RET_ERRNO | EPERM));
  CHECK(answer("execve") == SECCOMP_RET_ALLOW);
  CHECK(answer("read") == SECCOMP_RET_USER_NOTIF);
}

TEST_CASE("where two copies are too long for the kernel nothing is told") {
  const std::vector<sock_filter> longest(BPF_MAXINSNS, {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW});
  CHECK(filters::watched(longest, native, {}).program.empty());
}

}  // namespace sandbox::testing
