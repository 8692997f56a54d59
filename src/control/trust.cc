// sandboxctl trust: says what profiles of projects allow, and remembers that a person has seen it.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/trust.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <variant>
#include <vector>

#include "control/access.h"
#include "control/json.h"
#include "control/problems.h"
#include "control/trust_record.h"
#include "control/verb.h"
#include "frontend/choice.h"
#include "frontend/named_policy.h"
#include "frontend/policy_editor.h"
#include "frontend/profile_reader.h"
#include "frontend/summary.h"
#include "frontend/toml_writer.h"
#include "machine/places.h"
#include "program_names.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::control {
namespace {

using frontend::Surroundings;
using frontend::Trust;
using frontend::TrustedFile;

// The words as files; the project's own profile when there are none.
std::vector<std::string> files_meant(const Wanted& wanted, const Surroundings& surroundings) {
  if (wanted.words.empty()) {
    const std::optional<std::string> path = frontend::project_profile(surroundings);
    if (!path)
      refuse_usage("there is no project here: the current directory is gone, or out of reach",
                   "name the file, or change to another directory");
    return {*path};
  }
  std::vector<std::string> files;
  for (const std::string& word : wanted.words) files.push_back(frontend::is_profile_path(word) ? word : "./" + word);
  return files;
}

// Lines of the record have no way to say a line's end.
TrustedFile recordable(TrustedFile file) {
  if (file.path.find('\n') != std::string::npos)
    refuse_usage("a file with a line break in its path cannot be trusted: " + file.path,
                 "give the file, or its directory, another name");
  return file;
}

TrustedFile recorded(const frontend::FoundProfile& file, const Surroundings& surroundings) {
  return recordable(
      {.sha256 = frontend::sha256_of(file.text), .path = frontend::real_path_of(file.place, surroundings)});
}

Places places_of(const Examined& examined, const Surroundings& surroundings) {
  return Places(surroundings.host(),
                {.name = examined.policy.name.value, .state_name = examined.policy.provenance.state_name});
}

// What one of the files would say elsewhere, or on another day, is said by whoever trusts it as well.
std::string told_conditions(const frontend::FoundProfile& file) {
  std::string text;
  const frontend::Profile profile(file.text, file.place, file.name);
  for (const Sourced<frontend::Branch>& branch : profile.heritage().when) {
    text += fmt::format("  [[when]]  ({})\n", visible(branch.origin.place));
    for (const frontend::WrittenValue& value : frontend::values_of(branch.value, frontend::Which::given))
      text += fmt::format("    {} = {}\n", value.full_key(), value.toml);
  }
  return text;
}

// What a profile allows beyond `base`, which all can have without being asked.
std::string told(const Examined& examined, const Surroundings& surroundings) {
  std::string text = fmt::format("{}: {}\n", shell_word(examined.place),
                                 visible(frontend::summary_of(examined.policy, places_of(examined, surroundings))));
  for (const frontend::FoundProfile& part : examined.files)
    if (part.place != examined.place) text += fmt::format("  with {}\n", shell_word(part.place));
  text += text_of(differences(frontend::built_in_policy("base"), examined.policy), "  ");
  for (const frontend::FoundProfile& part : examined.files) text += told_conditions(part);
  return text;
}

// The filter programs that it uses, here or in other circumstances.
TrustedFiles filters_of(const Examined& examined, const Surroundings& surroundings) {
  std::vector<Sourced<std::string>> named{examined.policy.seccomp.bpf};
  for (const frontend::FoundProfile& file : examined.files) {
    const frontend::Profile profile(file.text, file.place, file.name);
    for (const Sourced<frontend::Branch>& branch : profile.heritage().when)
      for (const auto* fragment : {&branch.value.then, &branch.value.otherwise}) {
        policy::Policy said;
        frontend::edit_policy(said, fragment->value.table, {.name = file.place});
        named.push_back(said.seccomp.bpf);
      }
  }
  TrustedFiles filters;
  for (const Sourced<std::string>& bpf : named) {
    if (!bpf.given()) continue;
    std::optional<TrustedFile> filter = frontend::filter_file(bpf, places_of(examined, surroundings), surroundings);
    if (filter && std::find(filters.begin(), filters.end(), *filter) == filters.end())
      filters.push_back(*std::move(filter));
  }
  return filters;
}

Outcome trust_files(const Wanted& wanted, const Surroundings& surroundings) {
  std::string text;
  std::string problems;
  TrustedFiles trusted;
  for (const std::string& file : files_meant(wanted, surroundings)) {
    const Examined examined = examine(file, surroundings);
    for (const Problem& problem : examined.problems) problems += text_of(problem);
    if (!examined.problems.empty()) continue;
    text += told(examined, surroundings);
    for (const frontend::FoundProfile& part : examined.files) trusted.push_back(recorded(part, surroundings));
    for (TrustedFile& filter : filters_of(examined, surroundings)) {
      text += fmt::format("  with the filter program {}\n", shell_word(filter.path));
      trusted.push_back(recordable(std::move(filter)));
    }
  }
  if (!problems.empty()) return {problems + "nothing was trusted\n", 1};
  change_record(surroundings, [&](TrustedFiles files) {
    for (const TrustedFile& file : trusted) {
      std::erase_if(files, [&](const TrustedFile& old) { return old.path == file.path; });
      files.push_back(file);
    }
    return files;
  });
  return {text + "trusted, until a file changes\n"};
}

Outcome revoke(const Wanted& wanted, const Surroundings& surroundings) {
  std::vector<std::string> paths;
  for (const std::string& file : files_meant(wanted, surroundings))
    paths.push_back(frontend::real_path_of(file, surroundings));
  std::string text;
  change_record(surroundings, [&](TrustedFiles files) {
    for (const std::string& path : paths) {
      const auto is_it = [&](const TrustedFile& file) { return file.path == path; };
      if (std::erase_if(files, is_it) == 0)
        refuse_usage(shell_word(path) + " is not among the trusted files",
                     SANDBOXCTL_PROGRAM " trust --list lists them");
      text += shell_word(path) + " is not trusted any more\n";
    }
    return files;
  });
  return {text};
}

std::string state_of(const TrustedFile& file, const Surroundings& surroundings) {
  const auto content = surroundings.read_file(file.path);
  if (const auto* text = std::get_if<std::string>(&content))
    return frontend::sha256_of(*text) == file.sha256 ? "unchanged" : "changed since";
  const auto& reason = std::get<frontend::Unreadable>(content);
  return reason.error == ENOENT || reason.error == ENOTDIR ? "gone" : "unreadable";
}

Outcome list_trusted(const Wanted& wanted, const Surroundings& surroundings) {
  std::string text;
  Json list = Json::array();
  const Trust trust(surroundings);
  for (const TrustedFile& file : trust.files()) {
    const std::string state = state_of(file, surroundings);
    text += fmt::format("{:<13}  {}\n", state, shell_word(file.path));
    list.push_back({{"file", file.path}, {"sha256", file.sha256}, {"state", state}});
  }
  return {wanted.has(json_option) ? text_of(list) : text};
}

}  // namespace

Outcome trust_profiles(const Wanted& wanted, const Surroundings& surroundings) {
  if (wanted.has(list_option) && (wanted.has(revoke_option) || !wanted.words.empty()))
    refuse_usage("trust --list lists all, and takes nothing beside it", "trust --revoke FILE takes one back");
  if (wanted.has(json_option) && !wanted.has(list_option)) refuse_usage("trust takes --json together with --list", {});
  if (wanted.has(list_option)) return list_trusted(wanted, surroundings);
  return wanted.has(revoke_option) ? revoke(wanted, surroundings) : trust_files(wanted, surroundings);
}

}  // namespace sandbox::control
