// The command line of sandboxctl: a verb, its options and words. See verb.h.
//
// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <array>
#include <fmt/format.h>

#include "control/verb.h"
#include "support/error.h"
#include "support/quote.h"
#include "support/words.h"

namespace sandbox::control {
namespace {

constexpr auto all_verbs = std::to_array<Verb>({
    {"syscalls", "[@GROUP|NAME]", "list groups of system calls, or say what is known of one", true, Words::syscalls, 1,
     tell_syscalls},
});

[[noreturn]] void refuse(std::string sentence) {
  throw UsageError({.sentence = std::move(sentence),
                    .wanted_by = {},
                    .refused_by = {},
                    .hint = "sandboxctl --help lists the verbs"});
}

std::string help_text() {
  std::string text = "Usage: sandboxctl VERB [OPTION]... [WORD]...\nShows and explains what sandbox(1) does.\n\n";
  for (const Verb& verb : verbs())
    text += fmt::format("  {:<28} {}\n", fmt::format("{} {}", verb.name, verb.takes), verb.help);
  text += "\n";
  for (const ControlOption& option : control_options)
    text += fmt::format("  {:<28} {}\n", fmt::format("-{}, --{} {}", option.short_name, option.name, option.value),
                        option.help);
  return text + "\nExit status: 0; 125 when sandboxctl failed. See sandboxctl(1).\n";
}

// As the parser wants its spellings.
std::string spellings(const ControlOption& option) { return fmt::format("-{},--{}", option.short_name, option.name); }

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

std::string run_verb(const Verb& verb, const Wanted& wanted, const frontend::Surroundings& surroundings) {
  if (wanted.words.size() > verb.most_words)
    refuse(fmt::format("{} takes {}, not {} as well", verb.name, verb.takes, sandbox::quoted(wanted.words.back())));
  if (!wanted.profiles.empty() && !verb.takes_profiles) refuse(fmt::format("{} takes no --profile", verb.name));
  return verb.run(wanted, surroundings);
}

}  // namespace

std::span<const Verb> verbs() { return all_verbs; }

std::string run(int argc, const char* const* argv, const frontend::Surroundings& surroundings) try {
  CLI::App app;
  app.set_help_flag();
  bool help = false;
  bool version = false;
  Wanted wanted;
  app.add_flag(spellings(help_option), help);
  app.add_flag(spellings(version_option), version);
  app.add_option(spellings(profile_option), wanted.profiles)->allow_extra_args(false)->take_all();
  app.add_option("words", wanted.words);
  app.allow_extras();
  app.parse(argc, argv);
  for (const std::string& unknown : app.remaining())
    if (unknown != "--") refuse_option(unknown);
  if (help) return help_text();
  if (version) return "sandboxctl " SANDBOX_VERSION "\n";
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
