// Splits argv at the first word that is no option. What stands in front is read here, not by CLI11, which sandboxctl
// has: making its options known to it takes longer than all else that is read at a launch, it brings the streams of
// C++, which set themselves up at every start, and it would take brackets off values ('[a-z]' becomes a-z).
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/command_line.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

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

bool is_option(std::string_view word) { return word.size() > 1 && word.front() == '-'; }

// Reads options from the front of the words, and leaves the rest.
class Reader {
 public:
  Reader(int argc, const char* const* argv, std::vector<Given>& given)
      : next_(argv + std::min(argc, 1)), end_(argv + argc), given_(given) {}

  void read_options() {
    while (next_ != end_ && is_option(*next_)) {
      const std::string_view word = *next_++;
      if (word == "--") break;
      if (word.starts_with("--"))
        read_long(word);
      else
        read_short(word);
    }
  }

  std::vector<std::string> rest() const { return {next_, end_}; }

 private:
  // --name, --name=value, or --name value
  void read_long(std::string_view word) {
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(2, equals == std::string_view::npos ? equals : equals - 2);
    const Option* option = find_option(name);
    if (option == nullptr) refuse_unknown(name);
    std::optional<std::string_view> value;
    if (equals != std::string_view::npos) value = word.substr(equals + 1);
    if (option->value.empty() && value) refuse("--" + std::string(name) + " takes no value");
    add(*option, word.substr(0, equals), value);
  }

  // -a, -ab, -a value, or -avalue
  void read_short(std::string_view word) {
    for (std::size_t i = 1; i < word.size(); ++i) {
      const Option* option = find_option(word[i]);
      if (option == nullptr) refuse("there is no option -" + std::string(1, word[i]));
      const std::string_view behind = word.substr(i + 1);
      if (option->value.empty()) {
        add(*option, word, std::nullopt);
      } else {
        add(*option, word, behind.empty() ? std::nullopt : std::optional(behind));
        return;
      }
    }
  }

  void add(const Option& option, std::string_view typed, std::optional<std::string_view> value) {
    const bool is_again =
        std::any_of(given_.begin(), given_.end(), [&](const Given& g) { return g.option == &option; });
    if (!option.value.empty() && !value && next_ != end_)
      value = *next_++;
    else if (!option.value.empty() && value.value_or("").empty())
      refuse(std::string(typed) + " lacks its value");
    if (is_again && !option.repeatable) refuse("--" + std::string(option.name) + " is given twice");
    given_.push_back({&option, std::string(value.value_or(""))});
  }

  const char* const* next_;
  const char* const* end_;
  std::vector<Given>& given_;
};

}  // namespace

void parse_command_line(int argc, const char* const* argv, CommandLine& line) {
  Reader reader(argc, argv, line.options);
  reader.read_options();
  line.command = reader.rest();
}

}  // namespace sandbox::frontend
