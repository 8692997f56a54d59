// See request.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/request.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <system_error>

#include "frontend/choice.h"
#include "frontend/command_line.h"
#include "frontend/inheritance.h"
#include "frontend/profile_reader.h"
#include "policy/variables.h"
#include "program_names.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::frontend {
namespace {

const Given* find_given(const CommandLine& line, Meaning meaning) {
  const auto found = std::find_if(line.options.begin(), line.options.end(),
                                  [&](const Given& given) { return given.option->meaning == meaning; });
  return found == line.options.end() ? nullptr : &*found;
}

// On the command line, unlike in a profile, a path may be relative to where the person stands.
std::string absolute_entry(const std::string& entry) {
  const bool relative = !entry.empty() && std::string_view("/~$!").find(entry.front()) == std::string_view::npos;
  return relative ? "${PWD}/" + entry : entry;
}

void apply_path(policy::Policy& policy, const Given& given) {
  Array list;
  list.push_back({.at = {}, .data = absolute_entry(given.value)});
  apply_flag(policy, "--" + std::string(given.option->name), given.option->key, {.at = {}, .data = std::move(list)});
}

void apply_variable(policy::Policy& policy, const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) {
    Array list;
    list.push_back({.at = {}, .data = text});
    return apply_flag(policy, "--env", "env.pass", {.at = {}, .data = std::move(list)});
  }
  // The shell has replaced its variables already; what is left of "$" is meant as it stands.
  Table table;
  table.push_back({text.substr(0, equals), {}, {.at = {}, .data = policy::literal_text(text.substr(equals + 1))}});
  apply_flag(policy, "--env", "env.set", {.at = {}, .data = std::move(table)});
}

int descriptor_of(const Given& given) {
  constexpr int highest = 1'048'575;
  const char* const end = given.value.data() + given.value.size();
  int number = -1;
  const auto [rest, error] = std::from_chars(given.value.data(), end, number);
  if (error == std::errc{} && rest == end && number >= 0 && number <= highest) return number;
  throw UsageError({.sentence = quoted(given.value) + " is not a descriptor",
                    .wanted_by = "--" + std::string(given.option->name),
                    .refused_by = {},
                    .hint = "a number such as 3, which the caller has opened: " SANDBOX_PROGRAM " … 3>file"});
}

void apply_descriptor(policy::Policy& policy, const Given& given) {
  Array list;
  list.push_back({.at = {}, .data = static_cast<std::int64_t>(descriptor_of(given))});
  apply_flag(policy, "--pass-fd", "process.pass_fds", {.at = {}, .data = std::move(list)});
}

// What a mistake is about comes last.
void hear_of_listeners(const CommandLine& line, Listeners& listeners) {
  const auto file = [&](Meaning meaning) {
    const Given* const given = find_given(line, meaning);
    return given == nullptr ? std::string() : given->value;
  };
  const auto descriptor = [&](Meaning meaning) {
    const Given* const given = find_given(line, meaning);
    return given == nullptr ? -1 : descriptor_of(*given);
  };
  if (find_given(line, Meaning::explain) != nullptr) return;
  listeners.report = find_given(line, Meaning::report) != nullptr;
  listeners.report_file = file(Meaning::report_json);
  listeners.pid_file = file(Meaning::pid_file);
  listeners.json_status = descriptor(Meaning::json_status_fd);
  listeners.info = descriptor(Meaning::info_fd);
  listeners.ready = descriptor(Meaning::ready_fd);
}

// False when one of them is no listener, either: the first mistake is the one to tell of.
bool can_hear_of_listeners(const CommandLine& line, Listeners& listeners) try {
  hear_of_listeners(line, listeners);
  return true;
} catch (const UsageError&) {
  return false;
}

CommandLine parse(int argc, const char* const* argv, Listeners& listeners) {
  CommandLine line;
  try {
    parse_command_line(argc, argv, line);
  } catch (const UsageError&) {
    static_cast<void>(can_hear_of_listeners(line, listeners));
    throw;
  }
  return line;
}

void apply_option(policy::Policy& policy, const Given& given) {
  switch (given.option->meaning) {
    case Meaning::path_entry: return apply_path(policy, given);
    case Meaning::variable: return apply_variable(policy, given.value);
    case Meaning::assignment: return apply_assignment(policy, given.value);
    case Meaning::descriptor: return apply_descriptor(policy, given);
    case Meaning::profile:
    case Meaning::json_status_fd:
    case Meaning::info_fd:
    case Meaning::ready_fd:
    case Meaning::pid_file:
    case Meaning::report:
    case Meaning::report_json:
    case Meaning::explain:
    case Meaning::dry_run:
    case Meaning::verbose:
    case Meaning::quiet:
    case Meaning::help:
    case Meaning::version: return;
  }
}

Mode mode_of(const CommandLine& line) {
  if (find_given(line, Meaning::explain) != nullptr) return Mode::explain;
  return find_given(line, Meaning::dry_run) != nullptr ? Mode::dry_run : Mode::run;
}

Request only_text(Mode mode, std::string text) {
  Request request;
  request.mode = mode;
  request.text = std::move(text);
  return request;
}

}  // namespace

Request read(int argc, const char* const* argv, const Surroundings& surroundings, Listeners* listeners) {
  Listeners nobody;
  Listeners& heard = listeners == nullptr ? nobody : *listeners;
  CommandLine line = parse(argc, argv, heard);
  if (find_given(line, Meaning::help) != nullptr) return only_text(Mode::help, help_text());
  if (find_given(line, Meaning::version) != nullptr)
    return only_text(Mode::version, SANDBOX_PROGRAM " " SANDBOX_VERSION "\n");
  Request request;
  request.mode = mode_of(line);
  hear_of_listeners(line, heard);
  request.verbose = find_given(line, Meaning::verbose) != nullptr;
  const std::string command = line.command.empty() ? "" : line.command.front();
  const Given* named = find_given(line, Meaning::profile);
  Choice choice = choose_profile(named == nullptr ? nullptr : &named->value, command, surroundings);
  const Reading reading{
      .surroundings = surroundings, .command = command, .trust = choice.trust ? &*choice.trust : nullptr};
  const Ancestry ancestry = apply_profile(request.policy, choice.word, choice.origin, reading);
  for (const Given& given : line.options) apply_option(request.policy, given);
  settle_provenance(request.policy, ancestry, surroundings);
  request.command = std::move(line.command);
  request.quiet = find_given(line, Meaning::quiet) != nullptr;
  if (request.quiet) return request;
  request.warning = std::move(choice.warning);
  request.reason = std::move(choice.reason);
  return request;
}

}  // namespace sandbox::frontend
