// The launcher: words, policy, plan, deed. The only place that prints an error.
//
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <cstdlib>
#include <errno.h>
#include <exception>
#include <fcntl.h>
#include <new>
#include <optional>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

#include "denials/watcher.h"
#include "frontend/request.h"
#include "frontend/summary.h"
#include "frontend/trust.h"
#include "kernel/files.h"
#include "launch/aftermath.h"
#include "launch/announcer.h"
#include "launch/elevation.h"
#include "launch/launch.h"
#include "launch/told.h"
#include "machine/places.h"
#include "planner/planner.h"
#include "policy/policy.h"
#include "policy/variables.h"
#include "program_names.h"
#include "steps/plan.h"
#include "support/error.h"
#include "support/paths.h"
#include "support/quote.h"

namespace {

using namespace sandbox;

// What was asked for was text, and text that could not be written was not given.
int print(const std::string& text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (!written)
    throw SystemError({.sentence = "cannot write to standard output", .wanted_by = {}, .refused_by = {}, .hint = {}});
  return EXIT_SUCCESS;
}

int complain(const Complaint& complaint, ExitStatus status) {
  launch::say(complaint.text());
  return static_cast<int>(status);
}

void say(const std::string& line) {
  std::fputs((std::string(SANDBOX_PROGRAM ": ") + visible(line) + "\n").c_str(), stderr);
}

// Which profile was picked without being named, and what it allows: at a terminal, and the same once a day.
void tell_choice(const frontend::Request& request, const Places& places) {
  const std::string& name = request.policy.name.value;
  const std::string summary = frontend::summary_of(request.policy, places);
  const std::string digest = frontend::sha256_of(name + ": " + summary);
  if (launch::told_already(places.state_directory().text(), digest) && !request.verbose) return;
  say("profile " + name + " (" + request.reason + "): " + summary + "; -p names another, -q silences this");
}

// To whom a shell is given that nobody named.
void tell_shell(const frontend::Request& request, const Places& places) {
  say("a shell in a sandbox, profile " + request.policy.name.value + ": " +
      frontend::summary_of(request.policy, places) + "; exit or Ctrl-D leaves it");
}

// For a person alone: never in scripts.
void tell_person(const frontend::Request& request, const Host& host) {
  if (request.quiet || isatty(STDERR_FILENO) != 1) return;
  const bool is_shell = request.command.empty() && request.policy.process.command.value.empty();
  if (is_shell)
    tell_shell(request, Places(host));
  else if (!request.reason.empty())
    tell_choice(request, Places(host));
}

// A profile that was found by its name is added to by files of one's own; one that was named by its path says all.
std::string drop_in_for(const policy::Policy& policy, const Places& places) {
  if (policy.provenance.state_name != policy.name.value)
    return policy.provenance.files.empty() ? "the profile" : policy.provenance.files.front();
  const std::string file = places.value_of(policy::Variable::xdg_config_home, {}).value_or("~/.config") +
                           "/sandbox/profiles/" + policy.name.value + ".d/local.toml";
  const std::optional<HostPath> path = HostPath::parse(file);
  kernel::FileFacts facts;
  const bool is_new = path && kernel::inspect_entry(AT_FDCWD, path->c_str(), facts).error == ENOENT;
  const bool is_at_home = path && !places.home().is_root() && path->is_within(places.home());
  return (is_at_home ? "~" + std::string(path->below(places.home())) : file) +
         (is_new ? ", which begins with version = 1" : "");
}

denials::Launch onlooking(const frontend::Request& request, const Host& host) {
  return {.subject = {.profile = request.policy.name.value,
                      .command = request.command.empty() ? std::string() : request.command.front()},
          .command = request.command,
          .home = [&host] { return Places(host).home().text(); },
          .drop_in = [&] { return drop_in_for(request.policy, Places(host)); },
          .quiet = request.quiet};
}

int launch_command(const frontend::Request& request, steps::Plan& plan, launch::Announcer& announcer, int argc,
                   char** argv) {
  policy::check(request.policy);
  const Host& host = frontend::real_surroundings().host();
  plan = planner::plan(request.policy, request.command, host);
  if (request.mode == frontend::Mode::explain) return print(steps::text_of(plan));
  if (!request.warning.empty()) say(request.warning);
  tell_person(request, host);
  if (request.verbose)
    for (const std::string& note : plan.notes) say(note);
  const bool dry = request.mode == frontend::Mode::dry_run;
  if (dry) steps::check_only(plan);
  launch::conceal_options(argc, argv, static_cast<int>(request.command.size()));
  std::optional<denials::Watcher> watcher;
  if (plan.supervision.watch) watcher.emplace(plan, onlooking(request, host));
  const int status = launch::run(plan, announcer, watcher ? &*watcher : nullptr);
  if (dry && status == EXIT_SUCCESS) std::fputs(SANDBOX_PROGRAM ": every step succeeded; nothing was run\n", stderr);
  return status;
}

// With less of it the launcher would end without a word somewhere, an exception among the first.
std::optional<Complaint> small_stack() {
  constexpr rlim_t bytes_in_a_kib = 1024;
  constexpr rlim_t needed = 256;
  rlimit stack{};
  if (getrlimit(RLIMIT_STACK, &stack) != 0 || stack.rlim_cur >= needed * bytes_in_a_kib) return std::nullopt;
  return Complaint{.sentence = "the stack may have " + std::to_string(stack.rlim_cur / bytes_in_a_kib) +
                               " KiB, and " SANDBOX_PROGRAM " needs " + std::to_string(needed),
                   .wanted_by = {},
                   .refused_by = "the limit of the caller (RLIMIT_STACK)",
                   .hint = "`ulimit -s 8192` raises it; limits.rlimit.stack is for the command alone"};
}

// False when they cannot be told: the first mistake is the one to tell of.
bool can_tell(const Listeners& listeners, const Error& error) try {
  launch::Announcer(listeners).failed(error.complaint(), error.status());
  return true;
} catch (const Error&) {
  return false;
}

// Who is to be told of the launch is told, too, that its words were wrong, in place of what an older one has left.
frontend::Request read_words(int argc, char** argv, Listeners& listeners) try {
  return frontend::read(argc, argv, frontend::real_surroundings(), &listeners);
} catch (const Error& error) {
  static_cast<void>(can_tell(listeners, error));
  throw;
}

}  // namespace

