// See terminal.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/terminal.h"

#include <algorithm>
#include <initializer_list>

namespace sandbox::planner {
namespace {

using policy::Tty;

// The first of the descriptors, in that order, which is among the replaced ones.
int first_of(std::initializer_list<int> order, const std::vector<int>& replaced) {
  for (const int number : order)
    if (std::binary_search(replaced.begin(), replaced.end(), number)) return number;
  return -1;
}

// Beside a pipe stands another program that may want the keyboard, as in `sandbox make | less`, and whose input is none
// is often in the background of a script: the keyboard belongs to such a command when it asks for it, and not before.
bool shares_keyboard(const std::vector<int>& replaced, const Host& host) {
  return first_of({0}, replaced) < 0 || host.descriptor(1) == Descriptor::pipe;
}

}  // namespace

std::vector<int> replaced_descriptors(const policy::Terminal& terminal, const Host& host) {
  std::vector<int> replaced;
  if (terminal.tty.value == Tty::inherit) return replaced;
  for (const int number : {0, 1, 2})
    if (host.descriptor(number) == Descriptor::terminal) replaced.push_back(number);
  return replaced;
}

TerminalPlan plan_terminal(const policy::Policy& policy, const std::vector<int>& replaced, const Host& host) {
  const policy::Terminal& terminal = policy.terminal;
  TerminalPlan plan;
  if (replaced.empty()) return plan;
  const Origin& origin = terminal.tty.origin;
  if (terminal.tty.value == Tty::none) {
    // While /dev/null can still be opened unheard.
    plan.world.push_back({steps::LeaveTerminal{replaced}, origin});
    plan.use.screen = first_of({1, 2}, replaced);
    plan.use.relayed = plan.use.screen < 0 ? steps::Relayed::nothing : steps::Relayed::output;
    return plan;
  }
  plan.use = {.relayed = steps::Relayed::terminal,
              .keyboard = first_of({0, 1, 2}, replaced),
              .screen = first_of({1, 2, 0}, replaced),
              .in_foreground = false,
              .never_asks = !policy.process.init.value};
  // Who leads the session of its terminal, as the first process does, is never stopped for wanting it.
  plan.use.in_foreground =
      (plan.use.never_asks || !shares_keyboard(replaced, host)) && host.in_foreground(plan.use.keyboard);
  plan.world.push_back({steps::MakeTerminal{*InnerPath::parse("/dev/pts/ptmx")}, origin});
  plan.start.push_back({steps::TakeTerminal{replaced, plan.use.in_foreground}, origin});
  return plan;
}

}  // namespace sandbox::planner
