// See completions.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/completions.h"

#include "frontend/embedded_profiles.h"
#include "frontend/options.h"

namespace sandbox::frontend {
namespace {

std::string built_in_names(std::string_view separator) {
  std::string names;
  for (const EmbeddedProfile& profile : embedded_profiles())
    names.append(names.empty() ? "" : separator).append(profile.name);
  return names;
}

// All spellings of the options that `wanted` is true for, with a separator between them.
template <class Wanted>
std::string spellings(std::string_view separator, Wanted wanted) {
  std::string text;
  const auto add = [&](const std::string& word) { text.append(text.empty() ? "" : separator).append(word); };
  for (const Option& option : options) {
    if (!wanted(option)) continue;
    if (option.short_name != 0) add(std::string{'-', option.short_name});
    add("--" + std::string(option.name));
  }
  return text;
}

bool takes_path(const Option& option) { return option.meaning == Meaning::path_entry; }
bool takes_profile(const Option& option) { return option.meaning == Meaning::profile; }
bool takes_variable(const Option& option) { return option.meaning == Meaning::variable; }
bool takes_value(const Option& option) { return !option.value.empty(); }

// For single quotes of zsh and fish, and zsh's own brackets.
std::string quoted_help(std::string_view help, std::string_view also_escaped) {
  std::string text;
  for (const char c : help) {
    if (c == '\'')
      text += "'\\''";
    else if (also_escaped.find(c) != std::string_view::npos)
      text.append("\\").append(1, c);
    else
      text += c;
  }
  return text;
}

std::string zsh_action(const Option& option) {
  if (takes_profile(option))
    return R"z(:profile:{_alternative "names\:built-in\:()z" + built_in_names(" ") + R"z()" "files\:file\:_files"})z";
  if (takes_path(option)) return ":path:_files";
  if (takes_variable(option)) return ":variable:_parameters";
  return takes_value(option) ? ":" + std::string(option.value) + ":" : "";
}

// What an option that is given once makes needless: itself.
std::string zsh_exclusion(const Option& option) {
  if (option.repeatable) return "*";
  const std::string name = "--" + std::string(option.name);
  return option.short_name == 0 ? "(" + name + ")" : "(-" + std::string(1, option.short_name) + " " + name + ")";
}

constexpr std::string_view bash_head = R"(# bash completion for sandbox
_sandbox() {
  local i=1 option='' word=${COMP_WORDS[COMP_CWORD]}
  # The first word that is no option begins the command, which is completed as if it stood alone.
  while ((i < COMP_CWORD)); do
    option=${COMP_WORDS[i++]}
    case $option in
)";

// The words between which a value stands, and the options that take one, come from the table.
constexpr std::string_view bash_values = R"()
        # To readline "=" and ":" are words: --profile=build is three, --ro /a:/b four.
        [[ ${COMP_WORDS[i]} != = ]] || ((i++))
        while [[ ${COMP_WORDS[i + 1]-} == [=:] ]]; do ((i += 2)); done
        ((i < COMP_CWORD)) || break
        ((i++))
        option=''
        ;;
      --) _command_offset "$i"; return ;;
      -*) option='' ;;
      *) _command_offset $((i - 1)); return ;;
    esac
  done
  [[ $word != [=:] ]] || word=''
  case $option in
)";

constexpr std::string_view bash_tail = R"(' -- "$word")
      else
        _command_offset "$COMP_CWORD"
      fi
      ;;
  esac
}
complete -F _sandbox sandbox
)";

constexpr std::string_view fish_head =
    R"(# True until the command begins: its own words are completed as if it stood alone.
function __sandbox_at_options
    set -l words (commandline -opc)
    set -l value_follows 0
    for word in $words[2..]
        if test $value_follows = 1
            set value_follows 0
        else if contains -- $word )";

constexpr std::string_view fish_middle = R"(
            set value_follows 1
        else if test $word = --; or not string match -q -- '-*' $word
            return 1
        end
    end
end
)";

}  // namespace

std::string bash_completion() {
  std::string text(bash_head);
  text.append("      ").append(spellings("|", takes_value)).append(bash_values);
  text.append("    ").append(spellings("|", takes_profile)).append(")\n");
  text.append("      mapfile -t COMPREPLY < <(compgen -W '").append(built_in_names(" "));
  text.append("' -- \"$word\"; compgen -f -X '!*.toml' -- \"$word\"; compgen -d -- \"$word\")\n");
  text.append("      compopt -o filenames\n      ;;\n");
  text.append("    ").append(spellings("|", takes_path)).append(")\n");
  text.append("      mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n      compopt -o filenames\n      ;;\n");
  text.append("    ").append(spellings("|", takes_variable));
  text.append(") mapfile -t COMPREPLY < <(compgen -e -- \"$word\") ;;\n");
  text.append("    '')\n      if [[ $word == -* ]]; then\n        mapfile -t COMPREPLY < <(compgen -W '");
  return text.append(spellings(" ", [](const Option&) { return true; })).append(bash_tail);
}

std::string zsh_completion() {
  std::string text = "#compdef sandbox\n\n_arguments -S -A '-*' \\\n";
  for (const Option& option : options) {
    const std::string before = "  '" + zsh_exclusion(option);
    const std::string after =
        "[" + quoted_help(option.help, "[]:") + "]" + quoted_help(zsh_action(option), "") + "' \\\n";
    // A value may follow a letter at once, and a name after "="; or be the next word.
    if (option.short_name != 0)
      text += before + "-" + std::string(1, option.short_name) + (takes_value(option) ? "+" : "") + after;
    text += before + "--" + std::string(option.name) + (takes_value(option) ? "=" : "") + after;
  }
  // To zsh the "--" in front of a command is one of its words.
  return text + "  '*::command:{[[ $words[1] != -- ]] || { shift words; ((CURRENT--)) }; _normal}'\n";
}

std::string fish_completion() {
  const std::string with_value = spellings(" ", takes_value);
  std::string text(fish_head);
  text.append(with_value).append(fish_middle);
  // What comes first is a letter: a name would be taken for an option of the function's own.
  text.append("complete -c sandbox -f -a '(__fish_complete_subcommand ").append(with_value).append(")'\n");
  for (const Option& option : options) {
    text += "complete -c sandbox -n __sandbox_at_options";
    if (option.short_name != 0) text += " -s " + std::string(1, option.short_name);
    text += " -l " + std::string(option.name);
    if (takes_profile(option)) text += " -r -F -a '" + built_in_names(" ") + "'";
    if (takes_path(option)) text += " -r -F";
    if (takes_value(option) && !takes_profile(option) && !takes_path(option)) text += " -x";
    text += " -d '" + quoted_help(option.help, "\\") + "'\n";
  }
  return text;
}

}  // namespace sandbox::frontend
