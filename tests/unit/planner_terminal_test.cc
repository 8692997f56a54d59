// What stands in the place of the caller's terminal, and who has the keyboard first.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "own_profile.h"
#include "planner/planner.h"
#include "pretend_host.h"
#include "steps/plan.h"

namespace {

using namespace sandbox;
using testing::PretendHost;

// The three standard descriptors: t for a terminal, p for a pipe, - for something else.
PretendHost host_with(const std::string& kinds) {
  PretendHost host;
  for (int number = 0; number < 3; ++number) {
    const char kind = kinds[static_cast<std::size_t>(number)];
    host.descriptors[number] = kind == 't' ? Descriptor::terminal : kind == 'p' ? Descriptor::pipe : Descriptor::other;
  }
  return host;
}

steps::Plan plan_for(const PretendHost& host, const std::string& profile = "") {
  return planner::plan(testing::own_policy(profile), {"true"}, host);
}

std::string first_of(const std::vector<steps::Step>& list) { return steps::phrase_of(list.front().action); }

bool is_about_descriptor(const steps::Plan& plan, int number) {
  return std::any_of(plan.ruleset.begin(), plan.ruleset.end(), [&](const steps::Step& step) {
    const auto* rule = std::get_if<steps::AllowDescriptor>(&step.action);
    return rule != nullptr && rule->number == number;
  });
}

}  // namespace

TEST_CASE("a pseudo-terminal takes the place of every standard descriptor that is a terminal") {
  const steps::Plan plan = plan_for(host_with("ttt"));
  CHECK(steps::phrase_of(plan.world.back().action) == "make a pseudo-terminal");
  CHECK(first_of(plan.start) == "put the pseudo-terminal in the place of descriptors 0, 1, 2");
  CHECK(plan.supervision.terminal.relayed == steps::Relayed::terminal);
  CHECK(plan.supervision.terminal.keyboard == 0);
  CHECK(plan.supervision.terminal.screen == 1);
  CHECK(plan.supervision.terminal.in_foreground);
  CHECK(first_of(plan_for(host_with("-t-")).start) ==
        "put the pseudo-terminal in the place of descriptor 1, in the background");
  const steps::TerminalUse only_errors = plan_for(host_with("--t")).supervision.terminal;
  CHECK(only_errors.keyboard == 2);
  CHECK(only_errors.screen == 2);
  CHECK_FALSE(only_errors.in_foreground);
  CHECK(plan_for(host_with("t--")).supervision.terminal.screen == 0);
}

TEST_CASE("without a terminal there is nothing to relay") {
  for (const char* tty : {"pty", "inherit", "none"}) {
    const steps::Plan plan = plan_for(host_with("-p-"), "terminal.tty = \"" + std::string(tty) + "\"");
    CHECK(first_of(plan.start).starts_with("set the limit"));
    CHECK(plan.supervision.terminal.relayed == steps::Relayed::nothing);
  }
}

TEST_CASE(
    "in a pipeline, without a terminal as input, and in the background the command has the keyboard when it asks") {
  for (const char* kinds : {"tpt", "ptt", "-tt", "-t-", "--t"}) {
    const steps::Plan plan = plan_for(host_with(kinds));
    CHECK(plan.supervision.terminal.relayed == steps::Relayed::terminal);
    CHECK(!plan.supervision.terminal.in_foreground);
    CHECK(first_of(plan.start).ends_with(", in the background"));
  }
  CHECK(plan_for(host_with("ttp")).supervision.terminal.in_foreground);
  PretendHost behind = host_with("ttt");
  behind.foreground = false;
  CHECK(!plan_for(behind).supervision.terminal.in_foreground);
}

TEST_CASE("a terminal can be inherited, or be none") {
  const steps::Plan inherited = plan_for(host_with("ttt"), "terminal.tty = \"inherit\"");
  CHECK(inherited.supervision.terminal.relayed == steps::Relayed::nothing);
  CHECK(first_of(inherited.start).starts_with("set the limit"));
  const steps::Plan none = plan_for(host_with("tt-"), "terminal.tty = \"none\"");
  CHECK(steps::phrase_of(none.world.back().action) == "put no terminal in the place of descriptors 0, 1");
  CHECK(none.world.back().origin.text() == "own.toml:2 terminal.tty");
  CHECK(none.supervision.terminal.relayed == steps::Relayed::output);
  CHECK(none.supervision.terminal.keyboard == -1);
  CHECK(none.supervision.terminal.screen == 1);
  CHECK(plan_for(host_with("t--"), "terminal.tty = \"none\"").supervision.terminal.relayed == steps::Relayed::nothing);
}

TEST_CASE("Landlock has no rule for a terminal that is not the command's") {
  CHECK(!is_about_descriptor(plan_for(host_with("t--")), 0));
  CHECK(is_about_descriptor(plan_for(host_with("t--")), 1));
  CHECK(is_about_descriptor(plan_for(host_with("t--"), "terminal.tty = \"inherit\""), 0));
}

TEST_CASE("a command that is the first process has the keyboard whenever that is possible, since it cannot ask") {
  const char* profile = "process.init = false";
  CHECK(plan_for(host_with("ttt"), profile).supervision.terminal.never_asks);
  CHECK_FALSE(plan_for(host_with("ttt")).supervision.terminal.never_asks);
  CHECK(plan_for(host_with("tpt"), profile).supervision.terminal.in_foreground);
  PretendHost host = host_with("ttt");
  host.foreground = false;
  CHECK_FALSE(plan_for(host, profile).supervision.terminal.in_foreground);
}
