// From [[test]] to trials, and from answers to verdicts.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <errno.h>
#include <string>
#include <utility>
#include <vector>

#include "control/trial.h"
#include "pretend_host.h"

namespace {

using namespace sandbox;
using control::Trial;
using policy::Expected;
using witness::Deed;

Sourced<policy::Words> words(std::vector<std::string> all, std::string place) {
  return {{std::move(all)}, {.place = std::move(place), .key = "[[test]]"}};
}

std::vector<Trial> trials_of(policy::Expectation test) {
  const testing::PretendHost host;
  return control::trials_of({{std::move(test), {.place = "own.toml:1", .key = {}}}}, Places(host));
}

Trial trial(Deed deed, std::string object, Expected expected) {
  return {.question = {deed, object},
          .key = "read",
          .written = object,
          .expected = expected,
          .origin = {.place = "own.toml:3", .key = "[[test]] read"}};
}

steps::Plan plan_with(std::vector<std::pair<std::string, std::string>> trees) {
  steps::Plan plan;
  for (const auto& [path, key] : trees)
    plan.world.push_back({steps::AttachTree{.from = *HostPath::parse(path), .at = *InnerPath::parse(path)},
                          {.place = "own.toml:9", .key = key}});
  return plan;
}

}  // namespace

TEST_CASE("a test becomes a trial for each object, with its variables replaced, in the order of the keys") {
  const auto trials = trials_of({.read = words({"~/a", "/b"}, "own.toml:2"),
                                 .write = {},
                                 .exec = {},
                                 .connect = words({"127.0.0.1:22", "/run/socket"}, "own.toml:3"),
                                 .env = words({"HOME"}, "own.toml:4"),
                                 .expect = {Expected::allow, {.place = "own.toml:5", .key = {}}}});
  REQUIRE(trials.size() == 5);
  CHECK(trials[0].question.object == "/home/ada/a");
  CHECK(trials[0].written == "~/a");
  CHECK(trials[0].key == "read");
  CHECK(trials[0].origin.place == "own.toml:2");
  CHECK(trials[1].question.deed == Deed::read);
  CHECK(trials[2].question.object == "127.0.0.1:22");
  CHECK(trials[3].question.object == "/run/socket");
  CHECK(trials[4].question.deed == Deed::env);
  CHECK(trials[4].expected == Expected::allow);
}

TEST_CASE("only what works is allowed: whatever else comes is denied") {
  CHECK(control::passes(trial(Deed::read, "/a", Expected::allow), 0));
  CHECK(!control::passes(trial(Deed::read, "/a", Expected::deny), 0));
  for (const int error : {EACCES, EROFS, ENOENT, ECONNREFUSED, ENETUNREACH, ETIMEDOUT}) {
    CHECK(control::passes(trial(Deed::read, "/a", Expected::deny), error));
    CHECK(!control::passes(trial(Deed::read, "/a", Expected::allow), error));
  }
}

TEST_CASE("what tries and has run out of something says nothing of what is allowed") {
  for (const int error : {EMFILE, ENFILE, ENOMEM, EAGAIN, EINTR}) CHECK(!control::is_verdict(error));
  for (const int error : {0, EACCES, EROFS, ENOENT, EPERM, ECONNREFUSED, ETIMEDOUT, ENOSYS})
    CHECK(control::is_verdict(error));
  CHECK(control::no_verdict_on(trial(Deed::read, "/a", Expected::deny), EMFILE)
            .starts_with("ERROR own.toml:3  read /a: "));
}

TEST_CASE("a verdict tells what was seen, and against what it was held") {
  const steps::Plan plan;
  const auto told = [&](Deed deed, Expected expected, int error) {
    return control::verdict_on(trial(deed, "/a", expected), error, plan);
  };
  CHECK(told(Deed::read, Expected::allow, 0) == "ok    own.toml:3  read /a: allowed\n");
  CHECK(told(Deed::read, Expected::deny, EROFS) == "ok    own.toml:3  read /a: denied (read-only file system)\n");
  CHECK(told(Deed::read, Expected::deny, 0) == "FAIL  own.toml:3  read /a: allowed, and should be denied\n");
  CHECK(told(Deed::read, Expected::allow, ENOENT) ==
        "FAIL  own.toml:3  read /a: denied (it does not exist inside), and should be allowed\n");
  CHECK(told(Deed::env, Expected::deny, ENOENT) == "ok    own.toml:3  read /a: denied (it is not set)\n");
}

TEST_CASE("a broken promise tells the step behind it: the deepest one that holds the path") {
  const steps::Plan plan = plan_with({{"/home", "filesystem.ro"}, {"/home/me", "filesystem.rw"}, {"/homely", "no"}});
  const auto told = [&](const std::string& path) {
    return control::verdict_on(trial(Deed::read, path, Expected::deny), 0, plan);
  };
  CHECK(told("/home/me/file").ends_with("      by own.toml:9 filesystem.rw: attach /home/me, writable\n"));
  CHECK(told("/home/you").ends_with("      by own.toml:9 filesystem.ro: attach /home, writable\n"));
  CHECK(told("/usr").ends_with("should be denied\n"));
}

TEST_CASE("what a profile says is printed so that it cannot draw on the terminal") {
  const std::string told = control::verdict_on(trial(Deed::read, "/\x1b[31m", Expected::deny), 0, {});
  CHECK(told.find('\x1b') == std::string::npos);
}

TEST_CASE("the command line of a witness is known as such, and no other is") {
  const std::vector<witness::Question> questions{{Deed::env, "HOME"}};
  const std::vector<std::string> command = witness::command_for(questions);
  REQUIRE(command.size() == 2);
  const std::vector<const char*> argv{command[0].c_str(), command[1].c_str()};
  CHECK(witness::is_called(2, argv.data()));
  const char* const other[] = {"sandboxctl", "test"};
  CHECK(!witness::is_called(2, other));
  CHECK(!witness::is_called(0, other));
}

TEST_CASE("addresses are numbers and a port, or a path") {
  const auto is_fine = [](const char* address) { return !policy::check_addresses({{address}}); };
  for (const char* good : {"127.0.0.1:80", "[::1]:80", "/run/socket", "~/socket", "${XDG_RUNTIME_DIR}/bus"})
    CHECK_MESSAGE(is_fine(good), good);
  for (const char* bad : {"localhost:80", "127.0.0.1", "127.0.0.1:80-90", "::1:80", "[127.0.0.1]:80", ":80", "1.2.3:80",
                          "[]:80", "127.0.0.1:99999"})
    CHECK_MESSAGE(!is_fine(bad), bad);
}
