// See findings.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "control/findings.h"

#include <errno.h>
#include <fmt/format.h>
#include <set>

#include "planner/landlock.h"
#include "program_names.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::control {
namespace {

using Findings = std::vector<Finding>;

void append_with(std::string& text, std::string_view separator, std::string_view more) {
  if (!text.empty() && !more.empty()) text += separator;
  text += more;
}

std::string told(const RefusedLaunch& refused) {
  std::string text = refused.sentence;
  append_with(text, "; ", refused.hint.words);
  return text;
}

Finding of_launch(std::string_view subject, std::string_view command, const std::optional<RefusedLaunch>& refused) {
  if (!refused)
    return {.state = State::ok,
            .subject = subject,
            .sentence = fmt::format("every step of `{}` succeeds", command),
            .repair = {}};
  return {.state = State::missing,
          .subject = subject,
          .sentence = fmt::format("`{}` does not work: {}", command, told(*refused)),
          .repair = refused->hint.command};
}

// The first is about the machine; the second about the profile that is the caller's default, and about where he is.
void append_launches(const Examination& found, Findings& findings) {
  findings.push_back(of_launch("launch", SANDBOX_PROGRAM " -p base true", found.launch));
  if (!found.launch) findings.push_back(of_launch("launch from here", SANDBOX_PROGRAM " true", found.default_launch));
}

void append_namespaces(const Examination& found, Findings& findings) {
  constexpr std::string_view subject = "namespaces";
  for (const RefusedNamespace& one : found.namespaces) {
    std::string sentence = fmt::format("no {} namespace can be made: {}", one.kind, words_of_errno(one.error));
    append_with(sentence, "; ", one.hint.words);
    findings.push_back(
        {.state = State::missing, .subject = subject, .sentence = std::move(sentence), .repair = one.hint.command});
  }
  if (found.namespaces.empty())
    findings.push_back({.state = State::ok, .subject = subject, .sentence = "all kinds can be made", .repair = {}});
}

// Whether AppArmor is to blame, the refused step says; a profile that is loaded lets it pass.
Finding of_security_modules(const Around& around) {
  std::string sentence = around.modules.empty() ? "the kernel does not say which there are" : around.modules;
  if (around.apparmor) sentence += "; AppArmor keeps user namespaces from programs without a profile";
  return {.state = State::ok, .subject = "security modules", .sentence = std::move(sentence), .repair = {}};
}

Finding of_nesting(const Around& around) {
  std::string outer;
  if (around.user_namespace) append_with(outer, ", ", "in a user namespace");
  if (around.filter) append_with(outer, ", ", "under a system call filter");
  if (around.no_new_privileges) append_with(outer, ", ", "without new privileges (no_new_privs)");
  return {.state = State::ok,
          .subject = "nesting",
          .sentence = outer.empty() ? "in no container and no other sandbox"
                                    : fmt::format("this runs {}, as in a container or another sandbox", outer),
          .repair = {}};
}

void append_calls(const Examination& found, Findings& findings) {
  constexpr std::string_view subject = "system calls";
  for (const Asked& call : found.missing_calls)
    findings.push_back(
        {.state = State::missing,
         .subject = subject,
         .sentence = fmt::format("{} is not there: {}", kernel::name_of(call.failure.call), call.hint.words),
         .repair = call.hint.command});
  if (found.missing_calls.empty())
    findings.push_back({.state = State::ok, .subject = subject, .sentence = "all of a launch are there", .repair = {}});
}

Finding of_filters(const Examination& found) {
  if (found.filters.failure) {
    std::string sentence = "no filter can be made: " + words_of_errno(found.filters.failure.error);
    append_with(sentence, "; ", found.filters.hint.words);
    return {.state = State::missing, .subject = "seccomp", .sentence = std::move(sentence), .repair = {}};
  }
  return {.state = State::ok,
          .subject = "seccomp",
          .sentence = found.filter_notifications.failure ? "filters; not those that ask another process"
                                                         : "filters, also those that ask another process",
          .repair = {}};
}

Finding of_landlock(const LandlockSupport& support) {
  std::string gaps;
  for (const std::string& gap : planner::landlock_gaps(support)) append_with(gaps, "; ", gap);
  if (gaps.empty())
    return {.state = State::ok,
            .subject = "Landlock",
            .sentence = fmt::format("version {} of its interface", support.version),
            .repair = {}};
  return {.state = State::weaker,
          .subject = "Landlock",
          .sentence = fmt::format("{}; {}", gaps, planner::landlock_remedy(support)),
          .repair = {}};
}

// What only a profile asks for.
Finding of_option(std::string_view subject, std::string_view key, const Asked& asked) {
  if (!asked.failure)
    return {.state = State::ok, .subject = subject, .sentence = fmt::format("{} can be had", key), .repair = {}};
  // Nothing is lost where there is nothing to guard against.
  const State state = asked.failure.error == ENODEV ? State::ok : State::weaker;
  std::string sentence = fmt::format("{} is refused", key);
  append_with(sentence, ": ", asked.hint.empty() ? words_of_errno(asked.failure.error) : asked.hint.words);
  return {.state = state, .subject = subject, .sentence = std::move(sentence), .repair = asked.hint.command};
}

Finding of_clocks(bool clocks) {
  return {.state = clocks ? State::ok : State::weaker,
          .subject = "time namespaces",
          .sentence = clocks ? "namespaces.time can be had"
                             : "namespaces.time is refused: the kernel was built without them (CONFIG_TIME_NS), or "
                               "/proc does not show them",
          .repair = {}};
}

Finding of_subordinate_ids(const Examination& found) {
  constexpr std::string_view subject = "subordinate ids";
  if (found.launch)
    return {.state = State::ok, .subject = subject, .sentence = "not tried, since nothing starts", .repair = {}};
  if (!found.subordinate_ids)
    return {.state = State::ok, .subject = subject, .sentence = "user.subids can be had", .repair = {}};
  const RefusedLaunch& refused = *found.subordinate_ids;
  Finding finding{.state = State::weaker,
                  .subject = subject,
                  .sentence = "user.subids is refused: " + refused.sentence,
                  .repair = refused.hint.command};
  // What the planner refuses, it refuses with a command.
  if (refused.refused_by.empty())
    finding.repair = refused.hint.words;
  else
    append_with(finding.sentence, "; ", refused.hint.words);
  return finding;
}

Finding of_overlay(kernel::Failure failure) {
  return {.state = State::ok,
          .subject = "overlay",
          .sentence = failure ? fmt::format("no overlay in a user namespace ({}: {}); nothing needs one yet",
                                            kernel::name_of(failure.call), words_of_errno(failure.error))
                              : "can be mounted in a user namespace; nothing needs it yet",
          .repair = {}};
}

Finding of_control_group(const ControlGroup& group) {
  std::string sentence;
  if (group.directory.empty())
    sentence = "no control group of version 2 here";
  else if (group.delegated)
    sentence = fmt::format("{} is yours to divide, with {}", group.directory,
                           group.controllers.empty() ? "no controllers" : group.controllers);
  else
    sentence =
        fmt::format("{} is not yours to divide; `systemd-run --user --scope \"$SHELL\"` starts a shell in one that is",
                    group.directory);
  return {
      .state = State::ok, .subject = "control groups", .sentence = sentence + "; no key needs one yet", .repair = {}};
}

void append_helpers(const Examination& found, Findings& findings) {
  for (const Helper& helper : found.helpers)
    findings.push_back({.state = State::ok,
                        .subject = "helpers",
                        .sentence = fmt::format("{}: {}; nothing needs it yet", helper.program,
                                                helper.path.empty() ? "not installed" : helper.path),
                        .repair = {}});
}

void append_profiles(const Examination& found, Findings& findings) {
  constexpr std::string_view subject = "profiles";
  std::size_t fine = 0;
  for (const Listed& profile : found.profiles) {
    if (profile.problem.empty()) {
      ++fine;
      continue;
    }
    findings.push_back({.state = State::weaker,
                        .subject = subject,
                        .sentence = fmt::format("{} is broken: {}", profile.name, profile.problem),
                        .repair = SANDBOXCTL_PROGRAM " check " + shell_word(profile.name)});
  }
  findings.push_back(
      {.state = State::ok, .subject = subject, .sentence = fmt::format("{} without a problem", fine), .repair = {}});
}

// Many distributions give each user a group of his own, with his number.
bool is_shared(std::uint32_t group, const Caller& caller) { return group != caller.gid || caller.gid != caller.uid; }

// Who may write there decides what the next launch allows.
Finding of_directory(const ProfileDirectory& directory, const Caller& caller, bool user_namespace) {
  constexpr std::uint32_t nobody = 65534;  // whoever has no number in this user namespace
  constexpr std::uint32_t writable_by_group = 0020;
  constexpr std::uint32_t writable_by_others = 0002;
  constexpr std::uint32_t sticky = 01000;
  const bool by_others = (directory.mode & writable_by_others) != 0;
  const bool by_group = (directory.mode & writable_by_group) != 0 && is_shared(directory.group, caller);
  constexpr std::string_view subject = "profile directories";
  const std::string sudo = directory.owner == caller.uid ? "" : "sudo ";
  const std::string path = shell_word(directory.path);
  const auto weaker = [&](const std::string& why, const std::string& repair) {
    return Finding{.state = State::weaker,
                   .subject = subject,
                   .sentence = fmt::format("{} {}: profiles can be changed there", directory.path, why),
                   .repair = repair};
  };
  const bool is_outside = user_namespace && directory.owner == nobody;
  if (directory.owner != caller.uid && directory.owner != 0 && !is_outside)
    return weaker(fmt::format("belongs to user {}", directory.owner), "sudo chown root " + path);
  if (by_others && (directory.mode & sticky) != 0) return weaker("is a place for everybody, as /tmp is", "");
  if (by_others || by_group)
    return weaker(by_others ? "can be written by everybody" : "can be written by a group",
                  fmt::format("{}chmod go-w {}", sudo, path));
  std::string_view whose = directory.owner == caller.uid ? "yours" : "root's";
  if (is_outside) whose = "of a user outside of this user namespace";
  return {
      .state = State::ok, .subject = subject, .sentence = fmt::format("{} is {}", directory.path, whose), .repair = {}};
}

}  // namespace

