// See variables.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/variables.h"

#include <algorithm>
#include <utility>

#include "support/quote.h"

namespace sandbox::policy {
namespace {

constexpr std::string_view dollar_hint = "write \"${HOME}\" for a variable, or \"$$\" for a dollar sign";
constexpr std::string_view environment_prefix = "env:";
constexpr std::string_view otherwise_mark = ":-";
// Defaults within defaults; nobody needs more, and the stack has an end.
constexpr std::size_t deepest = 8;

void append_literal(std::vector<Piece>& pieces, std::string_view characters) {
  if (characters.empty()) return;
  if (!pieces.empty()) {
    if (auto* last = std::get_if<std::string>(&pieces.back().data)) {
      last->append(characters);
      return;
    }
  }
  pieces.push_back({std::string(characters)});
}

class Parser {
 public:
  Text parse(std::string_view rest, std::vector<Piece> before) {
    Text text{.pieces = std::move(before), .fault = {}};
    parse_onto(text.pieces, rest, 0);
    text.fault = std::move(fault_);
    return text;
  }

 private:
  void parse_onto(std::vector<Piece>& pieces, std::string_view rest, std::size_t depth) {
    if (depth > deepest) fault_ = Fault{"has defaults within defaults, more than 8 deep", {}};
    while (!rest.empty() && !fault_) {
      const std::size_t dollar = std::min(rest.find('$'), rest.size());
      append_literal(pieces, rest.substr(0, dollar));
      rest.remove_prefix(dollar);
      if (!rest.empty()) take_dollar(rest, pieces, depth);
    }
  }

  // Takes what begins with "$" off the front of `rest`.
  void take_dollar(std::string_view& rest, std::vector<Piece>& pieces, std::size_t depth) {
    if (rest.starts_with("$$")) {
      append_literal(pieces, "$");
      rest.remove_prefix(2);
      return;
    }
    if (!rest.starts_with("${")) {
      fault_ = Fault{"has a \"$\" that begins no variable", std::string(dollar_hint)};
      return;
    }
    const std::size_t end = end_of_variable(rest, 0);
    if (end == std::string_view::npos) {
      fault_ = Fault{"has a \"${\" without its \"}\"", std::string(dollar_hint)};
      return;
    }
    take_reference(rest.substr(2, end - 2), pieces, depth);
    rest.remove_prefix(end + 1);
  }

  // What stands between "${" and "}".
  void take_reference(std::string_view inner, std::vector<Piece>& pieces, std::size_t depth) {
    Reference reference;
    const std::size_t mark = inner.find(otherwise_mark);
    const std::string_view name = inner.substr(0, mark);
    if (name.starts_with(environment_prefix))
      take_environment_name(name.substr(environment_prefix.size()), reference);
    else if (const std::optional<Variable> variable = value_of<Variable>(name))
      reference.name = *variable;
    else
      refuse_unknown(name);
    if (mark != std::string_view::npos && !fault_) {
      reference.otherwise.emplace();
      parse_onto(*reference.otherwise, inner.substr(mark + otherwise_mark.size()), depth + 1);
    }
    pieces.push_back({std::move(reference)});
  }

  void take_environment_name(std::string_view name, Reference& reference) {
    if (name.empty() || name.find_first_of("=${}") != std::string_view::npos)
      fault_ = Fault{"names " + quoted(name) + ", which is no environment variable", "as in \"${env:EDITOR}\""};
    reference.name = std::string(name);
  }

  void refuse_unknown(std::string_view name) {
    const std::vector<std::string_view> known = all_words<Variable>();
    fault_ = Fault{"names ${" + std::string(name) + "}, which is no variable" + did_you_mean(name, known),
                   "sandbox-profile(5) lists them; one of the environment is written \"${env:NAME}\""};
  }

  Verdict fault_;
};

// `is_meant` is asked about each variable; about one of the environment with none.
template <class IsMeant>
bool names_any(const std::vector<Piece>& pieces, IsMeant is_meant) {
  return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
    const auto* reference = std::get_if<Reference>(&piece.data);
    return reference != nullptr && is_meant(std::get_if<Variable>(&reference->name));
  });
}

}  // namespace

bool Text::may_surprise() const {
  return names_any(pieces, [](const Variable* variable) { return variable == nullptr || *variable != Variable::home; });
}

bool Text::depends_on_directory() const {
  return names_any(pieces, [](const Variable* variable) {
    return variable != nullptr && (*variable == Variable::pwd || *variable == Variable::project);
  });
}

Text parse_text(std::string_view text) { return Parser().parse(text, {}); }

Text parse_path(std::string_view text) {
  if (!text.starts_with('~')) return parse_text(text);
  text.remove_prefix(1);
  if (!text.empty() && text.front() != '/')
    return {.pieces = {}, .fault = Fault{"names another user's home by \"~\"", "write the whole path"}};
  return Parser().parse(text, {{Reference{.name = Variable::home, .otherwise = {}}}});
}

std::string literal_text(std::string_view characters) {
  std::string text;
  text.reserve(characters.size());
  for (const char c : characters) {
    if (c == '$') text += '$';
    text += c;
  }
  return text;
}

std::string_view meaning_of(Variable variable) {
  switch (variable) {
    case Variable::home: return "the caller's home on the host: HOME, else what passwd(5) says";
    case Variable::user: return "the caller's name in passwd(5)";
    case Variable::uid: return "the caller's user id on the host";
    case Variable::gid: return "the caller's group id on the host";
    case Variable::pwd: return "the current directory";
    case Variable::project: return "the nearest directory above with a .git of the caller's own, else the current one";
    case Variable::profile: return "the profile's name";
    case Variable::profile_dir: return "the directory of the file in which the variable stands";
    case Variable::state_dir:
      return "what the profile keeps between launches: ${XDG_STATE_HOME}/sandbox/${PROFILE}, with a hash of its path "
             "behind it where it was named by one";
    case Variable::cache_dir: return "what it may lose: ${XDG_CACHE_HOME}/sandbox/${PROFILE}, or with that hash";
    case Variable::tmpdir: return "the caller's TMPDIR, else /tmp";
    case Variable::xdg_runtime_dir: return "as the environment has it; without a default of its own";
    case Variable::xdg_config_home: return "as the environment has it, else ${HOME}/.config";
    case Variable::xdg_data_home: return "as the environment has it, else ${HOME}/.local/share";
    case Variable::xdg_state_home: return "as the environment has it, else ${HOME}/.local/state";
    case Variable::xdg_cache_home: return "as the environment has it, else ${HOME}/.cache";
    case Variable::xdg_desktop_dir:
    case Variable::xdg_documents_dir:
    case Variable::xdg_download_dir:
    case Variable::xdg_music_dir:
    case Variable::xdg_pictures_dir:
    case Variable::xdg_publicshare_dir:
    case Variable::xdg_templates_dir:
    case Variable::xdg_videos_dir: return "as user-dirs.dirs(5) has it";
  }
  return {};
}

std::size_t end_of_variable(std::string_view text, std::size_t start) {
  std::size_t open = 0;
  for (std::size_t i = start; i < text.size(); ++i) {
    if (text.substr(i).starts_with("$$")) {
      ++i;
    } else if (text.substr(i).starts_with("${")) {
      ++open;
    } else if (text[i] == '}' && --open == 0) {
      return i;
    }
  }
  return std::string_view::npos;
}

}  // namespace sandbox::policy
