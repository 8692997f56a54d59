// What sandboxctl says, and how its command line is read.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "control/completions.h"
#include "control/verb.h"
#include "frontend/named_policy.h"
#include "support/error.h"
#include "support/words.h"

namespace {

using namespace sandbox;

std::string told(std::vector<const char*> words) try {
  words.insert(words.begin(), "sandboxctl");
  return control::run(static_cast<int>(words.size()), words.data(), frontend::nowhere()).text;
} catch (const Error& error) {
  return "error: " + error.complaint().sentence;
}

bool says(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

std::string manual() {
  std::ifstream file(SANDBOX_SOURCE_DIR "/man/sandboxctl.1.scd");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("every verb is in the help and in the manual") {
  for (const control::Verb& verb : control::verbs()) {
    CAPTURE(verb.name);
    CHECK(says(told({"--help"}), std::string(verb.name) + " " + std::string(verb.takes)));
    CHECK(says(manual(), "*sandboxctl " + std::string(verb.name) + "*"));
    CHECK(!verb.help.empty());
    for (const std::string_view name : split(verb.options, ' '))
      CHECK(std::any_of(control::control_options.begin(), control::control_options.end(),
                        [&](const control::ControlOption& option) { return option.name == name || name.empty(); }));
  }
}

TEST_CASE("every verb and every option is in the completions") {
  for (const std::string& text : {control::bash_completion(), control::zsh_completion(), control::fish_completion()}) {
    for (const control::Verb& verb : control::verbs()) CHECK(says(text, std::string(verb.name)));
    for (const control::ControlOption& option : control::control_options) CHECK(says(text, std::string(option.name)));
    CHECK(says(text, " @swap "));
    CHECK(says(text, " ptrace "));
  }
}

TEST_CASE("the overview lists groups and features") {
  const std::string text = told({"syscalls"});
  for (const char* name : {"@system-service", "@dangerous", "@build", "multiarch", "devel"}) CHECK(says(text, name));
}

TEST_CASE("a group is listed one call a line, groups in it resolved") {
  CHECK(told({"syscalls", "@swap"}) == "# @swap: swap space\nswapoff\nswapon\n");
  const std::string aio = told({"syscalls", "@aio"});
  CHECK(says(aio, "\nio_uring_setup\n"));
  CHECK(!says(aio, "@io-uring"));
}

TEST_CASE("a call is told with its numbers, its groups and what profiles do with it") {
  const std::string ptrace = told({"syscalls", "ptrace"});
  CHECK(says(ptrace, "101 on x86-64, 26 on x86, 117 on aarch64"));
  CHECK(says(ptrace, "@debug"));
  CHECK(says(ptrace, "base       allowed\n"));
  CHECK(says(ptrace, "script     refused, EPERM\n"));
  const std::string clone = told({"syscalls", "-p", "base", "clone"});
  CHECK(says(clone, "base       refused, EPERM when argument 0 has the bits 0x10000000\n             else allowed\n"));
  CHECK(!says(clone, "script"));
  CHECK(says(told({"syscalls", "io_uring_setup"}), "base       refused, ENOSYS\n"));
  CHECK(says(told({"syscalls", "socketcall"}), "102 on x86\n"));
}

TEST_CASE("what is wrong on the command line is told") {
  CHECK(told({}) == "error: there is no verb");
  CHECK(told({"syscals"}) == "error: there is no verb \"syscals\", did you mean \"syscalls\"?");
  CHECK(told({"syscalls", "--proflie", "x"}) == "error: there is no option --proflie, did you mean --profile?");
  CHECK(told({"--hepl=1"}) == "error: there is no option --hepl, did you mean --help?");
  CHECK(told({"-x"}) == "error: there is no option -x");
  CHECK(told({"syscalls", "--", "--help"}) == "error: there is no system call \"--help\"");
  CHECK(told({"syscalls", "opne"}) == "error: there is no system call \"opne\", did you mean \"open\"?");
  CHECK(told({"syscalls", "@swop"}) == "error: there is no group \"@swop\", did you mean \"@swap\"?");
  CHECK(says(told({"syscalls", "read", "write"}), "error: syscalls takes"));
  CHECK(says(told({"--bogus"}), "error: "));
  CHECK(says(told({"syscalls", "read", "-p", "nowhere"}), "error: there is no profile \"nowhere\""));
}
