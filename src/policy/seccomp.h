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
    key("index", &ArgumentTest::index, {.help = "which argument, from 0", .example = "1", .required = true},
        check_argument_number),
    key("op", &ArgumentTest::op, {.help = "how it is compared, unsigned", .example = R"("ge")"}),
    key("value", &ArgumentTest::value, {.help = "with what", .example = "0x5401", .required = true}),
    key("mask", &ArgumentTest::mask,
        {.help = "the bits that are compared",
         .otherwise = "the lower 32, or all for a larger value",
         .example = "0xffff"}),
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
    key("syscalls", &SeccompRule::syscalls,
        {.help = "the system calls and groups that it is about", .example = R"(["ioctl"])", .required = true},
        check_syscalls),
    key("action", &SeccompRule::action,
        {.help = "allow, errno:NAME, kill, trap or log", .example = R"("errno:ENOTTY")", .required = true},
        check_answer),
    key("args", &SeccompRule::args,
        {.help = "tests of arguments, all of which must hold", .example = "[{ index = 1, value = 0x5412 }]"}),
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
    key("default", &Seccomp::default_answer, {.help = "for system calls that no list names", .example = R"("deny")"}),
    key("allow", &Seccomp::allow,
        {.help = "system calls and groups that are allowed", .example = R"(["@system-service", "mbind"])"},
        check_syscall),
    key("deny", &Seccomp::deny,
        {.help = "system calls and groups that are refused; @dangerous always is", .example = R"(["@debug"])"},
        check_syscall),
    key("log", &Seccomp::log,
        {.help = "system calls and groups that are logged when they are allowed", .example = R"(["execve"])"},
        check_syscall),
    key("on_deny", &Seccomp::on_deny,
        {.help = "how they are refused: errno:NAME, kill, trap or log",
         .otherwise = "errno:ENOSYS where programs have another way, else errno:EPERM",
         .example = R"("errno:EACCES")"},
        check_refusal),
    key("on_unknown", &Seccomp::on_unknown,
        {.help = "the same for system calls that this build does not know",
         .otherwise = R"("errno:ENOSYS")",
         .example = R"("kill")"},
        check_refusal),
    key("arch", &Seccomp::arch,
        {.help = "interfaces of system calls: native, x86", .otherwise = R"(["native"])", .example = R"(["native"])"},
        check_machine),
    key("features", &Seccomp::features,
        {.help = "what a kind of program needs besides, by name", .example = R"(["devel"])"}, check_feature),
    key("rule", &Seccomp::rule,
        {.help = "answers that depend on arguments; the first that holds counts",
         .example = R"([{ syscalls = ["ioctl"], action = "errno:ENOTTY", args = [{ index = 1, value = 0x5412 }] }])"}),
    key("bpf", &Seccomp::bpf,
        {.help = "a file with a filter program of one's own, which may refuse more",
         .otherwise = "none",
         .example = R"("~/filters/own.bpf")"},
        check_host_path),
};

}  // namespace sandbox::policy

namespace sandbox {

template <>
inline constexpr auto words_of<policy::FilterDefault> = std::to_array<Word<policy::FilterDefault>>({
    {policy::FilterDefault::allow, "allow", "all but what is always refused"},
    {policy::FilterDefault::deny, "deny", "they are refused"},
});

template <>
inline constexpr auto words_of<policy::Comparison> = std::to_array<Word<policy::Comparison>>({
    {policy::Comparison::eq, "eq", "equal"},
    {policy::Comparison::ne, "ne", "not equal"},
    {policy::Comparison::lt, "lt", "less"},
    {policy::Comparison::le, "le", "less or equal"},
    {policy::Comparison::gt, "gt", "greater"},
    {policy::Comparison::ge, "ge", "greater or equal"},
});

}  // namespace sandbox
