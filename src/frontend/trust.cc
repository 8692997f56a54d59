// See trust.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/trust.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sha256.h>
#include <sys/types.h>
#include <utility>
#include <variant>

#include "frontend/profile_search.h"
#include "support/error.h"
#include "support/words.h"

namespace sandbox::frontend {
namespace {

constexpr std::size_t digits = std::size_t{2} * SHA256_DIGEST_LENGTH;

std::vector<TrustedFile> files_in(std::string_view text) {
  constexpr std::string_view between = "  ";
  std::vector<TrustedFile> files;
  for (const std::string_view line : split(text, '\n'))
    if (line.size() > digits + between.size() && line.substr(digits).starts_with(between))
      files.push_back({std::string(line.substr(0, digits)), std::string(line.substr(digits + between.size()))});
  return files;
}

}  // namespace

std::string sha256_of(std::string_view text) {
  std::array<char, digits + 1> hexadecimal{};
  SHA256Data(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), hexadecimal.data());
  return hexadecimal.data();
}

Trust::Trust(const Surroundings& surroundings) {
  const std::string record = path(surroundings);
  if (record.empty()) return;
  const auto content = surroundings.read_file(record);
  if (const auto* text = std::get_if<std::string>(&content)) files_ = files_in(*text);
  const auto* reason = std::get_if<Unreadable>(&content);
  if (reason == nullptr || reason->error == ENOENT || reason->error == ENOTDIR) return;
  throw PolicyError({.sentence = "cannot read " + record + ", the record of trusted profiles: " +
                                 (reason->words.empty() ? words_of_errno(reason->error) : reason->words),
                     .wanted_by = {},
                     .refused_by = {},
                     .hint = "name a profile with -p, or repair the file"});
}

bool Trust::has(const std::string& path, std::string_view text) const {
  return has(TrustedFile{sha256_of(text), path});
}

bool Trust::has(const TrustedFile& file) const { return std::find(files_.begin(), files_.end(), file) != files_.end(); }

std::string Trust::path(const Surroundings& surroundings) {
  const std::string state = state_home(surroundings);
  return state.empty() ? "" : state + "/sandbox/trusted";
}

std::string Trust::text_of(const std::vector<TrustedFile>& files) {
  std::string text;
  for (const TrustedFile& file : files) text.append(file.sha256).append("  ").append(file.path).append("\n");
  return text;
}

std::string real_path_of(const std::string& path, const Surroundings& surroundings) {
  std::string whole = path;
  if (!path.starts_with('/')) {
    const std::optional<HostPath> pwd = surroundings.host().working_directory();
    if (!pwd) return path;
    whole = pwd->text() + "/" + path;
  }
  const std::optional<HostPath> absolute = HostPath::parse(whole);
  if (!absolute) return path;
  const Answer answer = surroundings.host().find(*absolute);
  const auto* found = std::get_if<Found>(&answer);
  return found == nullptr ? absolute->text() : found->real.text();
}

std::optional<TrustedFile> filter_file(const Sourced<std::string>& bpf, const Places& places,
                                       const Surroundings& surroundings) {
  std::string path = real_path_of(expand_path(bpf.value, places, bpf.origin).text(), surroundings);
  const auto content = surroundings.read_file(path);
  const auto* const text = std::get_if<std::string>(&content);
  if (text == nullptr) return std::nullopt;
  return TrustedFile{.sha256 = sha256_of(*text), .path = std::move(path)};
}

}  // namespace sandbox::frontend
