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
    return ":profile:{_alternative 'names:built-in:(" + built_in_names(" ") + ")' 'files:file:_files'}";
  if (takes_path(option)) return ":path:_files";
  if (takes_variable(option)) return ":variable:_parameters";
  return takes_value(option) ? ":" + std::string(option.value) + ":" : "";
}

}  // namespace

std::string bash_completion() {
  std::string text =
      "# bash completion for sandbox\n"
      "_sandbox() {\n"
      "  local i word\n"
      "  # The first word that is no option begins the command, which is completed as if it stood alone.\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    word=${COMP_WORDS[i]}\n"
      "    case $word in\n";
  text += "      " + spellings("|", takes_value) + ") ((i++)) ;;\n";
  text +=
      "      --) _command_offset $((i + 1)); return ;;\n"
      "      -*|=) ;;\n"
      "      *) _command_offset \"$i\"; return ;;\n"
      "    esac\n"
      "  done\n"
      "  word=${COMP_WORDS[COMP_CWORD]}\n"
      "  case ${COMP_WORDS[COMP_CWORD - 1]} in\n";
  text += "    " + spellings("|", takes_profile) + ") COMPREPLY=($(compgen -W '" + built_in_names(" ") +
          "' -- \"$word\") $(compgen -f -X '!*.toml' -- \"$word\")) ;;\n";
  text += "    " + spellings("|", takes_path) + ") COMPREPLY=($(compgen -f -- \"$word\")) ;;\n";
  text += "    " + spellings("|", takes_variable) + ") COMPREPLY=($(compgen -e -- \"$word\")) ;;\n";
  text += "    *)\n      if [[ $word == -* ]]; then\n        COMPREPLY=($(compgen -W '" +
          spellings(" ", [](const Option&) { return true; }) +
          "' -- \"$word\"))\n"
          "      else\n"
          "        _command_offset \"$COMP_CWORD\"\n"
          "      fi\n"
          "      ;;\n"
          "  esac\n"
          "}\n"
          "complete -F _sandbox sandbox\n";
  return text;
}

std::string zsh_completion() {
  std::string text = "#compdef sandbox\n\n_arguments -S -A '-*' \\\n";
  for (const Option& option : options) {
    const std::string help = "[" + quoted_help(option.help, "[]:") + "]";
    const std::string repeat = option.repeatable ? "*" : "";
    const std::string action = quoted_help(zsh_action(option), "");
    if (option.short_name != 0)
      text += "  '" + repeat + "-" + std::string(1, option.short_name) + help + action + "' \\\n";
    text += "  '" + repeat + "--" + std::string(option.name) + help + action + "' \\\n";
  }
  return text + "  '*::command:_normal'\n";
}

std::string fish_completion() {
  std::string text = "complete -c sandbox -f -a '(__fish_complete_subcommand)'\n";
  for (const Option& option : options) {
    text += "complete -c sandbox";
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
