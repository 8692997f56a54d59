// See conditions.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/conditions.h"

#include <algorithm>
#include <charconv>
#include <compare>
#include <utility>
#include <vector>

#include "machine/distribution.h"
#include "machine/places.h"
#include "support/pattern.h"
#include "support/words.h"

namespace sandbox::frontend {
namespace {

using policy::Fact;
using policy::KernelFeature;
using policy::Words;

// One of the words must hold, where there is one without "!"; and none that has it.
template <class Holds>
bool hold_together(const Sourced<Words>& words, Holds holds) {
  if (!words.given()) return true;
  bool any = false;
  bool any_wanted = false;
  for (const std::string& word : words.value.all) {
    const Fact fact = policy::fact_of(word);
    if (fact.negated) {
      if (holds(fact.word)) return false;
      continue;
    }
    any_wanted = true;
    any = any || holds(fact.word);
  }
  return any || !any_wanted;
}

// The numbers at the beginning of a version: 6.1.0-18-amd64 is 6, 1, 0.
std::vector<unsigned> numbers_of(std::string_view version) {
  std::vector<unsigned> numbers;
  for (const std::string_view part : split(version.substr(0, version.find_first_not_of("0123456789.")), '.')) {
    unsigned number = 0;
    std::from_chars(part.data(), part.data() + part.size(), number);
    numbers.push_back(number);
  }
  return numbers;
}

// As far as both say something: 6.1 is every 6.1.x.
std::strong_ordering compare(std::string_view version, std::string_view wanted) {
  std::vector<unsigned> numbers = numbers_of(version);
  std::vector<unsigned> limits = numbers_of(wanted);
  const std::size_t common = std::min(numbers.size(), limits.size());
  numbers.resize(common);
  limits.resize(common);
  return numbers <=> limits;
}

}  // namespace

bool fits_command(std::string_view word, std::string_view pattern) {
  if (pattern.find('/') == std::string_view::npos) word = word.substr(word.rfind('/') + 1);
  return !word.empty() && matches(word, pattern);
}

Conditions::Conditions(const Surroundings& surroundings, std::string command, std::string state_suffix)
    : surroundings_(surroundings), command_(std::move(command)), state_suffix_(std::move(state_suffix)) {}

bool Conditions::hold(const policy::Condition& condition, const policy::Policy& so_far) const {
  const Host& host = surroundings_.host();
  return hold_together(condition.env, [&](std::string_view word) { return holds_env(word); }) &&
         hold_together(condition.arch, [&](std::string_view word) { return host.kernel().machine == word; }) &&
         hold_together(condition.kernel, [&](std::string_view word) { return is_kernel(word); }) &&
         hold_together(condition.distro, [&](std::string_view word) { return is_distro(word); }) &&
         hold_together(condition.feature, [&](std::string_view word) { return has_feature(word); }) &&
         hold_together(condition.command, [&](std::string_view word) { return is_command(word, so_far); }) &&
         hold_together(condition.exists,
                       [&](std::string_view word) { return exists(word, so_far, condition.exists.origin); });
}

bool Conditions::holds_env(std::string_view word) const {
  const std::size_t equals = word.find('=');
  const std::string value = surroundings_.variable(word.substr(0, equals)).value_or("");
  return equals == std::string_view::npos ? !value.empty() : value == word.substr(equals + 1);
}

bool Conditions::exists(std::string_view word, const policy::Policy& so_far, const Origin& origin) const {
  const std::string& name = so_far.name.value;
  const Places places(surroundings_.host(), {.name = name, .state_name = name + state_suffix_});
  return std::holds_alternative<Found>(surroundings_.host().find(expand_path(std::string(word), places, origin)));
}

bool Conditions::is_command(std::string_view pattern, const policy::Policy& so_far) const {
  if (!command_.empty()) return fits_command(command_, pattern);
  const std::vector<std::string>& own = so_far.process.command.value;
  return !own.empty() && fits_command(own.front(), pattern);
}

bool Conditions::is_kernel(std::string_view wanted) const {
  const std::size_t digits = std::min(wanted.find_first_of("0123456789"), wanted.size());
  const std::string_view op = wanted.substr(0, digits);
  const std::string release = surroundings_.host().kernel().release;
  if (release.empty()) return false;
  const std::strong_ordering order = compare(release, wanted.substr(digits));
  if (op == ">=") return order >= 0;
  if (op == "<=") return order <= 0;
  if (op == ">") return order > 0;
  if (op == "<") return order < 0;
  return order == 0;
}

bool Conditions::is_distro(std::string_view wanted) const {
  const std::optional<Distribution> distribution = distribution_of(surroundings_.host());
  return distribution && distribution->is(wanted);
}

bool Conditions::has_feature(std::string_view word) const {
  constexpr int with_ports = 4;
  constexpr int with_scopes = 6;
  const Host& host = surroundings_.host();
  switch (value_of<KernelFeature>(word).value_or(KernelFeature::landlock)) {
    case KernelFeature::landlock: return host.landlock().version > 0;
    case KernelFeature::landlock_tcp: return host.landlock().version >= with_ports;
    case KernelFeature::landlock_scope: return host.landlock().version >= with_scopes;
    case KernelFeature::time_namespace: return host.clock_offsets().has_value();
  }
  return false;
}

}  // namespace sandbox::frontend
