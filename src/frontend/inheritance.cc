// See inheritance.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/inheritance.h"

#include <algorithm>
#include <vector>

#include "frontend/profile_reader.h"
#include "frontend/profile_search.h"
#include "support/error.h"

namespace sandbox::frontend {
namespace {

// Nobody inherits over more generations; a circle by ever new spellings of its files ends here.
constexpr std::size_t deepest = 32;

class Inheritance {
 public:
  Inheritance(policy::Policy& policy, const Surroundings& surroundings)
      : policy_(policy), surroundings_(surroundings) {}

  void apply(const std::string& word, const std::string& directory, const Origin& origin) {
    const FoundProfile found = find_profile(word, directory, origin, surroundings_);
    refuse_cycle(found.identity(), origin);
    refuse_depth(origin);
    if (std::find(applied_.begin(), applied_.end(), found.identity()) != applied_.end()) return;
    const Profile profile(found.text, found.place, found.name);
    open_.push_back(found.identity());
    for (const Sourced<std::string>& parent : profile.extends()) apply_parent(found, parent);
    open_.pop_back();
    profile.apply(policy_);
    applied_.push_back(found.identity());
  }

 private:
  void apply_parent(const FoundProfile& child, const Sourced<std::string>& parent) {
    if (child.directory.empty() && is_profile_path(parent.value))
      throw PolicyError("a built-in profile extends profiles by name only, not " + parent.value, parent.origin);
    apply(parent.value, child.directory, parent.origin);
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
  const Surroundings& surroundings_;
  std::vector<std::string> open_;
  std::vector<std::string> applied_;
};

}  // namespace

void apply_profile(policy::Policy& policy, const std::string& word, const Origin& origin,
                   const Surroundings& surroundings) {
  Inheritance(policy, surroundings).apply(word, {}, origin);
}

}  // namespace sandbox::frontend
