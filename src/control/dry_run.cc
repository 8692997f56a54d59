// See dry_run.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "control/dry_run.h"

#include <exception>
#include <fcntl.h>
#include <fmt/format.h>
#include <initializer_list>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>

#include "control/own_process.h"
#include "denials/record.h"
#include "frontend/request.h"
#include "kernel/fd.h"
#include "kernel/files.h"
#include "launch/announcer.h"
#include "launch/elevation.h"
#include "launch/explain.h"
#include "launch/launch.h"
#include "planner/planner.h"
#include "program_names.h"
#include "support/error.h"
#include "support/words.h"

namespace sandbox::control {
namespace {

using kernel::Fd;

constexpr int works = 0;
constexpr int is_refused = 1;

// What the launch is about is no terminal and no output; where there is no /dev/null, both stay.
void leave_standard_descriptors() {
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nothing < 0) return;
  for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) static_cast<void>(::dup2(nothing, number));
}

void launch_dry(const std::vector<std::string>& words, const frontend::Surroundings& surroundings) {
  launch::refuse_elevation(launch::real_rights());
  std::vector<const char*> argv{SANDBOX_PROGRAM, "--dry-run"};
  for (const std::string& word : words) argv.push_back(word.c_str());
  const frontend::Request request = frontend::read(static_cast<int>(argv.size()), argv.data(), surroundings);
  policy::check(request.policy);
  steps::Plan plan = planner::plan(request.policy, request.command, surroundings.host());
  std::optional<denials::RecordTrial> record;
  if (plan.supervision.watch) record.emplace(*plan.supervision.watch);
  steps::check_only(plan);
  launch::Announcer nobody{Listeners{}};
  const int status = launch::run(plan, nobody, record ? &*record : nullptr);
  if (status != 0)
    throw SystemError({.sentence = fmt::format("what was to be executed ended with status {}", status),
                       .wanted_by = {},
                       .refused_by = {},
                       .hint = {}});
}

void tell(const Fd& pipe, std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text.append(part).append(1, '\0');
  static_cast<void>(kernel::write_all(pipe.number(), text.data(), text.size()));
}

int be_the_launcher(const std::vector<std::string>& words, const frontend::Surroundings& surroundings, const Fd& pipe) {
  try {
    leave_standard_descriptors();
    launch_dry(words, surroundings);
    return works;
  } catch (const launch::Refusal& refusal) {
    const Complaint& complaint = refusal.complaint();
    tell(pipe, {complaint.headline(), complaint.refused_by, refusal.hint().words, refusal.hint().command});
  } catch (const Error& error) {
    const Complaint& complaint = error.complaint();
    tell(pipe, {complaint.headline(), complaint.refused_by, complaint.hint, ""});
  } catch (const std::exception& error) {
    tell(pipe, {error.what(), "", "", ""});
  }
  return is_refused;
}

RefusedLaunch read_refusal(const std::string& text, int status) {
  constexpr std::size_t parts_told = 4;
  const std::vector<std::string_view> parts = split(text, '\0');
  if (parts.size() < parts_told)
    return {.sentence = fmt::format("the launcher ended with wait status {:#x}, and said nothing", status),
            .refused_by = {},
            .hint = {}};
  return {.sentence = std::string(parts[0]),
          .refused_by = std::string(parts[1]),
          .hint = {.words = std::string(parts[2]), .command = std::string(parts[3])}};
}

}  // namespace

std::optional<RefusedLaunch> try_launch(const std::vector<std::string>& words,
                                        const frontend::Surroundings& surroundings) {
  const auto act = [&](const Fd& pipe) { return be_the_launcher(words, surroundings, pipe); };
  const auto [told, status] = in_own_process(act);
  if (WIFEXITED(status) && WEXITSTATUS(status) == works) return std::nullopt;
  return read_refusal(told, status);
}

}  // namespace sandbox::control
