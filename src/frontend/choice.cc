// See choice.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/choice.h"

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "frontend/conditions.h"
#include "frontend/embedded_profiles.h"
#include "frontend/profile_reader.h"
#include "frontend/profile_search.h"
#include "machine/places.h"
#include "program_names.h"
#include "support/error.h"
#include "support/pattern.h"
#include "support/quote.h"
#include "support/words.h"

namespace sandbox::frontend {
namespace {

constexpr const char* default_profile = "default";
// Who asks for a shell and says nothing else has nothing to show it.
constexpr const char* default_profile_of_shell = "base";
constexpr const char* default_profile_variable = "SANDBOX_PROFILE";
constexpr std::string_view project_file = "sandbox.toml";

Choice chosen(std::string word, const char* asked_by, std::string reason) {
  return {.word = std::move(word),
          .origin = {.place = asked_by, .key = {}},
          .reason = std::move(reason),
          .trust = {},
          .warning = {}};
}

// How well a pattern fits: a name spelt out better than any pattern, a longer pattern better than a shorter one.
std::size_t weight_of(std::string_view pattern) {
  constexpr std::size_t spelt_out = 1000;
  const auto stars = static_cast<std::size_t>(std::count(pattern.begin(), pattern.end(), '*'));
  return pattern.size() - stars + (is_pattern(pattern) ? 1 : spelt_out);
}

struct Fit {
  std::size_t weight = 0;  ///< 0: it does not fit
  std::string reason;
};

void improve(Fit& fit, std::string_view command, std::string_view pattern) {
  if (!fits_command(command, pattern) || weight_of(pattern) <= fit.weight) return;
  fit = {.weight = weight_of(pattern), .reason = "for " + shell_word(pattern)};
}

Fit fit_of(const policy::Match& match, const std::string& command, const Surroundings& surroundings) {
  Fit fit;
  for (const Sourced<std::string>& pattern : match.command) improve(fit, command, pattern.value);
  if (match.path_beneath.empty() || (!match.command.empty() && fit.weight == 0)) return fit;
  const Places places(surroundings.host());
  for (const Sourced<std::string>& directory : match.path_beneath)
    if (places.pwd() && places.pwd()->is_within(expand_path(directory.value, places, directory.origin)))
      return {.weight = fit.weight + directory.value.size(),
              .reason = fit.reason + (fit.reason.empty() ? "" : ", ") + "below " + shell_word(directory.value)};
  return {};
}

// The text of a profile without the word cannot have the table, and need not be read any further.
Fit fit_of(const FoundProfile& profile, const std::string& command, const Surroundings& surroundings) {
  if (profile.text.find("match") == std::string::npos) return {};
  return fit_of(Profile(profile.text, profile.place, profile.name).heritage().match, command, surroundings);
}

// What the build has read of the built-in profiles, so that a launch need not.
Fit fit_of_built_in(std::string_view name, std::string_view command) {
  Fit fit;
  for (const EmbeddedProfile& profile : embedded_profiles())
    if (profile.name == name)
      for (const std::string_view pattern : split(profile.commands, ' ')) improve(fit, command, pattern);
  return fit;
}

std::optional<Choice> choose_by_match(const std::string& command, const Surroundings& surroundings) {
  Fit best;
  std::string name;
  for (const FoundProfile& profile : all_profiles(surroundings)) {
    // One that cannot be read stands where the built-in one of its name stands, and is refused when it is picked.
    const bool is_known = profile.by == FoundBy::built_in || !profile.readable;
    Fit fit = is_known ? fit_of_built_in(profile.name, command) : fit_of(profile, command, surroundings);
    if (fit.weight <= best.weight) continue;
    best = std::move(fit);
    name = profile.name;
  }
  if (best.weight == 0) return std::nullopt;
  return chosen(std::move(name), "the command", std::move(best.reason));
}

// A file that came with the project could widen its own cage; it counts when the person has looked at it.
struct ProjectFile {
  std::string path;
  std::string text;
};

std::optional<ProjectFile> find_project_file(const Surroundings& surroundings) {
  std::optional<std::string> path = project_profile(surroundings);
  if (!path) return std::nullopt;
  auto content = surroundings.read_file(*path);
  if (auto* text = std::get_if<std::string>(&content)) return ProjectFile{*std::move(path), std::move(*text)};
  const int error = std::get<Unreadable>(content).error;
  if (error == ENOENT || error == ENOTDIR) return std::nullopt;
  return ProjectFile{*std::move(path), {}};
}

}  // namespace

std::optional<std::string> project_profile(const Surroundings& surroundings) {
  const Places places(surroundings.host());
  if (!places.project()) return std::nullopt;
  return (*places.project() / project_file).text();
}

Choice choose_profile(const std::string* named, const std::string& command, const Surroundings& surroundings) {
  if (named != nullptr) return chosen(*named, "--profile", {});
  if (std::optional<std::string> name = surroundings.variable(default_profile_variable); name && !name->empty())
    return chosen(*std::move(name), default_profile_variable, {});
  std::string warning;
  if (std::optional<ProjectFile> file = find_project_file(surroundings)) {
    Trust trust(surroundings);
    if (trust.has(real_path_of(file->path, surroundings), file->text)) {
      Choice choice = chosen(std::move(file->path), "the project", "trusted");
      choice.trust = std::move(trust);
      return choice;
    }
    warning = shell_word(file->path) +
              " is not trusted, and not used; look at it, then: " SANDBOXCTL_PROGRAM " trust " + shell_word(file->path);
  }
  const char* const otherwise = command.empty() ? default_profile_of_shell : default_profile;
  Choice choice = choose_by_match(command, surroundings).value_or(chosen(otherwise, "the default", "the default"));
  choice.warning = std::move(warning);
  return choice;
}

}  // namespace sandbox::frontend
