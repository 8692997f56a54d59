// The tables that filters are made of: numbers, groups and features.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <doctest/doctest.h>
#include <map>
#include <memory>
#include <seccomp.h>
#include <set>
#include <string>
#include <vector>
#if defined(__x86_64__)
#include <asm/unistd_64.h>
#endif

#include "libseccomp_filter.h"
#include "plain_filter.h"
#include "policy/syscall_features.h"
#include "policy/syscall_groups.h"
#include "support/words.h"
#include "syscalls/table.h"

namespace sandbox::testing {
namespace {

using syscalls::Machine;

constexpr auto machines = std::to_array({Machine::x86_64, Machine::x86, Machine::aarch64});

std::optional<std::uint32_t> number(std::string_view name, Machine machine) {
  const syscalls::Syscall* call = syscalls::find(name);
  REQUIRE_MESSAGE(call != nullptr, name);
  return syscalls::number_of(*call, machine);
}

bool is_on_some_machine(const syscalls::Syscall& call) {
  return std::ranges::any_of(machines, [&](Machine machine) { return syscalls::number_of(call, machine).has_value(); });
}

// Goes down through the groups that a list names; a group that it meets again on the way is a cycle.
void check_no_cycle(std::string_view words, std::set<std::string_view>& above) {
  for (const std::string_view word : split(words, ' ')) {
    if (!word.starts_with('@')) continue;
    const policy::SyscallGroup* group = policy::find_syscall_group(word);
    REQUIRE_MESSAGE(group != nullptr, word);
    REQUIRE_MESSAGE(above.insert(word).second, word);
    check_no_cycle(group->members, above);
    above.erase(word);
  }
}

std::string resolved(Machine machine, int at) {
  const std::unique_ptr<char, decltype(&std::free)> name(
      seccomp_syscall_resolve_num_arch(libseccomp_token(machine), at), std::free);
  return name == nullptr ? "" : name.get();
}

}  // namespace

TEST_CASE("system calls are in the order of their names, each once, and on some machine") {
  const auto calls = syscalls::all();
  CHECK(calls.size() > 400);
  CHECK(std::ranges::is_sorted(calls, std::ranges::less_equal{}, &syscalls::Syscall::text));
  for (const syscalls::Syscall& call : calls) {
    CAPTURE(call.text());
    CHECK(is_on_some_machine(call));
    CHECK(syscalls::find(call.text()) == &call);
  }
  CHECK(syscalls::find("") == nullptr);
  CHECK(syscalls::find("zzz") == nullptr);
}

TEST_CASE("no two system calls of a machine have one number, and none is above the newest") {
  for (const Machine machine : machines) {
    std::map<std::uint32_t, std::string_view> names;
    for (const syscalls::Syscall& call : syscalls::all()) {
      const auto own = syscalls::number_of(call, machine);
      if (!own) continue;
      CAPTURE(call.text());
      CHECK(names.try_emplace(*own, call.text()).second);
      CHECK(*own <= syscalls::newest_reviewed);
    }
    CHECK(names.rbegin()->first == syscalls::newest_reviewed);
  }
}

TEST_CASE("libseccomp has the same number for each name, and the same name for each number") {
  for (const Machine machine : machines) {
    for (const syscalls::Syscall& call : syscalls::all()) {
      const int theirs = seccomp_syscall_resolve_name_arch(libseccomp_token(machine), call.name.data());
      // -1 is unknown to the library: younger than it is. From -100 to -299 stands what x86 also has below
      // socketcall(2) and ipc(2); the numbers of these are compared below. Other negative numbers: not on this machine.
      if (theirs == -1 || (theirs <= -100 && theirs >= -299)) continue;
      CAPTURE(call.text());
      const auto ours = syscalls::number_of(call, machine);
      CHECK(ours.has_value() == (theirs >= 0));
      if (ours) CHECK(static_cast<int>(*ours) == theirs);
    }
    for (int at = 0; at <= 600; ++at) {
      const std::string name = resolved(machine, at);
      if (!name.empty()) CHECK(number(name, machine) == static_cast<std::uint32_t>(at));
    }
  }
}

#if defined(__x86_64__)
TEST_CASE("the kernel's header has the same numbers") {
  struct Sample {
    const char* name;
    int number;
  };
  constexpr Sample samples[] = {{"read", __NR_read},
                                {"ioctl", __NR_ioctl},
                                {"socket", __NR_socket},
                                {"clone", __NR_clone},
                                {"execve", __NR_execve},
                                {"ptrace", __NR_ptrace},
                                {"mount", __NR_mount},
                                {"umount2", __NR_umount2},
                                {"keyctl", __NR_keyctl},
                                {"unshare", __NR_unshare},
                                {"setns", __NR_setns},
                                {"bpf", __NR_bpf},
                                {"seccomp", __NR_seccomp},
                                {"openat2", __NR_openat2},
                                {"clone3", __NR_clone3},
                                {"open_tree", __NR_open_tree},
                                {"newfstatat", __NR_newfstatat},
                                {"pidfd_getfd", __NR_pidfd_getfd},
                                {"io_uring_setup", __NR_io_uring_setup},
                                {"landlock_restrict_self", __NR_landlock_restrict_self}};
  for (const Sample& sample : samples) {
    CAPTURE(sample.name);
    CHECK(number(sample.name, Machine::x86_64) == static_cast<std::uint32_t>(sample.number));
  }
}
#endif

// Numbers of the kernel's tables, of calls that the libseccomp of Debian 12 does not know.
TEST_CASE("the youngest system calls have their numbers on every machine") {
  for (const Machine machine : machines) {
    CHECK(number("cachestat", machine) == 451);
    CHECK(number("map_shadow_stack", machine) == 453);
    CHECK(number("futex_requeue", machine) == 456);
    CHECK(number("mseal", machine) == 462);
    CHECK(number("open_tree_attr", machine) == 467);
    CHECK(number("file_setattr", machine) == 469);
  }
  CHECK(number("uretprobe", Machine::x86_64) == 335);
  CHECK(number("uprobe", Machine::x86_64) == 336);
  CHECK_FALSE(number("uprobe", Machine::aarch64).has_value());
}

TEST_CASE("groups have help and members that there are, and no cycles") {
  const auto groups = policy::syscall_groups();
  CHECK(std::ranges::is_sorted(groups, std::ranges::less_equal{}, &policy::SyscallGroup::name));
  for (const policy::SyscallGroup& group : groups) {
    CAPTURE(group.name);
    CHECK(group.name.starts_with('@'));
    CHECK_FALSE(group.help.empty());
    std::set<std::string_view> above{group.name};
    check_no_cycle(group.members, above);
    const auto members = policy::syscalls_in(group.name);
    CHECK_FALSE(members.empty());
    for (const std::string_view name : members) CHECK_MESSAGE(syscalls::find(name) != nullptr, name);
    // The other reading of the same text.
    std::vector<std::string_view> plain = members_of(group.name);
    std::ranges::sort(plain);
    plain.erase(std::unique(plain.begin(), plain.end()), plain.end());
    CHECK(members == plain);
  }
}

TEST_CASE("features have help, and open calls that there are") {
  const auto features = policy::syscall_features();
  CHECK(std::ranges::is_sorted(features, std::ranges::less_equal{}, &policy::SyscallFeature::name));
  for (const policy::SyscallFeature& feature : features) {
    CAPTURE(feature.name);
    CHECK_FALSE(feature.help.empty());
    const bool opens = !feature.syscalls.empty() || !feature.families.empty() || feature.other_machines;
    CHECK(opens);
    if (feature.syscalls.empty()) continue;
    for (const std::string_view name : policy::syscalls_in(feature.syscalls))
      CHECK_MESSAGE(syscalls::find(name) != nullptr, name);
  }
  CHECK(policy::find_syscall_feature("none") == nullptr);
}

TEST_CASE("every system call is in a group that says what it is for") {
  std::set<std::string_view> grouped;
  for (const policy::SyscallGroup& group : policy::syscall_groups())
    if (group.name != policy::always_refused)
      for (const std::string_view name : policy::syscalls_in(group.members)) grouped.insert(name);
  for (const syscalls::Syscall& call : syscalls::all()) CHECK_MESSAGE(grouped.contains(call.text()), call.text());
}

TEST_CASE("a refusal looks like an older kernel where programs have another way, else like a lack of privilege") {
  for (const char* name : {"clone3", "openat2", "io_uring_setup", "kcmp", "pidfd_getfd", "mbind", "uselib", "tuxcall"})
    CHECK_MESSAGE(policy::usual_refusal(name) == ENOSYS, name);
  for (const char* name :
       {"mount", "keyctl", "ptrace", "bpf", "setns", "perf_event_open", "userfaultfd", "reboot", "read"})
    CHECK_MESSAGE(policy::usual_refusal(name) == EPERM, name);
}

}  // namespace sandbox::testing
