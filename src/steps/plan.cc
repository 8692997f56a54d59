// See plan.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "steps/plan.h"

#include <fmt/format.h>
#include <span>

#include "support/quote.h"

namespace sandbox::steps {
namespace {

constexpr std::size_t origin_column = 72;

void append_with_origin(std::string& text, const std::string& line, const Origin& origin) {
  text += origin.given() ? fmt::format("{:<{}}  # {}\n", line, origin_column, visible(origin.text())) : line + "\n";
}

void append_line(std::string& text, std::size_t number, const std::string& phrase, const Origin& origin) {
  append_with_origin(text, fmt::format("{:4}  {}", number, phrase), origin);
}

void append_remark(std::string& text, const std::string& phrase, const Origin& origin) {
  append_with_origin(text, "      " + phrase, origin);
}

void append_steps(std::string& text, std::span<const Step> steps, std::size_t& number) {
  for (const Step& step : steps) append_line(text, ++number, phrase_of(step.action), step.origin);
}

void append_stage(std::string& text, std::string_view title, std::span<const Step> steps, std::size_t& number) {
  text.append(title).append("\n");
  append_steps(text, steps, number);
}

void append_preparation(std::string& text, std::span<const HostStep> steps, std::size_t& number) {
  if (!steps.empty()) text += "prepare the host\n";
  for (const HostStep& step : steps) append_line(text, ++number, phrase_of(step.action), step.origin);
}

std::string words_of_namespaces(const NamespaceSet& unshare) {
  std::string words = "user, mount, pid";
  if (unshare.uts) words += ", uts";
  if (unshare.ipc) words += ", ipc";
  if (unshare.cgroup) words += ", cgroup";
  if (unshare.network) words += ", network";
  return words;
}

// Names only: a value may be a secret, and an explanation is pasted into reports.
std::string names_of(std::span<const std::string> variables) {
  std::string names;
  for (const std::string& variable : variables) names += " " + visible(variable.substr(0, variable.find('=')));
  return names;
}

std::string phrase_of_execution(const Execute& execute) {
  std::string words = "execute";
  for (const std::string& argument : execute.argv) words += " " + shell_word(argument);
  if (execute.candidates.size() == 1) return words;
  words += ", the first of";
  for (const std::string& candidate : execute.candidates) words += " " + shell_word(candidate);
  return words;
}

}  // namespace

std::string map_text(const std::vector<IdRange>& ranges) {
  std::string text;
  for (const IdRange& range : ranges) text += fmt::format("{} {} {}\n", range.inside, range.outside, range.count);
  return text;
}

std::string words_of(std::chrono::milliseconds time) {
  return fmt::format("{:g} s", std::chrono::duration<double>(time).count());
}

std::string phrase_of(const MapIdRanges& work) {
  std::string rows;
  for (const IdRange& range : work.ranges)
    rows += fmt::format("{}{} {} {}", rows.empty() ? "" : ", ", range.inside, range.outside, range.count);
  const std::string_view who = work.kind == IdKind::user ? "users" : "groups";
  return fmt::format("map {} {} (inside, outside, count){}", who, rows,
                     work.helper.empty() ? "" : " by " + visible(work.helper));
}

void leave_unwatched(Plan& plan) {
  plan.supervision.watch.reset();
  for (std::vector<Step>* const list : {&plan.lockdown, &plan.start})
    for (Step& step : *list)
      if (auto* const filter = std::get_if<FilterSyscalls>(&step.action)) filter->telling.clear();
}

void check_only(Plan& plan) {
  plan.execute.ending = Ending::check;
  leave_unwatched(plan);
}

std::string text_of(const Plan& plan) {
  std::size_t number = 0;
  std::string text = "new namespaces: " + words_of_namespaces(plan.unshare) + "\n";
  append_preparation(text, plan.before, number);
  if (!plan.while_waiting.empty()) text += "while the first process waits\n";
  for (const MapIdRanges& work : plan.while_waiting) append_line(text, ++number, phrase_of(work), work.origin);
  append_stage(text, "build what the command sees", plan.world, number);
  append_stage(text, "give up rights", plan.ruleset, number);
  append_steps(text, plan.lockdown, number);
  append_stage(text, "start the command", plan.start, number);
  text += "      environment" + names_of(plan.execute.envp) + "\n";
  for (const int fd : plan.execute.pass_fds) text += fmt::format("      keep descriptor {}\n", fd);
  append_line(text, ++number, phrase_of_execution(plan.execute), plan.execute.origin);
  if (plan.execute.as_first_process)
    append_remark(text, "as the first process, pid 1 of a namespace of its own", *plan.execute.as_first_process);
  if (!plan.guard.empty()) append_stage(text, "confine the first process", plan.guard, number);
  if (const std::optional<TimeLimit>& limit = plan.supervision.time_limit)
    append_remark(text,
                  fmt::format("after {} send it SIGTERM, and end all {} later", words_of(limit->until_asked),
                              words_of(limit->until_killed)),
                  limit->origin);
  for (const AwaitedName& name : plan.supervision.awaited)
    append_remark(text, "afterwards, tell of a new " + shell_word(name.path.text()), name.origin);
  return text;
}

}  // namespace sandbox::steps
