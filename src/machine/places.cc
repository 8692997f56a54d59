// See places.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "machine/places.h"

#include <fmt/format.h>
#include <utility>
#include <variant>
#include <vector>

#include "machine/accounts.h"
#include "machine/user_directories.h"
#include "support/error.h"
#include "support/quote.h"
#include "support/words.h"

namespace sandbox {
namespace {

HostPath home_of(const Host& host) {
  if (const std::optional<std::string_view> home = variable(host, "HOME"))
    if (const std::optional<HostPath> path = HostPath::parse(*home); path && !climbs(path->text())) return *path;
  const std::optional<Account> account = account_of(host, host.caller().uid);
  return account ? HostPath::parse(account->home).value_or(HostPath{}) : HostPath{};
}

HostPath real_path(const Host& host, const HostPath& path) {
  const Answer answer = host.find(path);
  const auto* found = std::get_if<Found>(&answer);
  return found != nullptr ? found->real : path;
}

bool holds_the_home(const HostPath& directory, const HostPath& real_home) {
  return directory.is_root() || real_home.is_within(directory);
}

// A .git that another user left in a shared directory must not widen what the sandbox opens; nor a link of theirs, that
// leads to something of the caller's.
bool is_a_project(const Host& host, const HostPath& directory) {
  const Answer answer = host.find(directory / ".git");
  const auto* found = std::get_if<Found>(&answer);
  return found != nullptr && found->links.empty() && found->owner == host.caller().uid;
}

HostPath project_of(const Host& host, const HostPath& pwd, const HostPath& real_home) {
  for (HostPath directory = pwd; !holds_the_home(directory, real_home); directory = directory.parent())
    if (is_a_project(host, directory)) return directory;
  return pwd;
}

std::string written(const policy::Reference& reference) {
  if (const auto* name = std::get_if<std::string>(&reference.name)) return "${env:" + *name + "}";
  return "${" + std::string(word_of(std::get<policy::Variable>(reference.name))) + "}";
}

[[noreturn]] void refuse_without_value(const policy::Reference& reference, const Origin& origin) {
  const std::string name = written(reference);
  const auto* variable = std::get_if<policy::Variable>(&reference.name);
  if (variable != nullptr && (*variable == policy::Variable::pwd || *variable == policy::Variable::project))
    throw PolicyError(name + " has no value: the current directory does not exist any more, or is out of reach", origin,
                      "change to an existing directory first");
  if (variable != nullptr && *variable == policy::Variable::profile_dir)
    throw PolicyError(name + " has no value: it stands for the directory of a profile's file, and this is none", origin,
                      "name the path");
  throw PolicyError(
      name + " has no value here", origin,
      fmt::format("set it, or say what stands for it then: {}:-DEFAULT}}", name.substr(0, name.size() - 1)));
}

std::string expand_pieces(const std::vector<policy::Piece>& pieces, const Places& places, const Origin& origin);

// A piece at the start of a path that is "/" must not give "//x", and tidying does that; here it is only text.
std::string expand_piece(const policy::Piece& piece, const Places& places, const Origin& origin) {
  if (const auto* literal = std::get_if<std::string>(&piece.data)) return *literal;
  const auto& reference = std::get<policy::Reference>(piece.data);
  const auto* name = std::get_if<std::string>(&reference.name);
  if (std::optional<std::string> value = name != nullptr
                                             ? places.value_of(*name)
                                             : places.value_of(std::get<policy::Variable>(reference.name), origin))
    return *std::move(value);
  if (!reference.otherwise) refuse_without_value(reference, origin);
  return expand_pieces(*reference.otherwise, places, origin);
}

std::string expand_pieces(const std::vector<policy::Piece>& pieces, const Places& places, const Origin& origin) {
  std::string expanded;
  for (const policy::Piece& piece : pieces) expanded += expand_piece(piece, places, origin);
  return expanded;
}

// PATH_MAX without the NUL.
constexpr std::size_t longest_path = 4095;

// Of a path that no system call takes, the beginning tells which one it is.
constexpr std::size_t most_shown = 60;

std::string expand_as_path(const std::string& text, const Places& places, const Origin& origin) {
  std::string path = expand(policy::parse_path(text), places, origin);
  if (path.size() > longest_path)
    throw PolicyError(fmt::format("{}… is longer than a path can be, which is {} bytes",
                                  shell_word(std::string_view(path).substr(0, most_shown)), longest_path),
                      origin, {});
  return path;
}

}  // namespace

Places::Places(const Host& host, ProfileNames names)
    : host_(&host),
      names_(std::move(names)),
      home_(home_of(host)),
      real_home_(real_path(host, home_)),
      pwd_(host.working_directory()) {}

const std::optional<HostPath>& Places::project() const {
  if (!project_ && pwd_) project_ = project_of(*host_, *pwd_, real_home_);
  return project_;
}

// The guard goes on protecting the home that is worth it: real_home_ stays.
Places Places::inside(const InnerPath& home) const {
  Places places = *this;
  places.home_ = *HostPath::parse(home.text());
  return places;
}

// The base directory specification: what is not absolute is ignored.
std::optional<std::string> Places::base_directory(std::string_view variable, std::string_view below_home) const {
  if (const std::optional<std::string_view> value = sandbox::variable(*host_, variable);
      value && value->starts_with('/'))
    return std::string(*value);
  if (below_home.empty()) return std::nullopt;
  return (home_ / below_home).text();
}

std::optional<std::string> Places::own_directory(policy::Variable base) const {
  if (names_.state_name.empty()) return std::nullopt;
  return *value_of(base, {}) + "/sandbox/" + names_.state_name;
}

HostPath Places::state_directory() const {
  const std::optional<HostPath> state = HostPath::parse(*value_of(policy::Variable::xdg_state_home, {}));
  return (state && !climbs(state->text()) ? *state : home_ / ".local/state") / "sandbox";
}

std::optional<std::string> Places::named_directory(policy::Variable variable) const {
  constexpr std::size_t largest_file = 64UL * 1024;
  const std::optional<HostPath> file =
      HostPath::parse(*value_of(policy::Variable::xdg_config_home, {}) + "/user-dirs.dirs");
  const std::optional<std::string> text = file ? content_behind_links(*host_, *file, largest_file) : std::nullopt;
  if (!text) return std::nullopt;
  const std::optional<HostPath> directory = user_directory(*text, word_of(variable), home_);
  return directory ? std::optional(directory->text()) : std::nullopt;
}

std::optional<std::string> Places::directory_of_profile(const Origin& origin) const {
  std::optional<std::string> directory = origin.directory();
  if (!directory || directory->starts_with('/')) return directory;
  if (!pwd_) return std::nullopt;
  return directory == "." ? pwd_->text() : pwd_->text() + "/" + *directory;
}

std::optional<std::string> Places::value_of(const std::string& environment_variable) const {
  const std::optional<std::string_view> value = variable(*host_, environment_variable);
  return value && !value->empty() ? std::optional<std::string>(*value) : std::nullopt;
}

std::optional<std::string> Places::value_of(policy::Variable variable, const Origin& origin) const {
  using policy::Variable;
  const auto text_of = [](const std::optional<HostPath>& path) {
    return path ? std::optional(path->text()) : std::nullopt;
  };
  switch (variable) {
    case Variable::home: return home_.text();
    case Variable::user: {
      const std::optional<Account> account = account_of(*host_, host_->caller().uid);
      return account ? std::optional(account->name) : value_of("USER");
    }
    case Variable::uid: return std::to_string(host_->caller().uid);
    case Variable::gid: return std::to_string(host_->caller().gid);
    case Variable::pwd: return text_of(pwd_);
    case Variable::project: return text_of(project());
    case Variable::profile: return names_.name.empty() ? std::nullopt : std::optional(names_.name);
    case Variable::profile_dir: return directory_of_profile(origin);
    case Variable::state_dir: return own_directory(Variable::xdg_state_home);
    case Variable::cache_dir: return own_directory(Variable::xdg_cache_home);
    case Variable::tmpdir: return value_of("TMPDIR").value_or("/tmp");
    case Variable::xdg_runtime_dir: return base_directory("XDG_RUNTIME_DIR", {});
    case Variable::xdg_config_home: return base_directory("XDG_CONFIG_HOME", ".config");
    case Variable::xdg_data_home: return base_directory("XDG_DATA_HOME", ".local/share");
    case Variable::xdg_state_home: return base_directory("XDG_STATE_HOME", ".local/state");
    case Variable::xdg_cache_home: return base_directory("XDG_CACHE_HOME", ".cache");
    case Variable::xdg_desktop_dir:
    case Variable::xdg_documents_dir:
    case Variable::xdg_download_dir:
    case Variable::xdg_music_dir:
    case Variable::xdg_pictures_dir:
    case Variable::xdg_publicshare_dir:
    case Variable::xdg_templates_dir:
    case Variable::xdg_videos_dir: return named_directory(variable);
  }
  return std::nullopt;
}

std::string expand(const policy::Text& text, const Places& places, const Origin& origin) {
  if (text.fault) throw PolicyError(text.fault->words, origin, text.fault->hint);
  return expand_pieces(text.pieces, places, origin);
}

HostPath expand_path(const std::string& text, const Places& places, const Origin& origin) {
  const std::optional<HostPath> path = HostPath::parse(expand_as_path(text, places, origin));
  if (!path)
    throw PolicyError(fmt::format("{} is not an absolute path", shell_word(text)), origin,
                      "begin it with /, ~ or a variable such as ${PWD}");
  return *path;
}

InnerPath expand_inner_path(const std::string& text, const Places& places, const Origin& origin) {
  const std::optional<InnerPath> path = InnerPath::parse(expand_as_path(text, places, origin));
  if (!path)
    throw PolicyError(fmt::format("{} is not a path inside a sandbox", shell_word(text)), origin,
                      "it must be absolute, without \"..\"");
  return *path;
}

// What is there is reached by a path, read-only or not: a terminal multiplexer's socket is a way to run code outside.
std::optional<HostPath> Places::meeting_place_in(const HostPath& directory) const {
  for (const std::optional<std::string>& place :
       {std::optional<std::string>("/tmp"), std::optional<std::string>("/var/tmp"), std::optional<std::string>("/run"),
        value_of(policy::Variable::xdg_runtime_dir, {})})
    if (const std::optional<HostPath> path = place ? HostPath::parse(*place) : std::nullopt)
      if (HostPath real = real_path(*host_, *path); real.is_within(directory)) return real;
  return std::nullopt;
}

void guard_variables(const std::string& text, const HostPath& real, const Places& places, const Origin& origin) {
  const policy::Text parsed = policy::parse_path(text);
  if (!parsed.may_surprise()) return;
  std::string what = "a directory with your whole home in it";
  if (real == places.real_home()) what = "your whole home";
  if (real.is_root()) what = "the whole machine";
  if (!holds_the_home(real, places.real_home())) {
    const std::optional<HostPath> shared = parsed.depends_on_directory() ? places.meeting_place_in(real) : std::nullopt;
    if (!shared) return;
    const std::string where = real == *shared ? "" : "above " + shell_word(shared->text()) + ", ";
    what = where + "where other programs keep their sockets";
  }
  throw PolicyError(
      fmt::format("{} is {} here, which is {}", shell_word(text), shell_word(real.text()), what), origin,
      fmt::format("run it from a directory of its own; to insist, name the path: --ro {0} or --rw {0} with a profile "
                  "that does not show the current directory, such as -p base",
                  shell_word(real.text())));
}

}  // namespace sandbox
