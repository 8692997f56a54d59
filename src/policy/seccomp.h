// Which system calls the command may make.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/key_table.h"
#include "policy/syscall_rules.h"
#include "policy/values.h"
#include "support/origin.h"
#include "support/words.h"

namespace sandbox::policy {

/// What is answered to a system call that no list names.
enum class FilterDefault { allow, deny };

/// The answer that a word such as "errno:EPERM" or "kill" means; nothing when it means none.
std::optional<Answer> answer_of(std::string_view word);

/// "allow", "errno:NAME", "kill", "trap" or "log".
Verdict check_answer(const std::string& word);
/// The same without "allow".
Verdict check_refusal(const std::string& word);
/// The name of a system call, or of a group with its "@".
Verdict check_syscall(const std::string& name);
/// A list of these, not empty.
Verdict check_syscalls(const std::vector<std::string>& names);
/// An interface of system calls that this machine has.
Verdict check_machine(const std::string& name);
/// The number of an argument: 0 to 5.
Verdict check_argument_number(const std::uint64_t& number);

/// An entry of `args` in [[seccomp.rule]]: how one argument must compare.
struct ArgumentTest {
  Sourced<std::uint64_t> index;
  Sourced<Comparison> op;
  Sourced<std::int64_t> value;
  Sourced<std::int64_t> mask;

  bool operator==(const ArgumentTest&) const = default;
};

template <>
inline constexpr auto keys_of<ArgumentTest> = std::tuple{
    key("index", &ArgumentTest::index, "which argument, from 0", check_argument_number),
    key("op", &ArgumentTest::op, "how it is compared, unsigned; eq when left out"),
    key("value", &ArgumentTest::value, "with what"),
    key("mask", &ArgumentTest::mask,
        "the bits that are compared; when left out the lower 32, or all for a larger value"),
};

/// The condition that a test means.
ArgumentCondition condition_of(const ArgumentTest& test);

/// An entry of [[seccomp.rule]].
struct SeccompRule {
  Sourced<std::vector<std::string>> syscalls;
  Sourced<std::string> action;
  std::vector<Sourced<ArgumentTest>> args;

  bool operator==(const SeccompRule&) const = default;
};

template <>
inline constexpr auto keys_of<SeccompRule> = std::tuple{
    key("syscalls", &SeccompRule::syscalls, "the system calls and groups that it is about", check_syscalls),
    key("action", &SeccompRule::action, "allow, errno:NAME, kill, trap or log", check_answer),
    key("args", &SeccompRule::args, "tests of arguments, all of which must hold"),
};

/// The [seccomp] table.
struct Seccomp {
  Sourced<FilterDefault> default_answer;
  std::vector<Sourced<std::string>> allow;
  std::vector<Sourced<std::string>> deny;
  std::vector<Sourced<std::string>> log;
  Sourced<std::string> on_deny;
  Sourced<std::string> on_unknown;
  std::vector<Sourced<std::string>> arch;
  std::vector<Sourced<std::string>> features;
  std::vector<Sourced<SeccompRule>> rule;
  Sourced<std::string> bpf;

  bool operator==(const Seccomp&) const = default;
};

/// The name of a feature of syscall_features.h.
Verdict check_feature(const std::string& name);

template <>
inline constexpr auto keys_of<Seccomp> = std::tuple{
    key("default", &Seccomp::default_answer, "for system calls that no list names: allow or deny"),
    key("allow", &Seccomp::allow, "system calls and groups that are allowed", check_syscall),
    key("deny", &Seccomp::deny, "system calls and groups that are refused; @dangerous always is", check_syscall),
    key("log", &Seccomp::log, "system calls and groups that are logged when they are allowed", check_syscall),
    key("on_deny", &Seccomp::on_deny, "how they are refused: errno:NAME, kill, trap or log", check_refusal),
    key("on_unknown", &Seccomp::on_unknown, "the same for system calls that this build does not know; errno:ENOSYS",
        check_refusal),
    key("arch", &Seccomp::arch, "interfaces of system calls: native, x86", check_machine),
    key("features", &Seccomp::features, "what a kind of program needs besides, by name", check_feature),
    key("rule", &Seccomp::rule, "answers that depend on arguments; the first that holds counts"),
    key("bpf", &Seccomp::bpf, "a file with a filter program of one's own, which may refuse more", check_host_path),
};

}  // namespace sandbox::policy

namespace sandbox {

template <>
inline constexpr auto words_of<policy::FilterDefault> = std::to_array<Word<policy::FilterDefault>>({
    {policy::FilterDefault::allow, "allow"},
    {policy::FilterDefault::deny, "deny"},
});

template <>
inline constexpr auto words_of<policy::Comparison> = std::to_array<Word<policy::Comparison>>({
    {policy::Comparison::eq, "eq"},
    {policy::Comparison::ne, "ne"},
    {policy::Comparison::lt, "lt"},
    {policy::Comparison::le, "le"},
    {policy::Comparison::gt, "gt"},
    {policy::Comparison::ge, "ge"},
});

}  // namespace sandbox
