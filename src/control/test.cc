// sandboxctl test: what a profile promises with [[test]], tried in the sandbox that it makes.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <string.h>

#include "control/hearing.h"
#include "control/trial.h"
#include "control/verb.h"
#include "frontend/named_policy.h"
#include "launch/elevation.h"
#include "planner/planner.h"
#include "policy/policy.h"
#include "program_names.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::control {
namespace {

constexpr int failed_status = 1;
constexpr int broken_status = static_cast<int>(ExitStatus::launcher_failed);

struct Report {
  std::string text;
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t untried = 0;
  int status = 0;

  void worsen(int to) { status = std::max(status, to); }
  void pass(const std::string& line) {
    text += line;
    ++passed;
  }
  void fail(const std::string& line) {
    text += line;
    ++failed;
    worsen(failed_status);
  }
  void leave_untried(const std::string& line) {
    text += line;
    ++untried;
    worsen(broken_status);
  }
};

std::vector<witness::Question> questions_of(const std::vector<Trial>& trials) {
  std::vector<witness::Question> questions;
  questions.reserve(trials.size());
  for (const Trial& trial : trials) questions.push_back(trial.question);
  return questions;
}

// A witness that did not get to the end is no verdict: nobody knows what would have been allowed.
std::string early_end(const Trial& trial, int status) {
  constexpr int signalled = 128;
  const int signal = status - signalled;
  const std::string how = signal > 0 ? fmt::format("was killed by signal {} ({})", signal, ::strsignal(signal))
                                     : fmt::format("ended with status {}", status);
  return fmt::format("ERROR {}  {} {}: what tried it {}\n      the profile's filter or a limit does not let it try\n",
                     visible(trial.origin.place), trial.key, visible(trial.written), how);
}

void judge(const std::vector<Trial>& trials, const Testimony& heard, const steps::Plan& plan, Report& report) {
  const std::size_t answered = std::min(trials.size(), heard.answers.size());
  for (std::size_t i = 0; i < answered; ++i) {
    if (!is_verdict(heard.answers[i])) {
      report.leave_untried(no_verdict_on(trials[i], heard.answers[i]));
      continue;
    }
    const std::string verdict = verdict_on(trials[i], heard.answers[i], plan);
    passes(trials[i], heard.answers[i]) ? report.pass(verdict) : report.fail(verdict);
  }
  if (answered == trials.size()) return;
  report.untried += trials.size() - answered;
  report.worsen(broken_status);
  if (heard.status != broken_status) report.text += early_end(trials[answered], heard.status);
}

void test_profile(const std::string& word, const frontend::Surroundings& surroundings, Report& report) {
  const auto [policy, heritage] =
      frontend::named_profile(word, {.place = SANDBOXCTL_PROGRAM " test", .key = {}}, surroundings);
  const Host& host = surroundings.host();
  const std::vector<Trial> trials = trials_of(heritage.test, planner::places_inside(policy, host));
  if (trials.empty()) return report.fail(fmt::format("FAIL  {}: it has no [[test]]\n", visible(word)));
  const steps::Plan plan = planner::plan(policy, witness::command_for(questions_of(trials)), host);
  judge(trials, hear(plan), plan, report);
}

// One profile that cannot be tried does not keep the others from it.
void test_or_complain(const std::string& word, const frontend::Surroundings& surroundings, Report& report) try {
  test_profile(word, surroundings, report);
} catch (const Error& error) {
  std::fputs(error.complaint().text().c_str(), stderr);
  report.worsen(broken_status);
}

}  // namespace

Outcome test_profiles(const Wanted& wanted, const frontend::Surroundings& surroundings) {
  if (wanted.words.empty()) refuse_usage("there is no profile to test", SANDBOXCTL_PROGRAM " test NAME|FILE...");
  launch::refuse_elevation(launch::real_rights());
  Report report;
  for (const std::string& word : wanted.words) test_or_complain(word, surroundings, report);
  report.text += fmt::format("{} passed, {} failed", report.passed, report.failed);
  if (report.untried > 0) report.text += fmt::format(", {} not tried", report.untried);
  return {report.text + "\n", report.status};
}

}  // namespace sandbox::control
