// See bpf_text.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "bpf_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <map>
#include <set>
#include <vector>

#include "bpf_walk.h"

namespace sandbox::testing {
namespace {

using syscalls::Machine;
using Names = std::vector<std::string>;

constexpr std::size_t line_length = 110;
constexpr std::uint32_t all_bits = 0xffffffff;

struct NamedCall {
  std::uint32_t number;
  std::string name;
};

// By number, as a reader of the program meets them.
std::vector<NamedCall> calls_of(Machine machine) {
  std::vector<NamedCall> calls;
  for (const syscalls::Syscall& call : syscalls::all())
    if (const auto number = syscalls::number_of(call, machine)) calls.push_back({*number, std::string(call.text())});
  std::ranges::sort(calls, {}, &NamedCall::number);
  return calls;
}

std::string wrapped(const Names& names) {
  std::string text;
  std::string line;
  for (const std::string& name : names) {
    if (line.size() + name.size() > line_length) {
      text += line + "\n";
      line.clear();
    }
    line += (line.empty() ? "  " : " ") + name;
  }
  return text + line + "\n";
}

std::string words_of_way(const Way& way) {
  return fmt::format("  {:<16} when {}\n", words_of_answer(way.answer), fmt::join(way.findings, ", "));
}

std::string words_of_architecture(std::uint32_t value) {
  for (const Machine machine : {Machine::x86_64, Machine::x86, Machine::aarch64})
    if (syscalls::audit_architecture(machine) == value) return std::string(word_of(machine));
  return fmt::format("{:#x}", value);
}

// The listing: what is loaded at each instruction, and what the places are called that are jumped to.
class Listing {
 public:
  Listing(std::span<const sock_filter> program, Machine machine)
      : program_(program), loaded_(program.size()), labels_(program.size()) {
    for (const NamedCall& call : calls_of(machine)) {
      names_[call.number] = call.name;
      if (const auto place = first_look(program, syscalls::audit_architecture(machine), call.number))
        callers_[*place].push_back(call.name);
    }
    follow();
    name_places();
  }

  std::string text() const {
    std::string text;
    for (std::size_t at = 0; at < program_.size(); ++at) {
      if (!labels_[at].empty()) text += labels_[at] + ":\n";
      text += "    " + line(at) + "\n";
    }
    return text;
  }

 private:
  // All jumps go forward, so one pass meets every way to an instruction before the instruction.
  void follow() {
    for (std::size_t at = 0; at < program_.size(); ++at) {
      const sock_filter& instruction = program_[at];
      Loaded now = loaded_[at];
      switch (instruction.code) {
        case BPF_RET | BPF_K: continue;
        case BPF_LD | BPF_W | BPF_ABS: now = {.offset = instruction.k}; break;
        case BPF_ALU | BPF_AND | BPF_K: now.mask &= instruction.k; break;
        case BPF_JMP | BPF_JA: jump(at, instruction.k, now); continue;
        default:
          jump(at, instruction.jt, now);
          jump(at, instruction.jf, now);
          continue;
      }
      loaded_.at(at + 1) = now;
    }
  }

  void jump(std::size_t at, std::uint32_t over, const Loaded& loaded) {
    const std::size_t target = at + 1 + over;
    loaded_.at(target) = loaded;
    if (over != 0) targets_.insert(target);
  }

  void name_places() {
    std::map<std::string, int> used;
    for (const std::size_t target : targets_) {
      std::string name = "further";
      if (const auto found = callers_.find(target); found != callers_.end())
        name = fmt::format("{}", fmt::join(found->second, ", "));
      else if (program_[target].code == (BPF_RET | BPF_K))
        name = words_of_answer(program_[target].k);
      else if (loaded_[target].offset == 0 && program_[target].code == (BPF_JMP | BPF_JGE | BPF_K))
        name = "search";
      const int count = ++used[name];
      labels_[target] = count == 1 && name != "further" && name != "search" ? name : fmt::format("{} {}", name, count);
    }
    for (const auto& [place, callers] : callers_)
      if (labels_[place].empty()) labels_[place] = fmt::format("{}", fmt::join(callers, ", "));
  }

