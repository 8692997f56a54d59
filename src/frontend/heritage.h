// The keys of a profile that are no part of the policy it makes: what it is built on, when it is picked, what of it
// depends on conditions, and how it is tested.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "frontend/document.h"
#include "policy/condition.h"
#include "policy/expectation.h"
#include "policy/key_table.h"
#include "program_names.h"
#include "support/origin.h"

namespace sandbox::frontend {

/// Any part of a profile, kept until its condition is judged.
struct Fragment {
  Table table;
};

/// One [[when]].
struct Branch {
  policy::Condition condition;
  Sourced<Fragment> then;
  Sourced<Fragment> otherwise;
};

/// All of them.
struct Heritage {
  std::vector<Sourced<std::string>> extends;
  policy::Match match;
  std::vector<Sourced<Branch>> when;
  std::vector<Sourced<policy::Expectation>> test;
};

/// A [[when]] must have a condition that can fail, and something that depends on it.
policy::Verdict check_branch(const Branch& branch);

}  // namespace sandbox::frontend

namespace sandbox::policy {

template <>
inline constexpr auto keys_of<frontend::Branch> = std::tuple{
    key("if", &frontend::Branch::condition, {.help = "what must hold: all of it"}),
    key("then", &frontend::Branch::then,
        {.help = "any part of a profile, for when it holds",
         .otherwise = "{}",
         .example = R"({ network = { mode = "host" } })"}),
    key("else", &frontend::Branch::otherwise,
        {.help = "any part of a profile, for when it does not",
         .otherwise = "{}",
         .example = R"({ env = { pass = ["DISPLAY"] } })"}),
};

template <>
inline constexpr auto keys_of<frontend::Heritage> = std::tuple{
    key("extends", &frontend::Heritage::extends,
        {.help = "profiles to begin with: names, or paths beginning with ./, ../ or /", .example = R"(["base"])"}),
    key("match", &frontend::Heritage::match, {.help = "for which launches it is picked when none is named"}),
    key("when", &frontend::Heritage::when,
        {.help = "what depends on the machine or the launch",
         .example = R"([{ if = { env = "CI" }, then = { process = { umask = "077" } } }])"},
        frontend::check_branch),
    key("test", &frontend::Heritage::test,
        {.help = "what it promises, for " SANDBOXCTL_PROGRAM " test",
         .example = R"([{ read = "~/.ssh", expect = "deny" }])"},
        check_expectation),
};

}  // namespace sandbox::policy
