// See bpf_evaluator.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "bpf_evaluator.h"

#include <algorithm>
#include <cstring>
#include <linux/seccomp.h>
#include <stdexcept>
#include <string>

namespace sandbox::testing {
namespace {

seccomp_data as_the_kernel_shows_it(const Call& call) {
  seccomp_data data{};
  data.nr = static_cast<int>(call.number);
  data.arch = call.architecture;
  std::copy(call.arguments.begin(), call.arguments.end(), std::begin(data.args));
  return data;
}

std::uint32_t load(const seccomp_data& data, std::uint32_t offset) {
  std::uint32_t word = 0;
  if (offset % sizeof word != 0 || offset > sizeof data - sizeof word)
    throw std::domain_error("a load at offset " + std::to_string(offset));
  std::memcpy(&word, reinterpret_cast<const char*>(&data) + offset, sizeof word);
  return word;
}

// How many instructions are jumped over.
std::uint32_t jump(const sock_filter& instruction, std::uint32_t accumulator) {
  const std::uint32_t value = instruction.k;
  const auto choose = [&](bool condition) { return condition ? instruction.jt : instruction.jf; };
  switch (instruction.code) {
    case BPF_JMP | BPF_JA: return value;
    case BPF_JMP | BPF_JEQ | BPF_K: return choose(accumulator == value);
    case BPF_JMP | BPF_JGT | BPF_K: return choose(accumulator > value);
    case BPF_JMP | BPF_JGE | BPF_K: return choose(accumulator >= value);
    case BPF_JMP | BPF_JSET | BPF_K: return choose((accumulator & value) != 0);
    default: throw std::domain_error("instruction " + std::to_string(instruction.code));
  }
}

}  // namespace

std::uint32_t evaluate(std::span<const sock_filter> program, const Call& call) {
  if (program.size() > BPF_MAXINSNS) throw std::domain_error("too many instructions");
  const seccomp_data data = as_the_kernel_shows_it(call);
  std::uint32_t accumulator = 0;
  for (std::size_t at = 0; at < program.size(); ++at) {
    const sock_filter& instruction = program[at];
    switch (instruction.code) {
      case BPF_RET | BPF_K: return instruction.k;
      case BPF_LD | BPF_W | BPF_ABS: accumulator = load(data, instruction.k); break;
      case BPF_ALU | BPF_AND | BPF_K: accumulator &= instruction.k; break;
      default: at += jump(instruction, accumulator);
    }
  }
  throw std::domain_error("no answer at the end of the program");
}

int refusal(std::span<const sock_filter> program, const Call& call) {
  const std::uint32_t answer = evaluate(program, call);
  if (answer == SECCOMP_RET_ALLOW) return 0;
  if ((answer & SECCOMP_RET_ACTION_FULL) != SECCOMP_RET_ERRNO)
    throw std::domain_error("answer " + std::to_string(answer));
  return static_cast<int>(answer & SECCOMP_RET_DATA);
}

}  // namespace sandbox::testing
