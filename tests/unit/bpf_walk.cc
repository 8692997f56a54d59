// See bpf_walk.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "bpf_walk.h"

#include <algorithm>
#include <cstddef>
#include <fmt/format.h>
#include <linux/seccomp.h>
#include <stdexcept>

#include "support/error.h"

namespace sandbox::testing {
namespace {

constexpr std::uint32_t number_word = offsetof(seccomp_data, nr);
constexpr std::uint32_t architecture_word = offsetof(seccomp_data, arch);
constexpr std::uint32_t all_bits = 0xffffffff;

bool is_argument(const Loaded& loaded) { return loaded.offset >= offsetof(seccomp_data, args); }

class Walk {
 public:
  Walk(std::span<const sock_filter> program, std::uint32_t architecture, std::uint32_t number)
      : program_(program), architecture_(architecture), number_(number) {}

  std::vector<Way> all() && {
    go_on(0, {}, {});
    return std::move(ways_);
  }

 private:
  struct Finding {
    Loaded loaded;
    bool equal;
    std::uint32_t value;
    std::string words;
  };

  void go_on(std::size_t at, Loaded loaded, std::vector<Finding> findings) {
    for (;; ++at) {
      const sock_filter& instruction = program_[at];
      switch (instruction.code) {
        case BPF_RET | BPF_K: end(findings, instruction.k); return;
        case BPF_LD | BPF_W | BPF_ABS: loaded = {.offset = instruction.k}; break;
        case BPF_ALU | BPF_AND | BPF_K: loaded.mask &= instruction.k; break;
        case BPF_JMP | BPF_JA: at += instruction.k; break;
        default: {
          if (is_argument(loaded)) return part(at, loaded, findings);
          const std::uint32_t word = loaded.offset == number_word ? number_ : architecture_;
          at += holds(instruction, word & loaded.mask) ? instruction.jt : instruction.jf;
        }
      }
    }
  }

  void end(const std::vector<Finding>& findings, std::uint32_t answer) {
    Way way{{}, answer};
    for (const Finding& finding : findings) way.findings.push_back(finding.words);
    ways_.push_back(std::move(way));
  }

  // What one word has been found to be decides what is asked of it later, and needs no "is not" before it.
  void part(std::size_t at, const Loaded& loaded, const std::vector<Finding>& findings) {
    const sock_filter& jump = program_[at];
    for (const bool true_way : {true, false}) {
      if (contradicts(loaded, jump, true_way, findings)) continue;
      std::vector<Finding> more = findings;
      const bool equal = jump.code == (BPF_JMP | BPF_JEQ | BPF_K) && true_way;
      if (equal) std::erase_if(more, [&](const Finding& one) { return one.loaded == loaded; });
      const auto known =
          std::ranges::find_if(more, [&](const Finding& one) { return one.loaded == loaded && one.equal; });
      if (known == more.end()) more.push_back({loaded, equal, jump.k, words_of_test(loaded, jump, true_way)});
      go_on(at + 1 + (true_way ? jump.jt : jump.jf), loaded, std::move(more));
    }
  }

  static bool contradicts(const Loaded& loaded, const sock_filter& jump, bool true_way,
                          const std::vector<Finding>& findings) {
    return std::ranges::any_of(findings, [&](const Finding& one) {
      return one.loaded == loaded && one.equal && holds(jump, one.value) != true_way;
    });
  }

  static bool holds(const sock_filter& jump, std::uint32_t word) {
    switch (jump.code) {
      case BPF_JMP | BPF_JEQ | BPF_K: return word == jump.k;
      case BPF_JMP | BPF_JGT | BPF_K: return word > jump.k;
      case BPF_JMP | BPF_JGE | BPF_K: return word >= jump.k;
      case BPF_JMP | BPF_JSET | BPF_K: return (word & jump.k) != 0;
      default: throw std::domain_error("an unknown instruction");
    }
  }

  std::span<const sock_filter> program_;
  std::uint32_t architecture_;
  std::uint32_t number_;
  std::vector<Way> ways_;
};

}  // namespace

std::vector<Way> ways_of(std::span<const sock_filter> program, std::uint32_t architecture, std::uint32_t number) {
  return Walk(program, architecture, number).all();
}

std::optional<std::size_t> first_look(std::span<const sock_filter> program, std::uint32_t architecture,
                                      std::uint32_t number) {
  Loaded loaded;
  for (std::size_t at = 0; at < program.size(); ++at) {
    const sock_filter& instruction = program[at];
    if (instruction.code == (BPF_RET | BPF_K)) return std::nullopt;
    if (instruction.code == (BPF_LD | BPF_W | BPF_ABS)) {
      loaded = {.offset = instruction.k};
      if (is_argument(loaded)) return at;
    } else if (instruction.code == (BPF_JMP | BPF_JA)) {
      at += instruction.k;
    } else {
      const std::uint32_t word = loaded.offset == number_word ? number : architecture;
      const bool holds =
          instruction.code == (BPF_JMP | BPF_JEQ | BPF_K) ? word == instruction.k : word >= instruction.k;
      at += holds ? instruction.jt : instruction.jf;
    }
  }
  return std::nullopt;
}

std::string words_of_answer(std::uint32_t answer) {
  switch (answer & SECCOMP_RET_ACTION_FULL) {
    case SECCOMP_RET_ALLOW: return "allow";
    case SECCOMP_RET_LOG: return "log";
    case SECCOMP_RET_TRAP: return "trap";
    case SECCOMP_RET_KILL_PROCESS: return "kill";
    case SECCOMP_RET_ERRNO: return name_of_errno(static_cast<int>(answer & SECCOMP_RET_DATA));
    default: return fmt::format("{:#x}", answer);
  }
}

std::string words_of_word(const Loaded& loaded) {
  if (loaded.offset == number_word) return "number";
  if (loaded.offset == architecture_word) return "architecture";
  const std::size_t word = (loaded.offset - offsetof(seccomp_data, args)) / sizeof(std::uint32_t);
  const std::string name = fmt::format("argument {}{}", word / 2, word % 2 == 0 ? "" : "'s upper half");
  return loaded.mask == all_bits ? name : fmt::format("({} & {:#x})", name, loaded.mask);
}

std::string words_of_test(const Loaded& loaded, const sock_filter& jump, bool holds) {
  const std::string word = words_of_word(loaded);
  switch (jump.code) {
    case BPF_JMP | BPF_JEQ | BPF_K: return fmt::format("{} {} {:#x}", word, holds ? "==" : "!=", jump.k);
    case BPF_JMP | BPF_JGT | BPF_K: return fmt::format("{} {} {:#x}", word, holds ? ">" : "<=", jump.k);
    case BPF_JMP | BPF_JGE | BPF_K: return fmt::format("{} {} {:#x}", word, holds ? ">=" : "<", jump.k);
    case BPF_JMP | BPF_JSET | BPF_K: return fmt::format("{} has {} of {:#x}", word, holds ? "a bit" : "no bit", jump.k);
    default: throw std::domain_error("an unknown instruction");
  }
}

}  // namespace sandbox::testing
