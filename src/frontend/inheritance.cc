// See inheritance.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/inheritance.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "frontend/profile_reader.h"
#include "program_names.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::frontend {
namespace {

// Nobody inherits over more generations; a circle by ever new spellings of its files ends here.
constexpr std::size_t deepest = 32;

// What tells the state of a profile found by its path from that of others with its name.
std::string state_suffix_of(const FoundProfile& found, const Surroundings& surroundings) {
  constexpr std::size_t enough_digits = 12;
  if (found.by != FoundBy::path) return {};
  return "-" + sha256_of(real_path_of(found.place, surroundings)).substr(0, enough_digits);
}

class Inheritance {
 public:
  Inheritance(policy::Policy& policy, const Reading& reading, std::string state_suffix)
      : policy_(policy), reading_(reading), conditions_(reading.surroundings, reading.command, state_suffix) {
    ancestry_.state_suffix = std::move(state_suffix);
  }

  Ancestry apply_first(const FoundProfile& found, const Origin& origin) {
    ancestry_.heritage = apply(found, origin).heritage();
    refuse_untrusted_filter();
    return std::move(ancestry_);
  }

 private:
  Profile apply(const FoundProfile& found, const Origin& origin) {
    refuse_untrusted(found, origin);
    Profile profile(found.text, found.place, found.name, reading_.problems);
    if (found.by != FoundBy::built_in) ancestry_.files.push_back(found.place);
    if (found.by == FoundBy::path && reading_.files_by_path != nullptr) reading_.files_by_path->push_back(found);
    open_.push_back(found.identity());
    for (const Sourced<std::string>& parent : profile.heritage().extends) apply_parent(found, parent);
    open_.pop_back();
    profile.apply(policy_, conditions_);
    applied_.push_back(found.identity());
    if (found.by != FoundBy::path) add_drop_ins(found, origin);
    return profile;
  }

  void apply_parent(const FoundProfile& child, const Sourced<std::string>& parent) try {
    if (child.by == FoundBy::built_in && is_profile_path(parent.value))
      throw PolicyError("a built-in profile extends profiles by name only, not " + parent.value, parent.origin);
    const FoundProfile found = find_profile(parent.value, child.directory, parent.origin, reading_.surroundings);
    refuse_cycle(found.identity(), parent.origin);
    refuse_depth(parent.origin);
    if (std::find(applied_.begin(), applied_.end(), found.identity()) == applied_.end()) apply(found, parent.origin);
  } catch (const PolicyError& error) {
    if (reading_.problems == nullptr || open_.size() != 1) throw;
    reading_.problems->push_back(error.complaint());
  }

  // Files of an administrator, or of the user, that say more about a profile than its author did.
  void add_drop_ins(const FoundProfile& found, const Origin& origin) {
    for (const FoundProfile& addition : find_drop_ins(found.name, origin, reading_.surroundings)) {
      const Profile profile(addition.text, addition.place, found.name, reading_.problems);
      refuse_heritage(profile.heritage());
      ancestry_.files.push_back(addition.place);
      profile.add_to(policy_, conditions_);
    }
  }

  // What a profile is picked by, or promises, is read of the profile itself.
  static void refuse_heritage(const Heritage& heritage) {
    for (const Sourced<std::string>& parent : heritage.extends)
      throw PolicyError("a file that adds to a profile extends no other", parent.origin,
                        "let a profile of your own extend both");
    for (const auto* patterns : {&heritage.match.command, &heritage.match.path_beneath})
      for (const Sourced<std::string>& pattern : *patterns)
        throw PolicyError("a file that adds to a profile does not say when it is picked", pattern.origin,
                          "write [match] in a profile of your own that extends it");
    for (const auto& expectation : heritage.test)
      throw PolicyError("a file that adds to a profile promises nothing", expectation.origin,
                        "write [[test]] in a profile of your own that extends it");
  }

  void refuse_untrusted(const FoundProfile& found, const Origin& origin) const {
    if (reading_.trust == nullptr || found.by != FoundBy::path) return;
    if (reading_.trust->has(real_path_of(found.place, reading_.surroundings), found.text)) return;
    throw PolicyError("the profile " + found.place + " is not trusted, and a trusted one extends it", origin,
                      "look at it, then trust both again: " SANDBOXCTL_PROGRAM " trust");
  }

  // A filter that came with the project is as much a part of the cage as the profile that names it.
  void refuse_untrusted_filter() const {
    const Sourced<std::string>& bpf = policy_.seccomp.bpf;
    if (reading_.trust == nullptr || !bpf.given()) return;
    const std::string& name = policy_.name.value;
    const Places places(reading_.surroundings.host(), {.name = name, .state_name = name + ancestry_.state_suffix});
    const std::optional<TrustedFile> filter = filter_file(bpf, places, reading_.surroundings);
    if (!filter || reading_.trust->has(*filter)) return;
    throw PolicyError(
        "the filter program " + shell_word(filter->path) + " is not trusted, and a trusted profile uses it", bpf.origin,
        "look at it, then trust both again: " SANDBOXCTL_PROGRAM " trust");
  }

  void refuse_cycle(const std::string& identity, const Origin& origin) const {
    const auto first = std::find(open_.begin(), open_.end(), identity);
    if (first == open_.end()) return;
    std::string circle;
    for (auto step = first; step != open_.end(); ++step) circle += *step + " extends ";
    throw PolicyError("profiles extend each other in a circle: " + circle + identity, origin,
                      "take the name out of one `extends`; a profile of your own needs a name of its own");
  }

  void refuse_depth(const Origin& origin) const {
    if (open_.size() < deepest) return;
    throw PolicyError("profiles extend each other more than 32 deep, the last one " + open_.back(), origin,
                      "if they extend each other in a circle, take one `extends` out");
  }

  policy::Policy& policy_;
  const Reading& reading_;
  Conditions conditions_;
  std::vector<std::string> open_;
  std::vector<std::string> applied_;
  Ancestry ancestry_;
};

}  // namespace

Ancestry apply_profile(policy::Policy& policy, const std::string& word, const Origin& origin, const Reading& reading) {
  const FoundProfile found = find_profile(word, {}, origin, reading.surroundings);
  return Inheritance(policy, reading, state_suffix_of(found, reading.surroundings)).apply_first(found, origin);
}

void settle_provenance(policy::Policy& policy, const Ancestry& ancestry, const Surroundings& surroundings) {
  policy.provenance = {.files = ancestry.files,
                       .directories = profile_directories(surroundings),
                       .state_name = policy.name.value + ancestry.state_suffix};
}

}  // namespace sandbox::frontend
