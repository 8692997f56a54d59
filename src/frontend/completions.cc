// See completions.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/completions.h"

#include "frontend/options.h"
#include "frontend/settings.h"
#include "frontend/shell_text.h"
#include "program_names.h"

namespace sandbox::frontend {
namespace {

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
bool takes_assignment(const Option& option) { return option.meaning == Meaning::assignment; }
bool takes_value(const Option& option) { return !option.value.empty(); }

// Where zsh reads a specification, these have a meaning.
std::string escaped_for_zsh(std::string_view help) {
  std::string text;
  for (const char c : help) {
    if (std::string_view("[]:\\").find(c) != std::string_view::npos) text += '\\';
    text += c;
  }
  return text;
}

std::string zsh_action(const Option& option) {
  if (takes_profile(option)) return ":profile:_sandbox_profiles";
  if (takes_path(option)) return ":path:_files";
  if (takes_variable(option)) return ":variable:_parameters";
  if (takes_assignment(option)) return ":setting:_sandbox_settings";
  return takes_value(option) ? ":" + std::string(option.value) + ":" : "";
}

// What an option that is given once makes needless: itself.
std::string zsh_exclusion(const Option& option) {
  if (option.repeatable) return "*";
  const std::string name = "--" + std::string(option.name);
  return option.short_name == 0 ? "(" + name + ")" : "(-" + std::string(1, option.short_name) + " " + name + ")";
}

constexpr std::string_view bash_head = R"(_sandbox() {
  local i=1 option='' key='' first=0 word=${COMP_WORDS[COMP_CWORD]}
  # The first word that is no option begins the command, which is completed as if it stood alone.
  while ((i < COMP_CWORD)); do
    option=${COMP_WORDS[i++]}
    case $option in
)";

// The words between which a value stands, and the options that take one, come from the table.
constexpr std::string_view bash_values = R"()
        # To readline "=" and ":" are words: --profile=build is three, --ro /a:/b four.
        [[ ${COMP_WORDS[i]} != = ]] || ((i++))
        first=$i
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
complete -F _sandbox )" SANDBOX_PROGRAM "\n";

constexpr std::string_view fish_head =
    R"(# The command and its words, as far as they are typed; fails while there may still be options.
function __sandbox_command
    set -l words (commandline -opc)[2..] (commandline -ct)
    set -l begun 1
    while set -q words[2]
        if contains -- $words[1] )";

constexpr std::string_view fish_middle = R"fish(
            set -e words[1]
        else if test $words[1] = --
            set -e words[1]
            set begun 0
            break
        else if not string match -q -- '-*' $words[1]
            set begun 0
            break
        end
        set -e words[1]
    end
    set -l line
    while set -q words[2]
        set line "$line"(string escape -- $words[1])" "
        set -e words[1]
    end
    echo "$line$words"
    return $begun
end
function __sandbox_at_options
    not __sandbox_command >/dev/null
end
# The command is completed as if it stood alone.
complete -c )fish" SANDBOX_PROGRAM R"fish( -f -a '(complete -C (__sandbox_command | string collect))'
)fish";

// _sandbox_setting WORD KEY: offers keys, or with a key its values.
std::string settings_for_bash() {
  std::string keys;
  std::string values;
  for (const Setting& setting : settings()) {
    keys.append(" ").append(setting.key).append("=");
    std::string words;
    for (const SettingValue& value : setting.values) words.append(" ").append(value.word);
    if (words.empty()) continue;
    values.append("    ").append(setting.key).append(") _sandbox_offer \"$1\" < <(printf '%s\\n'");
    values.append(words).append(") ;;\n");
  }
  std::string text = "_sandbox_setting() {\n  case $2 in\n    '')\n      compopt -o nospace\n";
  text.append("      _sandbox_offer \"$1\" < <(printf '%s\\n'").append(keys).append(")\n      ;;\n");
  return text.append(values).append("  esac\n}\n");
}

std::string settings_for_zsh() {
  std::string keys;
  std::string values;
  for (const Setting& setting : settings()) {
    keys.append("      ").append(described_for_zsh(setting.key, setting.help)).append("\n");
    std::string words;
    for (const SettingValue& value : setting.values)
      words.append(" ").append(described_for_zsh(value.word, value.meaning));
    if (!words.empty()) values.append("      ").append(setting.key).append(") words=(").append(words).append(" ) ;;\n");
  }
  std::string text = "_sandbox_settings() {\n  local key=${PREFIX%%=*}\n  local -a words\n";
  text.append("  if compset -P 1 '*='; then\n    case $key in\n").append(values);
  text.append("    esac\n    _describe -t values value words\n  else\n    words=(\n").append(keys);
  return text.append("    )\n    _describe -t keys key words -S =\n  fi\n}\n");
}

