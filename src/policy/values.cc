// See values.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <variant>

#include "policy/etc_groups.h"
#include "policy/policy.h"
#include "policy/variables.h"
#include "support/paths.h"
#include "support/quote.h"
#include "support/words.h"

namespace sandbox::policy {
namespace {

constexpr std::size_t longest_name = 64;

Fault not_a(std::string_view text, std::string_view kind, std::string hint) {
  return {.words = quoted(text) + " is not " + std::string(kind), .hint = std::move(hint)};
}

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// True for 1 to 64 letters, digits and characters of `others`.
bool is_name(std::string_view text, std::string_view others) {
  const auto allowed = [&](char c) { return is_letter_or_digit(c) || others.find(c) != std::string_view::npos; };
  return !text.empty() && text.size() <= longest_name && std::all_of(text.begin(), text.end(), allowed);
}

bool begins_absolute(const Text& path) {
  const auto* literal = std::get_if<std::string>(&path.pieces.front().data);
  return literal == nullptr || literal->starts_with('/');
}

}  // namespace

std::optional<std::uint32_t> octal(std::string_view text) {
  constexpr std::size_t most_digits = 5;
  constexpr std::uint32_t all_bits = 07777;
  if (text.empty() || text.size() > most_digits) return std::nullopt;
  std::uint32_t bits = 0;
  for (const char c : text) {
    if (c < '0' || c > '7') return std::nullopt;
    bits = bits * 8 + static_cast<std::uint32_t>(c - '0');
  }
  if (bits > all_bits) return std::nullopt;
  return bits;
}

Verdict check_version(const std::int64_t& version) {
  if (version == language_version) return std::nullopt;
  return Fault{"this build reads version " + std::to_string(language_version) + " of the profile language, not " +
                   std::to_string(version),
               {}};
}

Verdict check_profile_name(const std::string& name) {
  // In the state directory, which has a directory for each name, the record of trusted profiles stands there.
  if (name == "trusted")
    return Fault{quoted(name) + " is no name for a profile: it is the launcher's own", "choose another"};
  if (is_name(name, "._-") && name.front() != '.' && name.front() != '-') return std::nullopt;
  return not_a(name, "a profile's name", "1 to 64 letters, digits, dots, hyphens and underscores");
}

Verdict check_host_path(const std::string& path) {
  if (path.empty()) return Fault{"the path is empty", {}};
  Text text = parse_path(path);
  if (text.fault) return Fault{quoted(path) + " " + text.fault->words, std::move(text.fault->hint)};
  if (begins_absolute(text)) return std::nullopt;
  return not_a(path, "an absolute path", "begin it with \"/\", \"~/\", \"${PWD}/\" or \"${PROJECT}/\"");
}

Verdict check_inner_path(const std::string& path) {
  if (Verdict fault = check_host_path(path)) return fault;
  if (climbs(path)) return Fault{quoted(path) + " climbs with \"..\"", "a path inside is written without \"..\""};
  return std::nullopt;
}

Verdict check_etc_entry(const std::string& entry) {
  if (entry.starts_with('@')) {
    if (find_etc_group(entry) != nullptr) return std::nullopt;
    std::vector<std::string_view> names;
    for (const EtcGroup& group : etc_groups()) names.push_back(group.name);
    return Fault{"there is no group " + quoted(entry) + did_you_mean(entry, names),
                 "the groups are " + joined_with_or(names)};
  }
  if (!entry.empty() && entry.front() != '/' && !climbs(entry)) return std::nullopt;
  return not_a(entry, "a name below /etc", "write \"ssh\" for /etc/ssh, or a group like \"@base\"");
}

Verdict check_symlink(const NamedText& link) {
  const auto& [path, text] = link;
  if (Verdict fault = check_inner_path(path)) return fault;
  if (text.value.empty()) return Fault{"the link " + quoted(path) + " has an empty text", {}};
  Text parsed = parse_text(text.value);
  if (parsed.fault) return Fault{quoted(text.value) + " " + parsed.fault->words, std::move(parsed.fault->hint)};
  return std::nullopt;
}

Verdict check_size(const std::string& size) {
  constexpr std::size_t most_digits = 18;
  const std::size_t digits = std::min(size.find_first_not_of("0123456789"), size.size());
  const std::string_view unit = std::string_view(size).substr(digits);
  const bool unit_known = unit.empty() || (unit.size() == 1 && unit.find_first_of("KMGkmg%") == 0);
  if (digits == 0 || digits > most_digits || !unit_known)
    return not_a(size, "a size", "bytes, or a number with K, M, G, or % of memory: \"512M\"");
  // tmpfs(5) takes a size of nothing for no limit at all.
  if (size.find_first_not_of('0') >= digits)
    return Fault{"a size of 0 would mean no limit", "leave the key out for that"};
  return std::nullopt;
}

std::optional<std::int64_t> milliseconds_of(std::string_view text) {
  struct Unit {
    std::string_view name;
    std::int64_t milliseconds;
  };
  constexpr auto units =
      std::to_array<Unit>({{"", 1000}, {"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}});
  constexpr std::int64_t hundred_years = 36525 * units.back().milliseconds;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || text.front() == '-') return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  for (const auto& [name, milliseconds] : units)
    if (text == name && number <= hundred_years / milliseconds) return number * milliseconds;
  return std::nullopt;
}

Verdict check_duration(const std::string& duration) {
  const std::optional<std::int64_t> milliseconds = milliseconds_of(duration);
  if (!milliseconds) return not_a(duration, "a time", "a number with ms, s, m, h or d: \"90s\"");
  if (*milliseconds == 0) return Fault{"a time of 0 would mean no time at all", "leave the key out for no limit"};
  return std::nullopt;
}

Verdict check_perms(const std::string& perms) {
  constexpr std::size_t fewest_digits = 3;
  constexpr std::size_t most_digits = 4;
  if (octal(perms) && perms.size() >= fewest_digits && perms.size() <= most_digits) return std::nullopt;
  return not_a(perms, "a mode", "three or four octal digits: \"0755\"");
}

Verdict check_umask(const std::string& mask) {
  constexpr std::uint32_t all_bits = 0777;
  const std::optional<std::uint32_t> bits = octal(mask);
  if (bits && *bits <= all_bits) return std::nullopt;
  return not_a(mask, "a mask", "octal digits up to 0777: \"022\"");
}

Verdict check_env_pattern(const std::string& pattern) {
  if (!pattern.empty() && pattern.find('=') == std::string::npos) return std::nullopt;
  return not_a(pattern, "a variable's name", "a name without \"=\"; values are set in [env.set]");
}

Verdict check_env_entry(const NamedText& entry) {
  const auto& [name, text] = entry;
  if (name.empty() || name.find('=') != std::string::npos)
    return not_a(name, "a variable's name", "a name without \"=\"");
  Text parsed = parse_text(text.value);
  if (parsed.fault) return Fault{quoted(text.value) + " " + parsed.fault->words, std::move(parsed.fault->hint)};
  return std::nullopt;
}

Verdict check_user_name(const std::string& name) {
  constexpr std::size_t longest = 32;
  const auto begins_well = [](char c) { return c == '_' || (is_letter_or_digit(c) && (c < '0' || c > '9')); };
  if (is_name(name, "._-") && name.size() <= longest && begins_well(name.front())) return std::nullopt;
  return not_a(name, "a user's name",
               "at most 32 letters, digits, dots, hyphens and underscores; the first is a letter or an underscore");
}

Verdict check_hostname(const std::string& name) {
  if (is_name(name, ".-")) return std::nullopt;
  return not_a(name, "a host name", "1 to 64 letters, digits, dots and hyphens");
}

Verdict check_command(const std::vector<std::string>& command) {
  if (!command.empty() && !command.front().empty()) return std::nullopt;
  return Fault{"the command names no program", "a list of the program and its arguments: [\"make\", \"test\"]"};
}

Verdict check_descriptor(const std::int64_t& descriptor) {
  constexpr std::int64_t lowest = 3;
  constexpr std::int64_t highest = 1048575;
  if (descriptor >= lowest && descriptor <= highest) return std::nullopt;
  return Fault{std::to_string(descriptor) + " is not a descriptor that can be passed on",
               "from 3 to 1048575; 0, 1 and 2 are always passed"};
}

}  // namespace sandbox::policy
