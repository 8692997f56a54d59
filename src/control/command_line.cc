// The command line of sandboxctl: a verb, its options and words. See verb.h.
//
// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <limits>

#include "control/verb.h"
#include "program_names.h"
#include "support/error.h"
#include "support/quote.h"
#include "support/words.h"

namespace sandbox::control {
namespace {

constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

constexpr auto all_verbs = std::to_array<Verb>({
    {"aliases", "bash|zsh|fish", "print aliases that run the commands of profiles in their sandboxes", "all",
     Words::shells, 1, tell_aliases},
    {"check", "NAME|FILE...", "say all that is wrong with profiles; status 1 when there is anything", "json",
     Words::profiles, any_number, check_profiles},
    {"diff", "NAME|FILE NAME|FILE", "say what the second profile allows and the first does not; status 1 when anything",
     "json", Words::profiles, 2, compare_profiles},
    {"doctor", "", "say whether launches work here, and how to repair it; status 1 when they do not", "json",
     Words::none, 0, examine_and_tell},
    {"list", "", "list all profiles", "names json", Words::none, 0, list_profiles},
    {"show", "NAME|FILE", "show all that a profile means, each value with the line that set it", "all toml json",
     Words::profiles, 1, show_profile},
    {"syscalls", "[@GROUP|NAME]", "list groups of system calls, or say what is known of one", "profile",
     Words::syscalls, 1, tell_syscalls},
    {"test", "NAME|FILE...", "try in its sandbox what a profile promises with [[test]]", "", Words::profiles,
     any_number, test_profiles},
    {"trust", "[FILE...]", "let a project's own profile be used, as it is now", "list revoke json", Words::files,
     any_number, trust_profiles},
});

[[noreturn]] void refuse(std::string sentence) {
  refuse_usage(std::move(sentence), SANDBOXCTL_PROGRAM " --help lists the verbs");
}

// With the short form first, as --help has them and, without a blank, the parser.
std::string spellings(const ControlOption& option, std::string_view between) {
  return (option.short_name == 0 ? "" : fmt::format("-{}{}", option.short_name, between)) +
         fmt::format("--{}", option.name);
}

std::string help_text() {
  std::string text = "Usage: " SANDBOXCTL_PROGRAM
                     " VERB [OPTION]... [WORD]...\nShows and explains what " SANDBOX_PROGRAM "(1) does.\n\n";
  for (const Verb& verb : verbs())
    text += fmt::format("  {:<28} {}\n", fmt::format("{} {}", verb.name, verb.takes), verb.help);
  text += "\n";
  for (const ControlOption& option : control_options)
    text += fmt::format("  {:<28} {}\n", fmt::format("{} {}", spellings(option, ", "), option.value), option.help);
  return text + "\nExit status: 0; 1 when the answer is no; 125 when " SANDBOXCTL_PROGRAM
                " failed. See " SANDBOXCTL_PROGRAM "(1).\n";
}

[[noreturn]] void refuse_verb(const std::string& word) {
  std::vector<std::string_view> names;
  for (const Verb& verb : verbs()) names.push_back(verb.name);
  refuse(fmt::format("there is no verb {}{}", sandbox::quoted(word), did_you_mean(word, names)));
}

[[noreturn]] void refuse_option(std::string_view word) {
  std::vector<std::string_view> names;
  for (const ControlOption& option : control_options) names.push_back(option.name);
  const std::string_view name = word.substr(0, word.find('='));
  const auto guess = name.starts_with("--") ? nearest(name.substr(2), names) : std::nullopt;
  refuse(fmt::format("there is no option {}{}", name, guess ? fmt::format(", did you mean --{}?", *guess) : ""));
}

Outcome run_verb(const Verb& verb, const Wanted& wanted, const frontend::Surroundings& surroundings) {
  if (wanted.words.size() > verb.most_words)
    refuse(fmt::format("{} takes {}, not {} as well", verb.name, verb.takes.empty() ? "no word" : verb.takes,
                       sandbox::quoted(wanted.words.back())));
  for (const ControlOption& option : control_options)
    if (!takes(verb, option) &&
        (wanted.has(option) || (option.name == profile_option.name && !wanted.profiles.empty())))
      refuse(fmt::format("{} takes no --{}", verb.name, option.name));
  return verb.run(wanted, surroundings);
}

}  // namespace

void refuse_usage(std::string sentence, std::string hint) {
  throw UsageError({.sentence = std::move(sentence), .wanted_by = {}, .refused_by = {}, .hint = std::move(hint)});
}

std::span<const Verb> verbs() { return all_verbs; }

bool takes(const Verb& verb, const ControlOption& option) {
  if (option.name == help_option.name || option.name == version_option.name) return true;
  const std::vector<std::string_view> names = split(verb.options, ' ');
  return std::find(names.begin(), names.end(), option.name) != names.end();
}

Outcome run(int argc, const char* const* argv, const frontend::Surroundings& surroundings) try {
  CLI::App app;
  app.set_help_flag();
  Wanted wanted;
  for (const ControlOption& option : control_options) {
    if (option.value.empty())
      app.add_flag_callback(spellings(option, ","), [&wanted, &option] { wanted.flags.push_back(option.name); });
    else
      app.add_option(spellings(option, ","), wanted.profiles)->allow_extra_args(false)->take_all();
  }
  app.add_option("words", wanted.words);
  app.allow_extras();
  app.parse(argc, argv);
  for (const std::string& unknown : app.remaining())
    if (unknown != "--") refuse_option(unknown);
  if (wanted.has(help_option)) return {help_text()};
  if (wanted.has(version_option)) return {SANDBOXCTL_PROGRAM " " SANDBOX_VERSION "\n"};
  if (wanted.words.empty()) refuse("there is no verb");
  const std::string name = wanted.words.front();
  wanted.words.erase(wanted.words.begin());
  for (const Verb& verb : verbs())
    if (verb.name == name) return run_verb(verb, wanted, surroundings);
  refuse_verb(name);
} catch (const CLI::ParseError& error) {
  refuse(error.what());
}

}  // namespace sandbox::control
