// See places.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/places.h"

#include <fmt/format.h>

#include "planner/accounts.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {
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

std::optional<HostPath> value_of(policy::Variable variable, const Places& places) {
  switch (variable) {
    case policy::Variable::home: return places.home();
    case policy::Variable::pwd: return places.pwd();
    case policy::Variable::project: return places.project();
  }
  return std::nullopt;
}

// A piece at the start of a path that is "/" must not give "//x", and tidying does that; here it is only text.
std::string expand_piece(const policy::Piece& piece, const Places& places, const Origin& origin) {
  if (const auto* literal = std::get_if<std::string>(&piece)) return *literal;
  const policy::Variable variable = std::get<policy::Variable>(piece);
  const std::optional<HostPath> value = value_of(variable, places);
  if (!value)
    throw PolicyError(
        fmt::format("${{{}}} has no value: the current directory does not exist any more, or is out of reach",
                    word_of(variable)),
        origin, "change to an existing directory first");
  return value->text();
}

std::string expand_as_path(const std::string& text, const Places& places, const Origin& origin) {
  return expand(policy::parse_path(text), places, origin);
}

}  // namespace

Places::Places(const Host& host)
    : host_(&host), home_(home_of(host)), real_home_(real_path(host, home_)), pwd_(host.working_directory()) {}

const std::optional<HostPath>& Places::project() const {
  if (!project_ && pwd_) project_ = project_of(*host_, *pwd_, real_home_);
  return project_;
}

HostPath Places::state_directory() const {
  if (const std::optional<std::string_view> state = variable(*host_, "XDG_STATE_HOME"))
    if (const std::optional<HostPath> path = HostPath::parse(*state); path && !climbs(path->text()))
      return *path / "sandbox";
  return home_ / ".local/state/sandbox";
}

std::string expand(const policy::Text& text, const Places& places, const Origin& origin) {
  if (text.fault) throw PolicyError(text.fault->words, origin, text.fault->hint);
  std::string expanded;
  for (const policy::Piece& piece : text.pieces) expanded += expand_piece(piece, places, origin);
  return expanded;
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

void guard_variables(const std::string& text, const HostPath& real, const Places& places, const Origin& origin) {
  const policy::Text parsed = policy::parse_path(text);
  if (!parsed.mentions(policy::Variable::pwd) && !parsed.mentions(policy::Variable::project)) return;
  if (!holds_the_home(real, places.real_home())) return;
  const char* what = "a directory with your whole home in it";
  if (real == places.real_home()) what = "your whole home";
  if (real.is_root()) what = "the whole machine";
  throw PolicyError(
      fmt::format("{} is {} here, which is {}", shell_word(text), shell_word(real.text()), what), origin,
      fmt::format("run it from a directory of its own; to insist, name the path: --ro {0} or --rw {0} with a profile "
                  "that does not show the current directory, such as -p base",
                  shell_word(real.text())));
}

}  // namespace sandbox::planner
