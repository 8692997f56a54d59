// See profile_search.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/profile_search.h"

#include <cerrno>
#include <map>
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

std::string base_directory(const Surroundings& surroundings, std::string_view variable, std::string_view below_home) {
  const std::string home = given_or(surroundings.variable("HOME"), "");
  return given_or(surroundings.variable(variable), home.empty() ? "" : home + std::string(below_home));
}

struct Directory {
  std::string path;
  bool is_configuration;  ///< where a person or an administrator adds to profiles that others ship
};

std::vector<Directory> search_path(const Surroundings& surroundings) {
  std::vector<std::string> first;
  std::vector<std::string> configuration;
  std::vector<std::string> shipped;
  add_each(first, given_or(surroundings.variable("SANDBOX_PROFILE_PATH"), ""), "");
  add_each(configuration, base_directory(surroundings, "XDG_CONFIG_HOME", "/.config"), below_a_base_directory);
  add_each(configuration, given_or(surroundings.variable("XDG_CONFIG_DIRS"), "/etc/xdg"), below_a_base_directory);
  configuration.emplace_back("/etc/sandbox/profiles");
  add_each(shipped, given_or(surroundings.variable("XDG_DATA_DIRS"), "/usr/local/share:/usr/share"),
           below_a_base_directory);
  std::vector<Directory> directories;
  for (std::string& path : first) directories.push_back({std::move(path), false});
  for (std::string& path : configuration) directories.push_back({std::move(path), true});
  for (std::string& path : shipped) directories.push_back({std::move(path), false});
  return directories;
}

bool is_absent(const Unreadable& reason) { return reason.error == ENOENT || reason.error == ENOTDIR; }

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
          .directory = directory_of(path),
          .by = FoundBy::path};
}

FoundProfile as_found(const EmbeddedProfile& profile) {
  return {.text = std::string(profile.text),
          .place = std::string(built_in_place).append(profile.name).append(suffix),
          .name = std::string(profile.name),
          .directory = {},
          .by = FoundBy::built_in};
}

FoundProfile find_by_name(const std::string& name, const Origin& origin, const Surroundings& surroundings) {
  for (const auto& [directory, is_configuration] : search_path(surroundings)) {
    const std::string path = std::string(directory).append("/").append(name).append(suffix);
    auto content = surroundings.read_file(path);
    if (auto* text = std::get_if<std::string>(&content))
      return {.text = std::move(*text), .place = path, .name = name, .directory = directory, .by = FoundBy::name};
    // A profile that is there and cannot be read is not passed over: a wider one might stand further down.
    const auto& reason = std::get<Unreadable>(content);
    if (!is_absent(reason)) refuse_unreadable(path, reason, origin);
  }
  for (const EmbeddedProfile& profile : embedded_profiles())
    if (profile.name == name) return as_found(profile);
  refuse_missing(name, origin);
}

// What a person typed stays as it is; below a directory, one file has one spelling as far as that is easy: it tells
// profiles apart.
std::string path_below(const std::string& directory, std::string_view word) {
  if (word.starts_with('/') || directory.empty()) return std::string(word);
  while (word.starts_with("./")) word.remove_prefix(2);
  return directory == "." ? std::string(word) : std::string(directory).append("/").append(word);
}

// The names in a directory that end in ".toml". What is there and cannot be listed is not passed over: it might say
// less than what is found elsewhere.
std::vector<std::string> profiles_in(const std::string& directory, const Origin& origin,
                                     const Surroundings& surroundings) {
  auto names = surroundings.names_in(directory);
  if (const auto* reason = std::get_if<Unreadable>(&names)) {
    if (!is_absent(*reason)) refuse_unreadable(directory, *reason, origin);
    return {};
  }
  auto& all = std::get<std::vector<std::string>>(names);
  std::erase_if(all, [](const std::string& name) { return !name.ends_with(suffix) || name.starts_with('.'); });
  return std::move(all);
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

std::vector<FoundProfile> find_drop_ins(const std::string& name, const Origin& origin,
                                        const Surroundings& surroundings) {
  std::map<std::string, std::string> path_of;
  for (const auto& [directory, is_configuration] : search_path(surroundings)) {
    if (!is_configuration) continue;
    const std::string additions = directory + "/" + name + ".d";
    for (const std::string& file : profiles_in(additions, origin, surroundings))
      path_of.try_emplace(file, additions + "/" + file);
  }
  std::vector<FoundProfile> found;
  for (const auto& [file, path] : path_of) found.push_back(read_profile(path, origin, surroundings));
  return found;
}

std::vector<FoundProfile> all_profiles(const Surroundings& surroundings) {
  std::map<std::string, FoundProfile> by_name;
  for (const auto& [directory, is_configuration] : search_path(surroundings)) {
    auto names = surroundings.names_in(directory);
    if (std::holds_alternative<Unreadable>(names)) continue;
    for (const std::string& file : std::get<std::vector<std::string>>(names)) {
      const std::string name = stem_of(file);
      if (!file.ends_with(suffix) || policy::check_profile_name(name) || by_name.contains(name)) continue;
      auto content = surroundings.read_file(directory + "/" + file);
      auto* const text = std::get_if<std::string>(&content);
      if (text == nullptr && is_absent(std::get<Unreadable>(content))) continue;
      by_name[name] = {.text = text == nullptr ? std::string() : std::move(*text),
                       .place = directory + "/" + file,
                       .name = name,
                       .directory = directory,
                       .by = FoundBy::name,
                       .readable = text != nullptr};
    }
  }
  for (const EmbeddedProfile& profile : embedded_profiles())
    by_name.try_emplace(std::string(profile.name), as_found(profile));
  std::vector<FoundProfile> all;
  for (auto& [name, profile] : by_name) all.push_back(std::move(profile));
  return all;
}

std::vector<std::string> profile_directories(const Surroundings& surroundings) {
  std::vector<std::string> directories;
  for (auto& [path, is_configuration] : search_path(surroundings)) directories.push_back(std::move(path));
  if (const std::string state = state_home(surroundings); !state.empty()) directories.push_back(state + "/sandbox");
  return directories;
}

std::string state_home(const Surroundings& surroundings) {
  const std::string path = base_directory(surroundings, "XDG_STATE_HOME", "/.local/state");
  return path.starts_with('/') ? path : "";
}

}  // namespace sandbox::frontend
