// [[test]]: what a profile promises, for `sandboxctl test` to try in the real sandbox.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "policy/key_table.h"
#include "policy/values.h"
#include "support/origin.h"
#include "support/words.h"

namespace sandbox::policy {

/// Whether it works inside, or is refused.
enum class Expected { allow, deny };

/// An address to connect to: "HOST:PORT" with numbers, "[ADDRESS]:PORT", or the path of a socket.
Verdict check_addresses(const Words& words);
/// True when it is no path.
bool is_tcp_address(std::string_view address);
/// Paths inside, at least one.
Verdict check_expected_paths(const Words& words);
/// Names of environment variables, at least one.
Verdict check_expected_variables(const Words& words);

/// One [[test]].
struct Expectation {
  Sourced<Words> read;
  Sourced<Words> write;
  Sourced<Words> exec;
  Sourced<Words> connect;
  Sourced<Words> env;
  Sourced<Expected> expect;

  bool operator==(const Expectation&) const = default;
};

/// What a test says of what it does not name.
inline constexpr std::string_view nothing = "not tried";

template <>
inline constexpr auto keys_of<Expectation> = std::tuple{
    key("read", &Expectation::read,
        {.help = "a file can be read, or a directory listed", .otherwise = nothing, .example = R"("~/.ssh")"},
        check_expected_paths),
    key("write", &Expectation::write,
        {.help = "a file can be written, or files be made in a directory",
         .otherwise = nothing,
         .example = R"(["${PROJECT}", "/tmp"])"},
        check_expected_paths),
    key("exec", &Expectation::exec,
        {.help = "a program can be executed", .otherwise = nothing, .example = R"("/usr/bin/env")"},
        check_expected_paths),
    key("connect", &Expectation::connect,
        {.help = "a connection can be made: \"127.0.0.1:80\", or the path of a socket",
         .otherwise = nothing,
         .example = R"("127.0.0.1:22")"},
        check_addresses),
    key("env", &Expectation::env,
        {.help = "a variable is in the environment", .otherwise = nothing, .example = R"("SSH_AUTH_SOCK")"},
        check_expected_variables),
    key("expect", &Expectation::expect,
        {.help = "allow: it works; deny: it is refused", .example = R"("deny")", .required = true}),
};

/// A test must say what it expects, and of what.
Verdict check_expectation(const Expectation& expectation);

}  // namespace sandbox::policy

namespace sandbox {

template <>
inline constexpr auto words_of<policy::Expected> = std::to_array<Word<policy::Expected>>({
    {policy::Expected::allow, "allow", "it works"},
    {policy::Expected::deny, "deny", "it is refused, or not there"},
});

}  // namespace sandbox
