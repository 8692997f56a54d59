// The filters of the profiles that come with the launcher, and of the first process under them: each number of each
// interface is answered as a plain reading of the tables says, and as libseccomp answers for the same lists.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cerrno>
#include <doctest/doctest.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "bpf_evaluator.h"
#include "filters/decisions.h"
#include "filters/filter.h"
#include "frontend/named_policy.h"
#include "libseccomp_filter.h"
#include "own_profile.h"
#include "plain_filter.h"

namespace sandbox::testing {
namespace {

using syscalls::Machine;
using Program = std::vector<sock_filter>;
using Arguments = std::array<std::uint64_t, 6>;

constexpr std::uint32_t last_tried = 600;
constexpr std::uint32_t x32_bit = 0x40000000;
constexpr std::uint64_t low_half = 0xffffffff;
constexpr std::uint64_t high_bits = 0xdeadbeef00000000;

policy::Policy multiarch(policy::Policy policy) {
  policy.seccomp.features.push_back({"multiarch", {"own.toml:2", "seccomp.features"}});
  return policy;
}

struct Subject {
  std::string name;
  policy::Policy policy;
  bool embedded;
};

std::vector<Subject> subjects() {
  std::vector<Subject> list;
  for (const char* name : {"base", "build", "script"}) {
    const policy::Policy policy = frontend::built_in_policy(name);
    const std::string first = std::string(name) + ", the first process";
    list.push_back({name, policy, true});
    list.push_back({first, filters::for_first_process(policy), true});
    list.push_back({name + std::string(" with multiarch"), multiarch(policy), false});
    list.push_back({first + ", with multiarch", filters::for_first_process(multiarch(policy)), false});
  }
  return list;
}

// What each rule about arguments lets through, and what it refuses, at the places where any call has them.
const std::vector<Arguments>& tried() {
  static const std::vector<Arguments> list = [] {
    std::vector<Arguments> made{
        {},
        {1, 1, 1, 1, 1, 1},
        {~0ull, ~0ull, ~0ull, ~0ull, ~0ull, ~0ull},
        {0x10000011, 0x10000000},
        {0x00020000, 0},
        {0x1000000000000000, 0x541200000000},
        {high_bits | 0x10000000, high_bits | 0x5412},
        {0, 0x5412},
        {0, 0x541c},
        {0, 0x15412},
        {0, 04755},
        {0, 0, 02755},
        {0, 0100, 06755},
        {0, 0, 0100, 04755},
        {0, 0, 0, 04755},
        {0, 020200000, 02700},
        {0, 0, 020200000, 02700},
        {0, 02000, 04755},
        {high_bits | 1, 1, high_bits},
        {0x20000},
        {0x40000},
        {0x60000},
        {low_half},
    };
    for (const std::uint64_t family : {2u, 9u, 10u, 16u, 17u, 29u, 31u, 38u, 40u, 44u})
      for (const std::uint64_t protocol : {0u, 9u, 256u}) made.push_back({family, 1, protocol});
    return made;
  }();
  return list;
}

// Calls that no rule is about are tried with the first of these only.
std::span<const Arguments> tried_for(std::string_view name) {
  constexpr std::size_t few = 3;
  constexpr auto looked_into = std::to_array<std::string_view>(
      {"chmod", "clone", "creat", "fchmod", "fchmodat", "fchmodat2", "ioctl", "keyctl", "mknod", "mknodat", "open",
       "openat", "personality", "socket", "socketpair", "unshare"});
  const bool all = std::ranges::find(looked_into, name) != looked_into.end();
  return all ? std::span(tried()) : std::span(tried()).first(few);
}

// The names by number, up to the last number that is tried.
std::vector<std::string_view> names_on(Machine machine) {
  std::vector<std::string_view> names(last_tried + 1);
  for (const syscalls::Syscall& call : syscalls::all())
    if (const auto number = syscalls::number_of(call, machine)) names.at(*number) = call.text();
  return names;
}

// How often a program and another opinion differ over a number, and where first.
struct Disagreements {
  std::size_t count = 0;
  std::string first;

