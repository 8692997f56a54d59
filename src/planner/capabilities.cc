// See capabilities.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/capabilities.h"

#include <algorithm>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {
namespace {

using policy::Capability;
using Entries = std::vector<Sourced<Capability>>;

unsigned number_of(Capability capability) { return static_cast<unsigned>(capability); }

std::uint64_t bits_of(const Entries& entries) {
  std::uint64_t bits = 0;
  for (const auto& entry : entries) bits |= std::uint64_t{1} << number_of(entry.value);
  return bits;
}

// In the order of their numbers, each once.
std::string names_of(std::uint64_t bits) {
  std::string names;
  for (const auto& entry : bare_words_of<Capability>)
    if ((bits >> number_of(entry.value) & 1U) != 0) names.append(names.empty() ? "" : ", ").append(entry.word);
  return names;
}

void refuse_unknown(const Entries& entries, const Host& host) {
  if (entries.empty()) return;
  const std::optional<unsigned> last = host.last_capability();
  for (const auto& entry : entries)
    if (last && number_of(entry.value) > *last)
      throw PolicyError(fmt::format("this kernel does not have the capability {}", quoted(word_of(entry.value))),
                        entry.origin,
                        fmt::format("its last one is number {} (/proc/sys/kernel/cap_last_cap), this is number {}; "
                                    "leave the entry out, or use a newer kernel",
                                    *last, number_of(entry.value)));
}

}  // namespace

bool keeps(const policy::Capabilities& capabilities, Capability which) {
  return std::any_of(capabilities.keep.begin(), capabilities.keep.end(),
                     [&](const auto& entry) { return entry.value == which; });
}

steps::Step drop_capabilities(const policy::Capabilities& capabilities, std::uint32_t uid, const Host& host) {
  refuse_unknown(capabilities.keep, host);
  const std::uint64_t kept = bits_of(capabilities.keep);
  const std::uint64_t ambient = bits_of(capabilities.ambient);
  // What is neither ambient nor user 0's does not survive execve: it need not come that far.
  const bool is_root = uid == 0 && kept != 0;
  steps::DropCapabilities step{.bounding = kept,
                               .permitted = is_root ? kept : ambient,
                               .ambient = ambient,
                               .root_regains = is_root,
                               .exceptions = {}};
  if (kept != 0) step.exceptions = " but " + names_of(kept);
  if (ambient != 0) step.exceptions += ", ambient " + names_of(ambient);
  return {std::move(step), capabilities.keep.empty() ? Origin{} : capabilities.keep.front().origin};
}

}  // namespace sandbox::planner
