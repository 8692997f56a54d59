// What is told of what the sandbox has refused.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "policy/key_table.h"
#include "policy/values.h"
#include "support/origin.h"
#include "support/words.h"

namespace sandbox::policy {

/// Where refusals are told.
enum class Denials { summary, none, at_once, file, journal };

/// The [log] table.
struct Log {
  Sourced<Denials> denials;
  Sourced<std::string> file;

  bool operator==(const Log&) const = default;
};

template <>
inline constexpr auto keys_of<Log> = std::tuple{
    key("denials", &Log::denials, {.help = "where it is told what was refused", .example = R"("file")"}),
    key("file", &Log::file,
        {.help = "the file that is added to when denials = \"file\"",
         .otherwise = "denials.jsonl in the profile's own directory of the state directory",
         .example = R"("~/build-denials.jsonl")"},
        check_host_path),
};

template <>
inline constexpr auto later_keys_of<Log> = std::to_array<std::string_view>({"format"});

}  // namespace sandbox::policy

namespace sandbox {

template <>
inline constexpr auto words_of<policy::Denials> = std::to_array<Word<policy::Denials>>({
    {policy::Denials::summary, "summary",
     "on standard error when the command has failed: what was refused, and which key opens it"},
    {policy::Denials::none, "none", "nowhere; nothing is listened to"},
    {policy::Denials::at_once, "stderr",
     "on standard error while the command runs, a line each; files as well, which makes opening and looking for them "
     "slower"},
    {policy::Denials::file, "file", "the same in a file, as a line of JSON each"},
    {policy::Denials::journal, "journal", "the same in the journal of systemd"},
});

}  // namespace sandbox
