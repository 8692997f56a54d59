// See seccomp.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/seccomp.h"

#include <algorithm>

#include "policy/syscall_features.h"
#include "policy/syscall_groups.h"
#include "program_names.h"
#include "support/error.h"
#include "support/quote.h"
#include "syscalls/table.h"

namespace sandbox::policy {
namespace {

constexpr std::string_view errno_prefix = "errno:";
constexpr std::string_view native_word = "native";

std::string suggested_group(std::string_view name) {
  std::vector<std::string_view> names;
  for (const SyscallGroup& group : syscall_groups()) names.push_back(group.name);
  return did_you_mean(name, names);
}

}  // namespace

std::optional<Answer> answer_of(std::string_view word) {
  if (word == "allow") return Answer{};
  if (word == "kill") return Answer{Answer::Kind::kill, 0};
  if (word == "trap") return Answer{Answer::Kind::trap, 0};
  if (word == "log") return Answer{Answer::Kind::log, 0};
  if (!word.starts_with(errno_prefix)) return std::nullopt;
  const std::optional<int> error = errno_of_name(word.substr(errno_prefix.size()));
  if (!error) return std::nullopt;
  return refuse(*error);
}

Verdict check_answer(const std::string& word) {
  if (answer_of(word)) return {};
  return Fault{quoted(word) + " is no answer",
               "one of allow, errno:EPERM (or another name of errno(3)), kill, trap, log"};
}

Verdict check_refusal(const std::string& word) {
  if (word == "allow") return Fault{"\"allow\" refuses nothing", "name what may be called in allow"};
  if (answer_of(word)) return {};
  return Fault{quoted(word) + " is no answer", "one of errno:EPERM (or another name of errno(3)), kill, trap, log"};
}

Verdict check_syscall(const std::string& name) {
  if (name.starts_with('@')) {
    if (find_syscall_group(name) != nullptr) return {};
    return Fault{"there is no group " + quoted(name) + suggested_group(name),
                 SANDBOXCTL_PROGRAM " syscalls lists them"};
  }
  if (syscalls::find(name) != nullptr) return {};
  return Fault{"there is no system call " + quoted(name) + syscalls::suggestion(name),
               SANDBOXCTL_PROGRAM " syscalls lists the groups"};
}

Verdict check_syscalls(const std::vector<std::string>& names) {
  if (names.empty()) return Fault{"it names no system call", "name one, or a group such as \"@debug\""};
  for (const std::string& name : names)
    if (Verdict fault = check_syscall(name)) return fault;
  return {};
}

Verdict check_machine(const std::string& name) {
  if (name == native_word) return {};
  if (name == "x32")
    return Fault{"x32 is not supported: its calls have the numbers of others", "no program of a distribution needs it"};
  const std::optional<syscalls::Machine> machine = value_of<syscalls::Machine>(name);
  if (!machine) return Fault{quoted(name) + " is no interface of system calls", "\"native\" or \"x86\""};
  if (*machine == syscalls::native ||
      (*machine == syscalls::Machine::x86 && syscalls::native == syscalls::Machine::x86_64))
    return {};
  return Fault{"this machine has no interface " + quoted(name), "leave it out here"};
}

Verdict check_argument_number(const std::uint64_t& number) {
  constexpr std::uint64_t last = 5;
  if (number <= last) return {};
  return Fault{"a system call has the arguments 0 to 5", {}};
}

Verdict check_feature(const std::string& name) {
  if (const SyscallFeature* feature = find_syscall_feature(name); feature != nullptr) {
    if (!feature->other_machines || syscalls::native == syscalls::Machine::x86_64) return {};
    return Fault{"the 32-bit interface of this machine is not supported", "leave " + quoted(name) + " out here"};
  }
  std::vector<std::string_view> names;
  for (const SyscallFeature& feature : syscall_features()) names.push_back(feature.name);
  return Fault{"there is no feature " + quoted(name) + did_you_mean(name, names), "one of " + joined_with_or(names)};
}

// A number that fits an int most likely is compared with one, and what stands in the upper half of the register must
// not count then.
ArgumentCondition condition_of(const ArgumentTest& test) {
  const auto value = static_cast<std::uint64_t>(test.value.value);
  const std::uint64_t usual_mask = value <= lower_half ? lower_half : ~std::uint64_t{0};
  return {.argument = static_cast<unsigned>(test.index.value),
          .comparison = test.op.value,
          .value = value,
          .mask = test.mask.given() ? static_cast<std::uint64_t>(test.mask.value) : usual_mask};
}

}  // namespace sandbox::policy