// A candidate with its description, as fish's printf is given them.
std::string pair_for_fish(const std::string& candidate, std::string_view description) {
  return " " + in_fish_quotes(candidate) + " " + in_fish_quotes(description);
}

std::string settings_for_fish() {
  constexpr std::string_view print = "            printf '%s\\t%s\\n'";
  std::string keys;
  std::string values;
  for (const Setting& setting : settings()) {
    keys += pair_for_fish(setting.key + "=", setting.help);
    std::string words;
    for (const SettingValue& value : setting.values)
      words += pair_for_fish(setting.key + "=" + std::string(value.word), value.meaning);
    if (words.empty()) continue;
    values.append("        case '").append(setting.key).append("=*'\n").append(print).append(words).append("\n");
  }
  std::string text = "function __sandbox_settings\n    switch (string replace -- --set= '' (commandline -ct))\n";
  text.append(values).append("        case '*=*'\n        case '*'\n").append(print).append(keys);
  return text.append("\n    end\nend\n");
}

// What fish is told to offer as the value of an option.
std::string fish_value(const Option& option) {
  if (takes_profile(option)) return " -r -F -a '(__sandbox_profiles)'";
  if (takes_path(option)) return " -r -F";
  if (takes_variable(option)) return " -x -a '(set -nx)'";
  if (takes_assignment(option)) return " -x -a '(__sandbox_settings)'";
  return takes_value(option) ? " -x" : "";
}

}  // namespace

std::string bash_completion() {
  std::string text = "# bash completion for " SANDBOX_PROGRAM "\n" + profiles_for_bash() + settings_for_bash();
  text.append(bash_head).append("      ").append(spellings("|", takes_value)).append(bash_values);
  text.append("    ").append(spellings("|", takes_profile)).append(") _sandbox_profiles \"$word\" ;;\n");
  text.append("    ").append(spellings("|", takes_path));
  text.append(")\n      mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n      compopt -o filenames\n      ;;\n");
  text.append("    ").append(spellings("|", takes_variable));
  text.append(") mapfile -t COMPREPLY < <(compgen -e -- \"$word\") ;;\n");
  text.append("    ").append(spellings("|", takes_assignment));
  text.append(")\n      ((first >= COMP_CWORD)) || key=${COMP_WORDS[first]}\n");
  text.append("      _sandbox_setting \"$word\" \"$key\"\n      ;;\n");
  text.append("    '')\n      if [[ $word == -* ]]; then\n        mapfile -t COMPREPLY < <(compgen -W '");
  return text.append(spellings(" ", [](const Option&) { return true; })).append(bash_tail);
}

std::string zsh_completion() {
  std::string text =
      "#compdef " SANDBOX_PROGRAM "\n" + profiles_for_zsh() + settings_for_zsh() + "_arguments -S -A '-*' \\\n";
  for (const Option& option : options) {
    const std::string after = "[" + escaped_for_zsh(option.help) + "]" + zsh_action(option);
    const auto add = [&](const std::string& spelling) {
      text.append("  ").append(in_single_quotes(zsh_exclusion(option) + spelling + after)).append(" \\\n");
    };
    // A value may follow a letter at once, and a name after "="; or be the next word.
    if (option.short_name != 0) add(std::string{'-', option.short_name} + (takes_value(option) ? "+" : ""));
    add("--" + std::string(option.name) + (takes_value(option) ? "=" : ""));
  }
  // To zsh the "--" in front of a command is one of its words.
  return text + "  '*::command:{[[ $words[1] != -- ]] || { shift words; ((CURRENT--)) }; _normal}'\n";
}

std::string fish_completion() {
  std::string text = profiles_for_fish() + settings_for_fish();
  text.append(fish_head).append(spellings(" ", takes_value)).append(fish_middle);
  for (const Option& option : options) {
    text += "complete -c " SANDBOX_PROGRAM " -n __sandbox_at_options";
    if (option.short_name != 0) text += " -s " + std::string(1, option.short_name);
    text += " -l " + std::string(option.name) + fish_value(option) + " -d " + in_fish_quotes(option.help) + "\n";
  }
  return text;
}

}  // namespace sandbox::frontend
