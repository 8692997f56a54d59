// See plain_filter.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "plain_filter.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <optional>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/personality.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "policy/syscall_features.h"
#include "policy/syscall_groups.h"

namespace sandbox::testing {
namespace {

using policy::Answer;
using syscalls::Machine;
using Names = std::vector<std::string_view>;
using Entries = std::vector<Sourced<std::string>>;

constexpr std::uint32_t last_known = 469;

// The numbers of x32, with its bit, and the 36 that older kernels take without it.
bool is_x32(std::uint32_t number) { return number >= 0x40000000 || (number >= 512 && number < 512 + 36); }

bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_member(std::string_view name, std::string_view words) { return contains(members_of(words), name); }

enum class Kind { group, name };
bool is_listed(std::string_view name, const Entries& entries, Kind kind) {
  return std::any_of(entries.begin(), entries.end(), [&](const auto& entry) {
    const bool group = entry.value.front() == '@';
    return group == (kind == Kind::group) && is_member(name, entry.value);
  });
}

std::vector<Machine> machines_that(const policy::Seccomp& seccomp) {
  const auto has = [](const Entries& entries, std::string_view word) {
    return std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return entry.value == word; });
  };
  if (syscalls::native != Machine::x86_64) return {syscalls::native};
  if (has(seccomp.arch, "x86") || has(seccomp.features, "multiarch")) return {Machine::x86_64, Machine::x86};
  return {Machine::x86_64};
}

bool holds(const policy::ArgumentTest& test, const Call& call) {
  const auto value = static_cast<std::uint64_t>(test.value.value);
  std::uint64_t left = call.arguments[test.index.value];
  if (test.mask.given())
    left &= static_cast<std::uint64_t>(test.mask.value);
  else if (value <= 0xffffffff)
    left &= 0xffffffff;
  switch (test.op.value) {
    case policy::Comparison::eq: return left == value;
    case policy::Comparison::ne: return left != value;
    case policy::Comparison::lt: return left < value;
    case policy::Comparison::le: return left <= value;
    case policy::Comparison::gt: return left > value;
    case policy::Comparison::ge: return left >= value;
  }
  return false;
}

bool holds(const policy::SeccompRule& rule, const Call& call) {
  return std::all_of(rule.args.begin(), rule.args.end(), [&](const auto& test) { return holds(test.value, call); });
}

// Where the mode of a new file, or a file's new mode, stands among the arguments.
struct ModeArgument {
  std::string_view name;
  unsigned mode;
  bool only_when_made;  // the argument before holds flags, and there is a mode with some of them only
};
constexpr auto modes = std::to_array<ModeArgument>({{"chmod", 1, false},
                                                    {"fchmod", 1, false},
                                                    {"mknod", 1, false},
                                                    {"creat", 1, false},
                                                    {"fchmodat", 2, false},
                                                    {"fchmodat2", 2, false},
                                                    {"mknodat", 2, false},
                                                    {"open", 2, true},
                                                    {"openat", 3, true}});

bool makes_set_id_file(std::string_view name, const Call& call) {
  const auto* entry = std::find_if(modes.begin(), modes.end(), [&](const auto& one) { return one.name == name; });
  if (entry == modes.end()) return false;
  constexpr std::uint64_t temporary_only = O_TMPFILE & ~O_DIRECTORY;
  if (entry->only_when_made && (call.arguments[entry->mode - 1] & (O_CREAT | temporary_only)) == 0) return false;
  return (call.arguments[entry->mode] & (S_ISUID | S_ISGID)) != 0;
}

}  // namespace

std::vector<std::string_view> members_of(std::string_view words) {
  Names names;
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(word.size() + 1, words.size()));
    if (!word.starts_with('@')) {
      names.push_back(word);
      continue;
    }
    for (const policy::SyscallGroup& group : policy::syscall_groups())
      if (group.name == word)
        for (const std::string_view member : members_of(group.members)) names.push_back(member);
  }
  return names;
}

std::uint32_t kernel_value(Answer answer) {
  switch (answer.kind) {
    case Answer::Kind::allow: return SECCOMP_RET_ALLOW;
    case Answer::Kind::refuse: return SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(answer.error);
    case Answer::Kind::log: return SECCOMP_RET_LOG;
    case Answer::Kind::trap: return SECCOMP_RET_TRAP;
    case Answer::Kind::kill: return SECCOMP_RET_KILL_PROCESS;
  }
  return 0;
}

PlainFilter::PlainFilter(policy::Policy policy) : policy_(std::move(policy)) {
  for (const Machine machine : machines_that(policy_.seccomp)) machines_.push_back(read(machine));
}

PlainFilter::PlainFilter(policy::Policy policy, const std::vector<Machine>& machines) : policy_(std::move(policy)) {
  for (const Machine machine : machines) machines_.push_back(read(machine));
}

bool PlainFilter::has_feature(std::string_view name) const {
  const auto& features = policy_.seccomp.features;
  return std::any_of(features.begin(), features.end(), [&](const auto& entry) { return entry.value == name; });
}

PlainFilter::OfMachine PlainFilter::read(Machine machine) const {
  OfMachine result{syscalls::audit_architecture(machine), std::vector<Entry>(last_known + 1)};
  for (Entry& entry : result.entries) entry.lists = answer_of_lists({});
  for (const syscalls::Syscall& call : syscalls::all()) {
    const int number = call.numbers.at(static_cast<std::size_t>(machine));
    if (number < 0 || number > static_cast<int>(last_known)) continue;
    Entry& entry = result.entries[static_cast<std::size_t>(number)];
    entry.name = call.text();
    entry.lists = answer_of_lists(entry.name);
    for (const auto& rule : policy_.seccomp.rule)
      for (const std::string& words : rule.value.syscalls.value)
        if (is_member(entry.name, words)) entry.rules.push_back(&rule.value);
  }
  return result;
}