std::string_view word_of(State state) {
  switch (state) {
    case State::ok: return "ok";
    case State::weaker: return "weaker";
    case State::missing: return "missing";
  }
  return {};
}

std::vector<Finding> findings_of(const Examination& found) {
  Findings findings;
  append_launches(found, findings);
  append_namespaces(found, findings);
  findings.push_back(of_security_modules(found.around));
  findings.push_back(of_nesting(found.around));
  append_calls(found, findings);
  findings.push_back(of_filters(found));
  findings.push_back(of_landlock(found.landlock));
  findings.push_back(of_option("write or execute", "process.memory_deny_write_execute", found.writable_code));
  findings.push_back(of_option("core scheduling", "process.core_scheduling", found.core_sharing));
  findings.push_back(of_clocks(found.clocks));
  findings.push_back(of_subordinate_ids(found));
  findings.push_back(of_overlay(found.overlay));
  findings.push_back(of_control_group(found.group));
  append_helpers(found, findings);
  append_profiles(found, findings);
  for (const ProfileDirectory& directory : found.directories)
    findings.push_back(of_directory(directory, found.caller, found.around.user_namespace));
  return findings;
}

// A command that helps against several findings stands below the first.
std::string text_of(const std::vector<Finding>& findings) {
  constexpr std::size_t state_width = 7;
  constexpr std::size_t subject_width = std::string_view("profile directories").size();
  std::set<std::string> told;
  std::string text;
  for (const Finding& finding : findings) {
    text += fmt::format("{:<{}}  {:<{}}  {}\n", word_of(finding.state), state_width, finding.subject, subject_width,
                        visible(finding.sentence));
    if (!finding.repair.empty() && told.insert(finding.repair).second)
      text += fmt::format("{:{}}{}\n", "", state_width + 2, visible(finding.repair));
  }
  return text;
}

}  // namespace sandbox::control
