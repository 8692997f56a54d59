// See profile_search.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/profile_search.h"

#include <cerrno>
#include <optional>
#include <variant>
#include <vector>

#include "frontend/embedded_profiles.h"
#include "policy/values.h"
#include "support/error.h"
#include "support/quote.h"
#include "support/words.h"

namespace sandbox::frontend {
namespace {

constexpr std::string_view suffix = ".toml";
constexpr std::string_view below_a_base_directory = "/sandbox/profiles";

std::string stem_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  if (name.ends_with(suffix)) name.remove_suffix(suffix.size());
  return std::string(name);
}

std::string directory_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// The base directory specification: what is not absolute is ignored.
void add_each(std::vector<std::string>& directories, std::string_view list, std::string_view below) {
  for (const std::string_view one : split(list, ':'))
    if (one.starts_with('/')) directories.push_back(std::string(one).append(below));
}

std::string given_or(std::optional<std::string> value, std::string_view otherwise) {
  return value && !value->empty() ? *std::move(value) : std::string(otherwise);
}

std::vector<std::string> search_path(const Surroundings& surroundings) {
  std::vector<std::string> directories;
  add_each(directories, given_or(surroundings.variable("SANDBOX_PROFILE_PATH"), ""), "");
  const std::string home = given_or(surroundings.variable("HOME"), "");
  const std::string home_config = home.empty() ? "" : home + "/.config";
  add_each(directories, given_or(surroundings.variable("XDG_CONFIG_HOME"), home_config), below_a_base_directory);
  add_each(directories, given_or(surroundings.variable("XDG_CONFIG_DIRS"), "/etc/xdg"), below_a_base_directory);
  directories.emplace_back("/etc/sandbox/profiles");
  add_each(directories, given_or(surroundings.variable("XDG_DATA_DIRS"), "/usr/local/share:/usr/share"),
           below_a_base_directory);
  return directories;
}

[[noreturn]] void refuse_unreadable(const std::string& path, const Unreadable& reason, const Origin& origin) {
  const std::string words = reason.words.empty() ? words_of_errno(reason.error) : reason.words;
  const char* const hint =
      reason.error == EACCES
          ? "profiles are looked for in HOME and the XDG_* directories, too: your user must be able to enter them"
          : "";
  throw PolicyError("cannot read the profile " + path + ": " + words, origin, hint);
}

[[noreturn]] void refuse_missing(const std::string& name, const Origin& origin) {
  std::vector<std::string_view> names;
  for (const EmbeddedProfile& profile : embedded_profiles()) names.push_back(profile.name);
  throw PolicyError(
      "there is no profile " + quoted(name) + did_you_mean(name, names), origin,
      "the built-in ones are " + joined_with_or(names) + "; a file is named with its path: ./" + name + ".toml");
}

FoundProfile read_profile(const std::string& path, const Origin& origin, const Surroundings& surroundings) {
  auto content = surroundings.read_file(path);
  if (const auto* reason = std::get_if<Unreadable>(&content)) refuse_unreadable(path, *reason, origin);
  return {.text = std::get<std::string>(std::move(content)),
          .place = path,
          .name = stem_of(path),
          .directory = directory_of(path)};
}

FoundProfile find_by_name(const std::string& name, const Origin& origin, const Surroundings& surroundings) {
  for (const std::string& directory : search_path(surroundings)) {
    const std::string path = std::string(directory).append("/").append(name).append(suffix);
    auto content = surroundings.read_file(path);
    if (auto* text = std::get_if<std::string>(&content))
      return {.text = std::move(*text), .place = path, .name = name, .directory = directory};
    // A profile that is there and cannot be read is not passed over: a wider one might stand further down.
    const auto& reason = std::get<Unreadable>(content);
    if (reason.error != ENOENT && reason.error != ENOTDIR) refuse_unreadable(path, reason, origin);
  }
  for (const EmbeddedProfile& profile : embedded_profiles())
    if (profile.name == name)
      return {.text = std::string(profile.text),
              .place = "built-in " + name + std::string(suffix),
              .name = name,
              .directory = {}};
  refuse_missing(name, origin);
}

// What a person typed stays as it is; below a directory, one file has one spelling as far as that is easy: it tells
// profiles apart.
std::string path_below(const std::string& directory, std::string_view word) {
  if (word.starts_with('/') || directory.empty()) return std::string(word);
  while (word.starts_with("./")) word.remove_prefix(2);
  return directory == "." ? std::string(word) : std::string(directory).append("/").append(word);
}

}  // namespace

bool is_profile_path(std::string_view word) {
  return word.find('/') != std::string_view::npos || word.ends_with(suffix);
}

FoundProfile find_profile(const std::string& word, const std::string& directory, const Origin& origin,
                          const Surroundings& surroundings) {
  if (is_profile_path(word)) return read_profile(path_below(directory, word), origin, surroundings);
  if (const policy::Verdict fault = policy::check_profile_name(word))
    throw PolicyError(fault->words, origin, fault->hint);
  return find_by_name(word, origin, surroundings);
}

}  // namespace sandbox::frontend
