// See trial.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "control/trial.h"

#include <algorithm>
#include <array>
#include <errno.h>
#include <fmt/format.h>
#include <optional>
#include <type_traits>

#include "support/error.h"
#include "support/paths.h"
#include "support/quote.h"

namespace sandbox::control {
namespace {

using policy::Expectation;
using witness::Deed;

using Objects = Sourced<policy::Words>;

struct DeedOfField {
  Objects Expectation::* field;
  Deed deed;
};

constexpr auto deeds = std::to_array<DeedOfField>({{&Expectation::read, Deed::read},
                                                   {&Expectation::write, Deed::write},
                                                   {&Expectation::exec, Deed::exec},
                                                   {&Expectation::connect, Deed::connect},
                                                   {&Expectation::env, Deed::env}});

constexpr std::optional<Deed> deed_of(Objects Expectation::* field) {
  for (const DeedOfField& entry : deeds)
    if (entry.field == field) return entry.deed;
  return std::nullopt;
}

constexpr bool every_key_is_tried() {
  bool all = true;
  policy::for_each_key<Expectation>([&]<class Field>(const policy::Key<Expectation, Field>& key) {
    if constexpr (std::is_same_v<Field, Objects>) all = all && deed_of(key.field);
  });
  return all;
}
static_assert(every_key_is_tried());

std::string object_inside(Deed deed, const std::string& written, const Places& inside, const Origin& origin) {
  const bool is_name = deed == Deed::env || (deed == Deed::connect && policy::is_tcp_address(written));
  return is_name ? written : expand_inner_path(written, inside, origin).text();
}

std::string reason_of(const Trial& trial, witness::Answer answer) {
  if (answer != ENOENT && answer != ENOTDIR) return words_of_errno(answer);
  return trial.question.deed == Deed::env ? "it is not set" : "it does not exist inside";
}

// Where a step puts something; nothing for steps that put nothing anywhere.
std::optional<InnerPath> target_of(const steps::Action& action) {
  return std::visit(
      []<class Step>(const Step& step) -> std::optional<InnerPath> {
        constexpr bool puts = std::is_same_v<Step, steps::AttachTree> || std::is_same_v<Step, steps::AttachPrivate> ||
                              std::is_same_v<Step, steps::AttachFile> || std::is_same_v<Step, steps::Conceal> ||
                              std::is_same_v<Step, steps::Protect> || std::is_same_v<Step, steps::MountFilesystem>;
        if constexpr (puts)
          return step.at;
        else
          return std::nullopt;
      },
      action);
}

// Of all steps that put something at the path or above it, the last one at the deepest place is what holds there.
const steps::Step* step_behind(const steps::Plan& plan, const InnerPath& path) {
  const steps::Step* found = nullptr;
  std::size_t depth = 0;
  for (const steps::Step& step : plan.world) {
    const std::optional<InnerPath> target = target_of(step.action);
    if (!target || !path.is_within(*target) || target->depth() < depth) continue;
    found = &step;
    depth = target->depth();
  }
  return found;
}

std::string explanation_of(const Trial& trial, const steps::Plan& plan) {
  const std::optional<InnerPath> path = InnerPath::parse(trial.question.object);
  const steps::Step* const step = path ? step_behind(plan, *path) : nullptr;
  if (step == nullptr) return {};
  return fmt::format("      by {}: {}\n", visible(step->origin.text()), visible(steps::phrase_of(step->action)));
}

}  // namespace

std::vector<Trial> trials_of(const std::vector<Sourced<Expectation>>& tests, const Places& inside) {
  std::vector<Trial> trials;
  for (const Sourced<Expectation>& test : tests)
    policy::for_each_key<Expectation>([&]<class Field>(const policy::Key<Expectation, Field>& key) {
      if constexpr (std::is_same_v<Field, Objects>) {
        const Deed deed = *deed_of(key.field);
        const Objects& objects = test.value.*key.field;
        for (const std::string& written : objects.value.all)
          trials.push_back({.question = {deed, object_inside(deed, written, inside, objects.origin)},
                            .key = key.name,
                            .written = written,
                            .expected = test.value.expect.value,
                            .origin = objects.origin});
      }
    });
  return trials;
}

bool is_verdict(witness::Answer answer) {
  constexpr auto run_out = std::to_array<witness::Answer>({EMFILE, ENFILE, ENOMEM, EAGAIN, EINTR});
  return std::find(run_out.begin(), run_out.end(), answer) == run_out.end();
}

bool passes(const Trial& trial, witness::Answer answer) {
  return (answer == 0) == (trial.expected == policy::Expected::allow);
}

std::string verdict_on(const Trial& trial, witness::Answer answer, const steps::Plan& plan) {
  const bool good = passes(trial, answer);
  const std::string seen = answer == 0 ? "allowed" : fmt::format("denied ({})", reason_of(trial, answer));
  const std::string_view wanted = trial.expected == policy::Expected::allow ? "allowed" : "denied";
  const std::string text =
      fmt::format("{}  {}  {} {}: {}{}\n", good ? "ok  " : "FAIL", visible(trial.origin.place), trial.key,
                  visible(trial.written), seen, good ? "" : fmt::format(", and should be {}", wanted));
  return good ? text : text + explanation_of(trial, plan);
}

std::string no_verdict_on(const Trial& trial, witness::Answer answer) {
  return fmt::format(
      "ERROR {}  {} {}: {}, which says nothing of what is allowed\n      a limit, or the machine, does not let it be "
      "tried\n",
      visible(trial.origin.place), trial.key, visible(trial.written), words_of_errno(answer));
}

}  // namespace sandbox::control
