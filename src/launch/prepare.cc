// See prepare.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/prepare.h"

#include <errno.h>
#include <string>
#include <utility>
#include <variant>

#include "kernel/fd.h"
#include "kernel/files.h"
#include "launch/explain.h"
#include "support/words.h"

namespace sandbox::launch {
namespace {

using kernel::Failure;
using kernel::Fd;

constexpr std::uint32_t owner_only = 0700;

// One step down; another launch may be making the same directory at the same time.
Failure open_or_make(const Fd& directory, const std::string& name, Fd& next) {
  const Failure absent = kernel::open_place_below(directory.number(), name.c_str(), next);
  if (absent.error != ENOENT) return absent;
  const Failure made = kernel::make_directory(directory.number(), name.c_str(), owner_only);
  if (made && made.error != EEXIST) return made;
  return kernel::open_place_below(directory.number(), name.c_str(), next);
}

Failure perform(const steps::MakeHostDirectory& step) {
  Fd directory;
  if (const Failure failure = kernel::open_place("/", directory)) return failure;
  for (const std::string_view name : split(step.path.relative(), '/')) {
    Fd next;
    if (const Failure failure = open_or_make(directory, std::string(name), next)) return failure;
    directory = std::move(next);
  }
  return {};
}

}  // namespace

void prepare_host(const steps::Plan& plan) {
  for (std::size_t i = 0; i < plan.before.size(); ++i)
    if (const Failure failure = std::visit([](const auto& step) { return perform(step); }, plan.before[i].action))
      throw host_step_refused(plan, i, failure);
}

}  // namespace sandbox::launch