Answer PlainFilter::refusal_of(std::string_view name) const {
  if (const auto chosen = policy::answer_of(policy_.seccomp.on_deny.value)) return *chosen;
  static const Names as_if_absent = members_of("@foreign @hidden-arguments @io-uring @memory-policy @obsolete");
  return policy::refuse(contains(as_if_absent, name) ? ENOSYS : EPERM);
}

// The strongest word first, as sandbox-seccomp(7) has them.
Answer PlainFilter::answer_of_lists(std::string_view name) const {
  const policy::Seccomp& seccomp = policy_.seccomp;
  static const Names dangerous = members_of("@dangerous");
  const auto featured = [&] {
    return std::any_of(seccomp.features.begin(), seccomp.features.end(), [&](const auto& entry) {
      return is_member(name, policy::find_syscall_feature(entry.value)->syscalls);
    });
  };
  const auto nested = [&] {
    switch (policy_.namespaces.nested.value) {
      case policy::Nested::deny: return false;
      case policy::Nested::browser: return name == "chroot";
      case policy::Nested::allow: return name == "setns" || is_member(name, "@mount @hidden-arguments");
    }
    return false;
  };
  const auto allowed = [&] {
    const bool logged = is_listed(name, seccomp.log, Kind::name) || is_listed(name, seccomp.log, Kind::group);
    return Answer{logged ? Answer::Kind::log : Answer::Kind::allow, 0};
  };
  if (is_listed(name, seccomp.deny, Kind::name)) return refusal_of(name);
  if (is_listed(name, seccomp.allow, Kind::name) || nested() || featured()) return allowed();
  if (is_listed(name, seccomp.deny, Kind::group) || contains(dangerous, name)) return refusal_of(name);
  if (is_listed(name, seccomp.allow, Kind::group)) return allowed();
  return seccomp.default_answer.value == policy::FilterDefault::deny ? refusal_of(name) : allowed();
}

bool PlainFilter::is_family(std::uint64_t number) const {
  if (number == AF_BLUETOOTH && has_feature("bluetooth")) return true;
  if (number == AF_CAN && has_feature("can")) return true;
  const auto& listed = policy_.network.families;
  if (listed.empty()) return number == AF_UNIX || number == AF_INET || number == AF_INET6 || number == AF_NETLINK;
  return std::any_of(listed.begin(), listed.end(),
                     [&](const auto& entry) { return static_cast<std::uint64_t>(entry.value) == number; });
}

// What no list can open.
Answer PlainFilter::standing(std::string_view name, const Call& call, Answer otherwise) const {
  constexpr std::uint32_t netlink_route = 0, smc = 256, join_session_keyring = 1;
  const auto argument = [&](unsigned number) { return static_cast<std::uint32_t>(call.arguments[number]); };
  const policy::Nested nested = policy_.namespaces.nested.value;
  if (name == "ioctl" && (argument(1) == TIOCSTI || argument(1) == TIOCLINUX)) return policy::refuse(EPERM);
  if (name == "personality" && argument(0) != PER_LINUX && argument(0) != ADDR_NO_RANDOMIZE && argument(0) != UNAME26 &&
      argument(0) != 0xffffffff)
    return policy::refuse(EPERM);
  if (name == "clone" || name == "unshare") {
    if (nested == policy::Nested::deny && (argument(0) & CLONE_NEWUSER) != 0) return policy::refuse(EPERM);
    if (nested == policy::Nested::browser && (argument(0) & CLONE_NEWNS) != 0) return policy::refuse(EPERM);
  }
  if (name == "keyctl" && nested == policy::Nested::allow && argument(0) == join_session_keyring) return {};
  if (name == "socket") {
    if (!is_family(argument(0))) return policy::refuse(EAFNOSUPPORT);
    if (argument(0) == AF_NETLINK && argument(2) != netlink_route) return policy::refuse(EPROTONOSUPPORT);
    if (argument(2) == smc) return policy::refuse(EPROTONOSUPPORT);
  }
  if (name == "socketpair" && argument(0) != AF_UNIX) return policy::refuse(EAFNOSUPPORT);
  if (!has_feature("set-id-files") && makes_set_id_file(name, call)) return policy::refuse(EPERM);
  return otherwise;
}

bool PlainFilter::looks_into(std::uint32_t architecture, std::uint32_t number) const {
  static const Names always = members_of(
      "chmod clone creat fchmod fchmodat fchmodat2 ioctl keyctl mknod mknodat open openat personality socket "
      "socketpair unshare");
  for (const OfMachine& machine : machines_)
    if (machine.architecture == architecture && number < machine.entries.size())
      return !machine.entries[number].rules.empty() || contains(always, machine.entries[number].name);
  return false;
}

std::uint32_t PlainFilter::answer(const Call& call) const {
  for (const OfMachine& machine : machines_) {
    if (machine.architecture != call.architecture) continue;
    if (is_x32(call.number)) break;
    if (call.number > last_known)
      return kernel_value(policy::answer_of(policy_.seccomp.on_unknown.value).value_or(policy::refuse(ENOSYS)));
    const Entry& entry = machine.entries[call.number];
    for (const policy::SeccompRule* rule : entry.rules)
      if (holds(*rule, call)) return kernel_value(policy::answer_of(rule->action.value).value());
    return kernel_value(standing(entry.name, call, entry.lists));
  }
  return kernel_value(policy::refuse(ENOSYS));
}

}  // namespace sandbox::testing
