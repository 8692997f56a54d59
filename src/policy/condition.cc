// See condition.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/condition.h"

#include <algorithm>
#include <array>
#include <utility>

#include "support/quote.h"

namespace sandbox::policy {
namespace {

// `judge` gets each word without its "!".
template <class Judge>
Verdict judge_each(const Words& words, Judge judge) {
  const Fault if_empty{"the list is empty, and holds never", "name what must hold, or leave the key out"};
  return first_fault(words, if_empty, [&](const std::string& word) -> Verdict {
    const Fact fact = fact_of(word);
    if (fact.word.empty()) return Fault{quoted(word) + " names nothing", {}};
    if (fact.word.front() == '!') return Fault{quoted(word) + " has a second \"!\"", "one says \"not\""};
    return judge(fact.word);
  });
}

std::string_view without_comparison(std::string_view version) {
  for (const std::string_view op : {">=", "<=", ">", "<"})
    if (version.starts_with(op)) return version.substr(op.size());
  return version;
}

Verdict no_pattern(std::string_view word) {
  return Fault{quoted(word) + " has a \"*\", which stands for itself here", "only `command` has patterns"};
}

// What Linux says of itself, uname(2), on the machines that distributions are built for.
constexpr auto machines = std::to_array<std::string_view>(
    {"x86_64",  "aarch64", "i386",  "i486",    "i586",   "i686",        "armv6l", "armv7l",
     "armv8l",  "riscv64", "ppc64", "ppc64le", "s390x",  "loongarch64", "mips",   "mips64",
     "sparc64", "alpha",   "ia64",  "m68k",    "parisc", "parisc64",    "sh4"});

// What distributions call some of them.
constexpr auto aliases = std::to_array<std::pair<std::string_view, std::string_view>>({{"amd64", "x86_64"},
                                                                                       {"x64", "x86_64"},
                                                                                       {"x86-64", "x86_64"},
                                                                                       {"arm64", "aarch64"},
                                                                                       {"armhf", "armv7l"},
                                                                                       {"ppc64el", "ppc64le"}});

}  // namespace

Fact fact_of(std::string_view word) {
  const bool negated = word.starts_with('!');
  return {.word = negated ? word.substr(1) : word, .negated = negated};
}

Verdict check_env_fact(const Words& words) {
  return judge_each(words, [](std::string_view word) -> Verdict {
    if (word.find('*') != std::string_view::npos) return no_pattern(word);
    if (word.front() != '=') return std::nullopt;
    return Fault{quoted(word) + " is not a variable's name", "\"NAME\", or \"NAME=VALUE\""};
  });
}

Verdict check_exists_fact(const Words& words) {
  return judge_each(words, [](std::string_view word) -> Verdict {
    if (word.find('*') != std::string_view::npos) return no_pattern(word);
    return check_host_path(std::string(word));
  });
}

Verdict check_command_fact(const Words& words) {
  return judge_each(words, [](std::string_view word) { return check_command_pattern(std::string(word)); });
}

Verdict check_arch_fact(const Words& words) {
  return judge_each(words, [](std::string_view word) -> Verdict {
    if (std::find(machines.begin(), machines.end(), word) != machines.end()) return std::nullopt;
    const auto alias =
        std::find_if(aliases.begin(), aliases.end(), [&](const auto& pair) { return pair.first == word; });
    return Fault{
        "there is no machine " + quoted(word) +
            (alias == aliases.end() ? did_you_mean(word, machines) : ", did you mean " + quoted(alias->second) + "?"),
        "as `uname -m` names it: \"x86_64\" or \"aarch64\", for example"};
  });
}

Verdict check_kernel_fact(const Words& words) {
  return judge_each(words, [](std::string_view word) -> Verdict {
    const std::string_view version = without_comparison(word);
    const bool digits = !version.empty() && version.find_first_not_of("0123456789.") == std::string_view::npos;
    const std::vector<std::string_view> parts = split(version, '.');
    const bool parts_fit = std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
      constexpr std::size_t most_digits = 6;
      return !part.empty() && part.size() <= most_digits;
    });
    if (digits && parts_fit) return std::nullopt;
    return Fault{quoted(word) + " is not a version of a kernel", "as in \"6.1\", \">=6.12\" or \"<5.19\""};
  });
}

Verdict check_distro_fact(const Words& words) {
  return judge_each(words, [](std::string_view word) -> Verdict {
    constexpr std::string_view of_names = "abcdefghijklmnopqrstuvwxyz0123456789._-:";
    const bool fits = word.find_first_not_of(of_names) == std::string_view::npos;
    if (fits && word.front() != ':' && word.back() != ':') return std::nullopt;
    return Fault{quoted(word) + " is not a distribution",
                 "its ID in /etc/os-release, in small letters, as in \"debian\" or \"debian:12\""};
  });
}

Verdict check_feature_fact(const Words& words) {
  return judge_each(words, [](std::string_view word) -> Verdict {
    if (value_of<KernelFeature>(word)) return std::nullopt;
    const std::vector<std::string_view> known = all_words<KernelFeature>();
    return Fault{"there is no feature " + quoted(word) + did_you_mean(word, known), "one of " + joined_with_or(known)};
  });
}

Verdict check_command_pattern(const std::string& pattern) {
  if (!pattern.empty() && pattern.back() != '/') return std::nullopt;
  return Fault{quoted(pattern) + " is not the name of a command", "as in \"make\", \"*.sh\" or \"./configure\""};
}

}  // namespace sandbox::policy
