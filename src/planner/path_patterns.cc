// See path_patterns.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/path_patterns.h"

#include <algorithm>
#include <array>
#include <errno.h>
#include <fmt/format.h>
#include <fnmatch.h>
#include <string>
#include <vector>

#include "policy/path_pattern.h"
#include "policy/variables.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {
namespace {

using Rules = std::vector<Sourced<policy::PathRule>>;

constexpr std::array lists = {&policy::Filesystem::ro, &policy::Filesystem::rw, &policy::Filesystem::protect,
                              &policy::Filesystem::hide};

bool is_pattern(const policy::PathRule& rule) { return !rule.literal && policy::path_pattern(rule.source); }

std::string reason_for(const Missing& missing) {
  return fmt::format("{}: {}", shell_word(missing.part.text()), words_of_errno(missing.error));
}

class Replacer {
 public:
  Replacer(const Places& places, const Host& host) : places_(places), host_(host) {}

  Rules replaced(const Rules& rules) const {
    Rules all;
    for (const Sourced<policy::PathRule>& rule : rules) {
      if (is_pattern(rule.value))
        append_fitting(rule, all);
      else
        all.push_back(rule);
    }
    return all;
  }

 private:
  [[noreturn]] static void refuse(const Sourced<policy::PathRule>& rule, const std::string& why) {
    throw PolicyError(fmt::format("nothing fits {}: {}", shell_word(rule.value.source), why), rule.origin,
                      "correct the pattern, or write a \"?\" behind it for \"if it exists\"");
  }

  static Origin of_pattern(const Sourced<policy::PathRule>& rule) {
    Origin origin = rule.origin;
    origin.entry = rule.value.name();
    return origin;
  }

  // A name beginning with a dot is meant only when the pattern begins with one, as in a shell.
  void append_fitting(const Sourced<policy::PathRule>& rule, Rules& all) const {
    const policy::PathPattern pattern = *policy::path_pattern(rule.value.source);
    const std::size_t before = all.size();
    for (const std::string& name : names_in(pattern.directory, rule)) {
      if (fnmatch(pattern.pattern.c_str(), name.c_str(), FNM_PERIOD) != 0) continue;
      const std::string path = pattern.directory + "/" + policy::literal_text(name);
      all.push_back(
          {{.source = path, .target = path, .optional = rule.value.optional, .literal = true}, of_pattern(rule)});
    }
    if (all.size() == before && !rule.value.optional) refuse(rule, "no name is like that");
  }

  std::vector<std::string> names_in(const std::string& directory, const Sourced<policy::PathRule>& rule) const {
    const HostPath path = expand_path(directory.empty() ? "/" : directory, places_, rule.origin);
    const Answer answer = host_.find(path);
    if (const auto* missing = std::get_if<Missing>(&answer)) {
      const bool is_absent = missing->error == ENOENT || missing->error == ENOTDIR;
      if (!rule.value.optional || !is_absent) refuse(rule, reason_for(*missing));
      return {};
    }
    const std::optional<Entries> entries = host_.entries(std::get<Found>(answer).real);
    if (!entries) refuse(rule, shell_word(path.text()) + " cannot be listed");
    std::vector<std::string> names;
    for (const auto& [name, kind] : *entries) names.push_back(name);
    return names;
  }

  const Places& places_;
  const Host& host_;
};

}  // namespace

bool has_patterns(const policy::Filesystem& filesystem) {
  return std::any_of(lists.begin(), lists.end(), [&](const auto& list) {
    return std::any_of((filesystem.*list).begin(), (filesystem.*list).end(),
                       [](const auto& rule) { return is_pattern(rule.value); });
  });
}

policy::Filesystem without_patterns(const policy::Filesystem& filesystem, const Places& places, const Host& host) {
  policy::Filesystem literal = filesystem;
  for (const auto& list : lists) literal.*list = without_patterns(filesystem.*list, places, host);
  return literal;
}

Rules without_patterns(const Rules& rules, const Places& places, const Host& host) {
  return Replacer(places, host).replaced(rules);
}

}  // namespace sandbox::planner
