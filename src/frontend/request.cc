// See request.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/request.h"

#include <algorithm>
#include <optional>

#include "frontend/choice.h"
#include "frontend/command_line.h"
#include "frontend/inheritance.h"
#include "frontend/profile_reader.h"
#include "policy/variables.h"
#include "support/error.h"

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

void apply_option(policy::Policy& policy, const Given& given) {
  switch (given.option->meaning) {
    case Meaning::path_entry: return apply_path(policy, given);
    case Meaning::variable: return apply_variable(policy, given.value);
    case Meaning::assignment: return apply_assignment(policy, given.value);
    case Meaning::profile:
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

Request read(int argc, const char* const* argv, const Surroundings& surroundings) {
  CommandLine line = parse_command_line(argc, argv);
  if (find_given(line, Meaning::help) != nullptr) return only_text(Mode::help, help_text());
  if (find_given(line, Meaning::version) != nullptr) return only_text(Mode::version, "sandbox " SANDBOX_VERSION "\n");
  Request request;
  request.mode = mode_of(line);
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
  if (find_given(line, Meaning::quiet) != nullptr) return request;
  request.warning = std::move(choice.warning);
  request.reason = std::move(choice.reason);
  return request;
}

}  // namespace sandbox::frontend