  void note(const Call& call, std::uint32_t ours, std::uint32_t expected) {
    if (ours == expected) return;
    if (++count > 1) return;
    first = "architecture " + std::to_string(call.architecture) + ", number " + std::to_string(call.number) +
            ", arguments " + std::to_string(call.arguments[0]) + " " + std::to_string(call.arguments[1]) + " " +
            std::to_string(call.arguments[2]) + " " + std::to_string(call.arguments[3]) + ": " + std::to_string(ours) +
            " instead of " + std::to_string(expected);
  }
};

// x32 is the x86-64 interface with a bit in its numbers; a machine that the filter does not know is tried as well.
Disagreements against_the_tables(const Program& program, const PlainFilter& plain) {
  struct Interface {
    std::uint32_t architecture;
    std::uint32_t bit;
    Machine names;
  };
  constexpr auto interfaces = std::to_array<Interface>({{AUDIT_ARCH_X86_64, 0, Machine::x86_64},
                                                        {AUDIT_ARCH_X86_64, x32_bit, Machine::x86_64},
                                                        {AUDIT_ARCH_I386, 0, Machine::x86},
                                                        {AUDIT_ARCH_AARCH64, 0, Machine::aarch64},
                                                        {AUDIT_ARCH_ARM, 0, Machine::x86}});
  Disagreements found;
  for (const Interface& one : interfaces) {
    const std::vector<std::string_view> names = names_on(one.names);
    for (std::uint32_t number = 0; number <= last_tried; ++number)
      for (const Arguments& arguments : tried_for(names[number])) {
        const Call call{one.architecture, one.bit | number, arguments};
        found.note(call, evaluate(program, call), plain.answer(call));
      }
  }
  return found;
}

scmp_arg_cmp equals(unsigned argument, std::uint64_t value) { return {argument, SCMP_CMP_MASKED_EQ, low_half, value}; }
scmp_arg_cmp has(unsigned argument, std::uint64_t bits) { return {argument, SCMP_CMP_MASKED_EQ, bits, bits}; }

// The names and groups of a shipped profile, as the profile and the groups have them. `features` and names that are
// allowed one by one win over @dangerous, and what is denied over both.
Program library_lists(const policy::Policy& policy, Machine machine) {
  const policy::Seccomp& seccomp = policy.seccomp;
  const bool deny = seccomp.default_answer.value == policy::FilterDefault::deny;
  LibseccompFilter library(machine, deny ? SCMP_ACT_ERRNO(EPERM) : SCMP_ACT_ALLOW);
  std::map<std::string_view, std::uint32_t> actions;
  const auto refuse = [&](std::string_view words) {
    const auto absent = members_of("@foreign @hidden-arguments @io-uring @memory-policy @obsolete");
    for (const std::string_view name : members_of(words)) {
      const bool as_if_absent = std::ranges::find(absent, name) != absent.end();
      actions[name] = SCMP_ACT_ERRNO(static_cast<std::uint32_t>(as_if_absent ? ENOSYS : EPERM));
    }
  };
  const auto allow = [&](std::string_view words) {
    for (const std::string_view name : members_of(words)) actions[name] = SCMP_ACT_ALLOW;
  };
  for (const auto& entry : seccomp.allow) allow(entry.value);
  refuse("@dangerous");
  for (const auto& entry : seccomp.deny) refuse(entry.value);
  for (const auto& entry : seccomp.features)
    if (entry.value == "devel") allow("kcmp pidfd_getfd process_madvise process_vm_readv process_vm_writev ptrace");
  if (deny)
    for (const std::string_view name : members_of("@foreign @hidden-arguments @io-uring @memory-policy @obsolete"))
      if (!actions.contains(name)) actions[name] = SCMP_ACT_ERRNO(ENOSYS);
  for (const auto& [name, action] : actions) library.add(action, name);
  return library.program();
}

// What the rules about arguments refuse, of calls that are otherwise allowed.
Program library_refusals(Machine machine) {
  LibseccompFilter library(machine, SCMP_ACT_ALLOW);
  const std::uint32_t eperm = SCMP_ACT_ERRNO(EPERM);
  for (const char* name : {"clone", "unshare"}) library.add(eperm, name, {has(0, 0x10000000)});
  for (const std::uint64_t request : {0x5412u, 0x541cu}) library.add(eperm, "ioctl", {equals(1, request)});
  for (const std::uint64_t bit : {04000u, 02000u}) {
    for (const char* name : {"chmod", "fchmod", "mknod", "creat"}) library.add(eperm, name, {has(1, bit)});
    for (const char* name : {"fchmodat", "fchmodat2", "mknodat"}) library.add(eperm, name, {has(2, bit)});
    for (const std::uint64_t flag : {0100u, 020000000u}) {
      library.add(eperm, "open", {has(1, flag), has(2, bit)});
      library.add(eperm, "openat", {has(2, flag), has(3, bit)});
    }
  }
  return library.program();
}

// "None of these values" cannot be said to libseccomp next to other rules; which values are allowed can.
Program library_allowances(Machine machine) {
  LibseccompFilter library(machine, SCMP_ACT_ERRNO(EPERM));
  for (const std::uint64_t family : {1u, 2u, 10u})
    for (const std::uint64_t protocol : {0u, 1u, 9u})
      library.add(SCMP_ACT_ALLOW, "socket", {equals(0, family), equals(2, protocol)});
  library.add(SCMP_ACT_ALLOW, "socket", {equals(0, 16), equals(2, 0)});
  library.add(SCMP_ACT_ALLOW, "socketpair", {equals(0, 1)});
  for (const std::uint64_t personality : {0x0u, 0x40000u, 0x20000u, 0xffffffffu})
    library.add(SCMP_ACT_ALLOW, "personality", {equals(0, personality)});
  return library.program();
}

// libseccomp has no comparison of numbers, and knows no call that is younger than itself: what is above the newest, and
// what it cannot name, only the plain reading judges.
Disagreements against_libseccomp(const Program& program, const policy::Policy& policy, Machine machine) {
  const LibseccompFilter names(machine, SCMP_ACT_ALLOW);
  const Program lists = library_lists(policy, machine);
  const Program refusals = library_refusals(machine);
  const Program allowances = library_allowances(machine);
  Disagreements found;
  for (const syscalls::Syscall& one : syscalls::all()) {
    const auto number = names.number_of(one.text());
    if (!number || *number > last_tried) continue;
    const bool of_some_values = one.text() == "socket" || one.text() == "socketpair" || one.text() == "personality";
    for (const Arguments& arguments : tried_for(one.text())) {
      const Call call{syscalls::audit_architecture(machine), *number, arguments};
      const std::uint32_t ours = evaluate(program, call);
      if (of_some_values) {
        const bool allowed = evaluate(allowances, call) == SECCOMP_RET_ALLOW;
        found.note(call, ours == SECCOMP_RET_ALLOW, allowed);
        continue;
      }
      const std::uint32_t by_lists = evaluate(lists, call);
      found.note(call, ours, by_lists == SECCOMP_RET_ALLOW ? evaluate(refusals, call) : by_lists);
    }
  }
  return found;
}

Program compiled_for(const policy::Policy& policy, Machine machine) {
  return filters::filter_program(std::array{filters::decisions_of(policy, machine)}, policy::refuse(ENOSYS));
}

}  // namespace

TEST_CASE("the filters of shipped profiles answer every number of every interface as the tables read") {
  for (const Subject& subject : subjects()) {
    CAPTURE(subject.name);
    const filters::Filter filter = filters::filter_of(subject.policy);
    CHECK(filter.compiled_in.has_value() != subject.embedded);
    const Disagreements found = against_the_tables(filter.program, PlainFilter(subject.policy));
    CHECK_MESSAGE(found.count == 0, found.first);
  }
}

TEST_CASE("the filters of shipped profiles for aarch64 answer every number as the tables read") {
  for (const Subject& subject : subjects()) {
    if (!subject.embedded) continue;
    CAPTURE(subject.name);
    const PlainFilter plain(subject.policy, {Machine::aarch64});
    const Disagreements found = against_the_tables(compiled_for(subject.policy, Machine::aarch64), plain);
    CHECK_MESSAGE(found.count == 0, found.first);
  }
}

TEST_CASE("libseccomp makes filters of the same lists and rules that answer every call alike") {
  for (const Subject& subject : subjects()) {
    CAPTURE(subject.name);
    for (const Machine machine : filters::machines_of(subject.policy)) {
      const Disagreements found =
          against_libseccomp(filters::filter_of(subject.policy).program, subject.policy, machine);
      CHECK_MESSAGE(found.count == 0, found.first);
    }
    if (!subject.embedded) continue;
    const Program program = compiled_for(subject.policy, Machine::aarch64);
    const Disagreements found = against_libseccomp(program, subject.policy, Machine::aarch64);
    CHECK_MESSAGE(found.count == 0, found.first);
  }
}

// Other machines have no such interface.
#if defined(__x86_64__)
TEST_CASE("x32 answers ENOSYS, also where unknown calls are let through") {
  const policy::Policy policy = own_policy("[seccomp]\non_unknown = \"log\"\n");
  const Program program = filters::filter_of(policy).program;
  const auto answer = [&](std::uint32_t number) { return evaluate(program, {AUDIT_ARCH_X86_64, number, {}}); };
  constexpr std::uint32_t absent = SECCOMP_RET_ERRNO | ENOSYS;
  for (const std::uint32_t number : {470u, 511u, 548u, 1024u, 0x3fffffffu}) CHECK(answer(number) == SECCOMP_RET_LOG);
  // execve and ptrace among the calls of x32 that have numbers of their own.
  for (const std::uint32_t number : {512u, 520u, 521u, 547u}) CHECK(answer(number) == absent);
  for (const std::uint32_t number : {x32_bit, x32_bit | 59u, x32_bit | 521u, 0x80000000u, 0xffffffffu})
    CHECK(answer(number) == absent);
}
#endif

TEST_CASE("the first process may do whatever the command may") {
  for (const Subject& subject : subjects()) {
    CAPTURE(subject.name);
    const Program command = filters::filter_of(subject.policy).program;
    const Program first = filters::filter_of(filters::for_first_process(subject.policy)).program;
    Disagreements found;
    for (const Machine machine : {Machine::x86_64, Machine::x86})
      for (const syscalls::Syscall& one : syscalls::all())
        for (const Arguments& arguments : tried_for(one.text())) {
          const auto number = syscalls::number_of(one, machine);
          if (!number) continue;
          const Call call{syscalls::audit_architecture(machine), *number, arguments};
          if (evaluate(command, call) == SECCOMP_RET_ALLOW) found.note(call, evaluate(first, call), SECCOMP_RET_ALLOW);
        }
    CHECK_MESSAGE(found.count == 0, found.first);
  }
}

}  // namespace sandbox::testing
