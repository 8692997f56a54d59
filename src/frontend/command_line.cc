// Splits argv at the first word that is no option, and gives CLI11 only what stands in front of it: CLI11 2.1 would
// take brackets off the command's arguments ('[a-z]' becomes a-z). The only file that includes it.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <string_view>

#include "program_names.h"
#include "support/error.h"
#include "support/words.h"

namespace sandbox::frontend {
namespace {

[[noreturn]] void refuse(std::string sentence) {
  throw UsageError({.sentence = std::move(sentence),
                    .wanted_by = {},
                    .refused_by = {},
                    .hint = SANDBOX_PROGRAM " --help lists the options"});
}

[[noreturn]] void refuse_unknown(std::string_view name) {
  if (std::find(later_options.begin(), later_options.end(), name) != later_options.end())
    refuse("--" + std::string(name) + " is not supported yet");
  std::vector<std::string_view> names;
  names.reserve(options.size());
  for (const Option& option : options) names.push_back(option.name);
  const auto guess = nearest(name, names);
  refuse("there is no option --" + std::string(name) + (guess ? ", did you mean --" + std::string(*guess) + "?" : ""));
}

// True when the word's last option takes the next word as its value.
bool takes_next_word(std::string_view word) {
  if (word.starts_with("--")) {
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(2, equals == std::string_view::npos ? equals : equals - 2);
    const Option* option = find_option(name);
    if (option == nullptr) refuse_unknown(name);
    if (option->value.empty() && equals != std::string_view::npos) refuse("--" + std::string(name) + " takes no value");
    return !option->value.empty() && equals == std::string_view::npos;
  }
  for (std::size_t i = 1; i < word.size(); ++i) {
    const Option* option = find_option(word[i]);
    if (option == nullptr) refuse("there is no option -" + std::string(1, word[i]));
    if (!option->value.empty()) return i + 1 == word.size();
  }
  return false;
}

bool is_option(std::string_view word) { return word.size() > 1 && word.front() == '-'; }

// How many words belong to the launcher, the program's name included.
int count_own_words(int argc, const char* const* argv) {
  int end = 1;
  while (end < argc && is_option(argv[end]) && std::string_view(argv[end]) != "--") {
    const char* const word = argv[end];
    end += takes_next_word(word) ? 2 : 1;
    if (end > argc) refuse(std::string(word) + " lacks its value");
  }
  return end;
}

std::string spelling(const Option& option) {
  const std::string name = "--" + std::string(option.name);
  return option.short_name == 0 ? name : std::string{'-', option.short_name, ','} + name;
}

using Parsed = std::map<const CLI::Option*, const Option*>;

Parsed declare(CLI::App& app) {
  Parsed parsed;
  app.set_help_flag();
  for (const Option& option : options) {
    CLI::Option* declared = option.value.empty() ? app.add_flag(spelling(option)) : app.add_option(spelling(option));
    // Without this, a value in brackets would be taken for a list.
    if (!option.value.empty()) declared->expected(1)->allow_extra_args(false);
    declared->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    parsed.emplace(declared, &option);
  }
  return parsed;
}

std::vector<Given> parse_options(int argc, const char* const* argv) try {
  CLI::App app;
  const Parsed parsed = declare(app);
  app.parse(argc, argv);
  std::map<const CLI::Option*, std::size_t> seen;
  std::vector<Given> given;
  for (const CLI::Option* declared : app.parse_order()) {
    const Option* option = parsed.at(declared);
    const std::size_t index = seen[declared]++;
    if (index > 0 && !option->repeatable) refuse("--" + std::string(option->name) + " is given twice");
    given.push_back({option, option->value.empty() ? std::string() : declared->results().at(index)});
  }
  return given;
} catch (const CLI::ParseError& error) {
  refuse(error.what());
}

}  // namespace

CommandLine parse_command_line(int argc, const char* const* argv) {
  const int own = count_own_words(argc, argv);
  const bool separated = own < argc && std::string_view(argv[own]) == "--";
  CommandLine line;
  if (own > 1) line.options = parse_options(own, argv);
  line.command.assign(argv + std::min(argc, own + (separated ? 1 : 0)), argv + argc);
  return line;
}

}  // namespace sandbox::frontend
