// The variables of the profile language: ${HOME}, ${XDG_CACHE_HOME}, ${env:NAME}, ${NAME:-default}, "$$" for a dollar
// sign, and "~" where a path begins. Takes a text apart; what a variable stands for on this machine is not known here.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "policy/fault.h"
#include "support/words.h"

namespace sandbox::policy {

/// A variable that a text may name.
enum class Variable : std::uint8_t {
  home,
  user,
  uid,
  gid,
  pwd,
  project,
  profile,
  profile_dir,
  state_dir,
  cache_dir,
  tmpdir,
  xdg_runtime_dir,
  xdg_config_home,
  xdg_data_home,
  xdg_state_home,
  xdg_cache_home,
  xdg_desktop_dir,
  xdg_documents_dir,
  xdg_download_dir,
  xdg_music_dir,
  xdg_pictures_dir,
  xdg_publicshare_dir,
  xdg_templates_dir,
  xdg_videos_dir,
};

struct Piece;

/// A variable to be replaced: one of the language, or one of the caller's environment; and what stands for it when it
/// has no value.
struct Reference {
  std::variant<Variable, std::string> name;
  std::optional<std::vector<Piece>> otherwise;

  bool operator==(const Reference&) const;
};

/// A stretch of a text: as it stands, or a variable.
struct Piece {
  std::variant<std::string, Reference> data;

  bool operator==(const Piece&) const = default;
};

inline bool Reference::operator==(const Reference&) const = default;  // NOLINT(readability-redundant-inline-specifier)

/// A text taken apart. When it is malformed the fault says how, and the pieces mean nothing.
struct Text {
  std::vector<Piece> pieces;
  Verdict fault;

  /// True when it names a variable other than the home: when what it stands for may come as a surprise.
  bool may_surprise() const;
  /// True when it names the current directory, or the project.
  bool depends_on_directory() const;
};

/// Takes a text apart; "~" has no meaning in it.
Text parse_text(std::string_view text);

/// Takes a path apart: the same, and "~" or "~/…" at the start is the home directory. Does not ask that the path be
/// absolute.
Text parse_path(std::string_view text);

/// The text that stands for these very characters: every "$" doubled.
std::string literal_text(std::string_view characters);

/// What a variable stands for, in a few words for the manual.
std::string_view meaning_of(Variable variable);

/// Where the "}" stands that ends a variable which begins at `start` with "${"; npos when there is none.
std::size_t end_of_variable(std::string_view text, std::size_t start);

}  // namespace sandbox::policy

namespace sandbox {

template <>
inline constexpr auto words_of<policy::Variable> = std::to_array<Word<policy::Variable>>({
    {policy::Variable::home, "HOME"},
    {policy::Variable::user, "USER"},
    {policy::Variable::uid, "UID"},
    {policy::Variable::gid, "GID"},
    {policy::Variable::pwd, "PWD"},
    {policy::Variable::project, "PROJECT"},
    {policy::Variable::profile, "PROFILE"},
    {policy::Variable::profile_dir, "PROFILE_DIR"},
    {policy::Variable::state_dir, "STATE_DIR"},
    {policy::Variable::cache_dir, "CACHE_DIR"},
    {policy::Variable::tmpdir, "TMPDIR"},
    {policy::Variable::xdg_runtime_dir, "XDG_RUNTIME_DIR"},
    {policy::Variable::xdg_config_home, "XDG_CONFIG_HOME"},
    {policy::Variable::xdg_data_home, "XDG_DATA_HOME"},
    {policy::Variable::xdg_state_home, "XDG_STATE_HOME"},
    {policy::Variable::xdg_cache_home, "XDG_CACHE_HOME"},
    {policy::Variable::xdg_desktop_dir, "XDG_DESKTOP_DIR"},
    {policy::Variable::xdg_documents_dir, "XDG_DOCUMENTS_DIR"},
    {policy::Variable::xdg_download_dir, "XDG_DOWNLOAD_DIR"},
    {policy::Variable::xdg_music_dir, "XDG_MUSIC_DIR"},
    {policy::Variable::xdg_pictures_dir, "XDG_PICTURES_DIR"},
    {policy::Variable::xdg_publicshare_dir, "XDG_PUBLICSHARE_DIR"},
    {policy::Variable::xdg_templates_dir, "XDG_TEMPLATES_DIR"},
    {policy::Variable::xdg_videos_dir, "XDG_VIDEOS_DIR"},
});

}  // namespace sandbox