int main(int argc, char** argv) try {
  program_name = SANDBOX_PROGRAM;
  // Nothing of ours may land on a standard descriptor that the caller left closed.
  std::set_new_handler(end_without_memory);
  if (kernel::occupy_standard_descriptors()) return static_cast<int>(ExitStatus::launcher_failed);
  if (const auto complaint = small_stack()) return complain(*complaint, ExitStatus::launcher_failed);
  launch::refuse_elevation(launch::real_rights());
  Listeners listeners;
  const frontend::Request request = read_words(argc, argv, listeners);
  switch (request.mode) {
    case frontend::Mode::help:
    case frontend::Mode::version: return print(request.text);
    case frontend::Mode::run:
    case frontend::Mode::explain:
    case frontend::Mode::dry_run: break;
  }
  steps::Plan plan;
  int status = EXIT_SUCCESS;
  {
    launch::Announcer announcer(std::move(listeners));
    try {
      status = launch_command(request, plan, announcer, argc, argv);
    } catch (const Error& error) {
      announcer.failed(error.complaint(), error.status());
      throw;
    }
  }
  // The kernel takes all memory back at once; destructors would walk through policy and plan before.
  std::_Exit(status);
} catch (const Error& error) {
  return complain(error.complaint(), error.status());
} catch (const std::exception& error) {
  return complain({.sentence = error.what(), .wanted_by = {}, .refused_by = {}, .hint = {}},
                  ExitStatus::launcher_failed);
}
