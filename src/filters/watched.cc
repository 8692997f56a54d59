// See watched.h. The result is the given program three times at most, behind a few comparisons:
//
//     the architecture is another  ──▶  as it was, EPERM is told of
//     a number that is always let through and to be heard of  ──▶  told of
//     a number that the launcher needs until execve  ──▶  as it was
//     a number with rules about arguments, to be heard of  ──▶  as it was, "allow" is told of and EPERM is not
//     all else  ──▶  as it was, EPERM is told of
//
// So a number alone says what the answer is, though the kernel does not tell which of its rules has held.
//
// SPDX-License-Identifier: Apache-2.0
#include "filters/watched.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <linux/seccomp.h>
#include <optional>
#include <string_view>

#include "syscalls/paths.h"
#include "syscalls/table.h"

namespace sandbox::filters {
namespace {

constexpr std::uint16_t load = BPF_LD | BPF_W | BPF_ABS;
constexpr std::uint16_t give = BPF_RET | BPF_K;
constexpr std::uint16_t jump_if_equal = BPF_JMP | BPF_JEQ | BPF_K;
constexpr std::uint16_t jump = BPF_JMP | BPF_JA;

constexpr std::uint32_t number_word = offsetof(seccomp_data, nr);
constexpr std::uint32_t architecture_word = offsetof(seccomp_data, arch);
constexpr std::uint32_t told = SECCOMP_RET_USER_NOTIF;
constexpr std::uint32_t not_permitted = SECCOMP_RET_ERRNO | EPERM;

// The next instruction after a jump; the program's own comparisons are the four that the kernel knows.
std::size_t after_jump(const sock_filter& code, std::size_t at, std::uint32_t loaded) {
  if (code.code == jump) return at + 1 + code.k;
  bool holds = false;
  switch (BPF_OP(code.code)) {
    case BPF_JEQ: holds = loaded == code.k; break;
    case BPF_JGT: holds = loaded > code.k; break;
    case BPF_JGE: holds = loaded >= code.k; break;
    case BPF_JSET: holds = (loaded & code.k) != 0; break;
    default: break;
  }
  return at + 1 + (holds ? code.jt : code.jf);
}

void add_number(std::string_view name, Numbers& numbers) {
  if (const auto number = syscalls::number_of(name, syscalls::native)) numbers.push_back(*number);
}

// From the filter to the command's execve, and when that fails: who waits for the command cannot answer yet.
Numbers calls_of_launcher() {
  Numbers numbers;
  for (const std::string_view name : {"execve", "execveat", "exit_group", "write"}) add_number(name, numbers);
  return numbers;
}

// What the program gives for a number whatever the arguments are; nothing when it looks at them.
std::optional<std::uint32_t> fixed_answer(std::span<const sock_filter> program, std::uint32_t architecture,
                                          std::uint32_t number) {
  std::uint32_t loaded = 0;
  for (std::size_t at = 0; at < program.size();) {
    const sock_filter& code = program[at];
    if (code.code == give) return code.k;
    if (BPF_CLASS(code.code) == BPF_JMP) {
      at = after_jump(code, at, loaded);
      continue;
    }
    if (code.code != load || (code.k != number_word && code.k != architecture_word)) return std::nullopt;
    loaded = code.k == number_word ? number : architecture;
    ++at;
  }
  return std::nullopt;
}

// The program with one of its answers in the place of another.
void append(std::vector<sock_filter>& list, std::span<const sock_filter> program, std::uint32_t from,
            std::uint32_t to) {
  for (sock_filter code : program) {
    if (code.code == give && code.k == from) code.k = to;
    list.push_back(code);
  }
}

}  // namespace

WatchedFilter watched(std::span<const sock_filter> program, std::uint32_t architecture, const Numbers& numbers) {
  Numbers always;
  Numbers sometimes;
  WatchedFilter result;
  for (const std::uint32_t number : numbers) {
    const std::optional<std::uint32_t> answer = fixed_answer(program, architecture, number);
    if (answer && *answer != SECCOMP_RET_ALLOW) continue;
    (answer ? always : sometimes).push_back(number);
    result.let_through.push_back(number);
  }
  std::sort(result.let_through.begin(), result.let_through.end());
  Numbers unheard = calls_of_launcher();
  std::erase_if(unheard,
                [&](std::uint32_t number) { return fixed_answer(program, architecture, number) == SECCOMP_RET_ALLOW; });

  std::vector<sock_filter>& list = result.program;
  const auto as_it_was = static_cast<std::uint32_t>(2 * (always.size() + sometimes.size() + unheard.size()) + 1);
  list.push_back({load, 0, 0, architecture_word});
  list.push_back({jump_if_equal, 1, 0, architecture});
  list.push_back({jump, 0, 0, as_it_was});
  list.push_back({load, 0, 0, number_word});
  for (const std::uint32_t number : always) {
    list.push_back({jump_if_equal, 0, 1, number});
    list.push_back({give, 0, 0, told});
  }
  // Jumps that lead behind the first of the copies, or behind the second.
  const std::size_t second = list.size() + 2 * (sometimes.size() + unheard.size()) + program.size();
  const std::size_t third = second + (sometimes.empty() ? 0 : program.size());
  const auto lead = [&](std::uint32_t number, std::size_t target) {
    list.push_back({jump_if_equal, 0, 1, number});
    list.push_back({jump, 0, 0, static_cast<std::uint32_t>(target - list.size() - 1)});
  };
  for (const std::uint32_t number : sometimes) lead(number, second);
  for (const std::uint32_t number : unheard) lead(number, third);
  append(list, program, not_permitted, told);
  if (!sometimes.empty()) append(list, program, SECCOMP_RET_ALLOW, told);
  if (!unheard.empty()) list.insert(list.end(), program.begin(), program.end());
  if (list.size() > BPF_MAXINSNS) return {};
  return result;
}

Numbers calls_to_hear_of(bool files) {
  Numbers numbers;
  add_number("connect", numbers);
  if (files)
    for (const syscalls::PathArgument& argument : syscalls::path_arguments) add_number(argument.syscall, numbers);
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

}  // namespace sandbox::filters