  std::string line(std::size_t at) const {
    const sock_filter& instruction = program_[at];
    switch (instruction.code) {
      case BPF_RET | BPF_K: return "answer " + words_of_answer(instruction.k);
      case BPF_LD | BPF_W | BPF_ABS: return "load " + words_of_word({.offset = instruction.k});
      case BPF_ALU | BPF_AND | BPF_K: return fmt::format("and {:#x}", instruction.k);
      case BPF_JMP | BPF_JA: return "go to " + place(at, instruction.k);
      default: return conditional(at);
    }
  }

  std::string conditional(std::size_t at) const {
    const sock_filter& instruction = program_[at];
    const Loaded& loaded = loaded_[at];
    const std::string when_true = place(at, instruction.jt), when_false = place(at, instruction.jf);
    const std::string test = words_of_test(loaded, instruction, true) + meaning(loaded, instruction);
    if (instruction.jf == 0) return fmt::format("if {} go to {}", test, when_true);
    if (instruction.jt == 0)
      return fmt::format("if {} go to {}", words_of_test(loaded, instruction, false) + meaning(loaded, instruction),
                         when_false);
    return fmt::format("if {} go to {}, else to {}", test, when_true, when_false);
  }

  // A name after a number that has one.
  std::string meaning(const Loaded& loaded, const sock_filter& instruction) const {
    if (loaded.mask != all_bits) return {};
    if (loaded.offset == offsetof(seccomp_data, arch))
      return fmt::format(" ({})", words_of_architecture(instruction.k));
    if (loaded.offset != offsetof(seccomp_data, nr)) return {};
    const auto found = names_.find(instruction.k);
    return fmt::format(" ({}{})", instruction.k, found == names_.end() ? "" : " " + found->second);
  }

  std::string place(std::size_t at, std::uint32_t over) const {
    return over == 0 ? "the next line" : "[" + labels_.at(at + 1 + over) + "]";
  }

  std::span<const sock_filter> program_;
  std::vector<Loaded> loaded_;
  std::vector<std::string> labels_;
  std::map<std::uint32_t, std::string> names_;
  std::map<std::size_t, Names> callers_;
  std::set<std::size_t> targets_;
};

}  // namespace

std::string answers_text(std::span<const sock_filter> program, Machine machine) {
  std::map<std::string, Names> always;
  std::string by_arguments;
  for (const NamedCall& call : calls_of(machine)) {
    const std::vector<Way> ways = ways_of(program, syscalls::audit_architecture(machine), call.number);
    if (ways.size() == 1) {
      always[words_of_answer(ways.front().answer)].push_back(call.name);
      continue;
    }
    by_arguments += call.name + "\n";
    for (const Way& way : ways)
      if (way.answer != SECCOMP_RET_ALLOW) by_arguments += words_of_way(way);
  }
  const auto answer_to = [&](std::uint32_t architecture, std::uint32_t number) {
    return words_of_answer(ways_of(program, architecture, number).front().answer);
  };
  const std::uint32_t own = syscalls::audit_architecture(machine);
  std::string text = fmt::format("# Calls that this build does not know: {}; of x32: {}; of other machines: {}\n\n",
                                 answer_to(own, syscalls::newest_reviewed + 1), answer_to(own, 0x40000000),
                                 answer_to(AUDIT_ARCH_ARM, 0));
  for (const auto& [answer, names] : always)
    if (answer != "allow") text += "# Always answered with " + answer + "\n" + wrapped(names) + "\n";
  text += "# Refused some values of arguments, else allowed\n" + by_arguments + "\n";
  return text + "# Always allowed\n" + wrapped(always["allow"]);
}

std::string program_text(std::span<const sock_filter> program, Machine machine) {
  return Listing(program, machine).text();
}

}  // namespace sandbox::testing
