// A fuzzer of the way from profiles to a plan: whatever they say, they are refused in words, or the plan keeps the
// rules that every plan keeps.
//
// The input is a profile, and behind lines of "---" what else there is: the profile that it can extend as "parent", a
// file that adds to it, the argument of a --set, and the command. All but the first may be missing, so that every
// profile is an input.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/inheritance.h"
#include "frontend/profile_reader.h"
#include "plan_rules.h"
#include "planner/planner.h"
#include "pretend_host.h"
#include "shelf.h"
#include "support/error.h"

namespace {

using namespace sandbox;

constexpr const char* directory = "/home/ada/.config/sandbox/profiles/";

[[noreturn]] void give_up(const std::string& finding) {
  std::fprintf(stderr, "%s\n", finding.c_str());
  std::abort();
}

struct Input {
  std::string profile;
  std::string parent;
  std::string addition;
  std::string assignment;
  std::string command;
};

Input parts_of(std::string_view text) {
  constexpr std::string_view separator = "\n---\n";
  Input input;
  for (std::string* part : {&input.profile, &input.parent, &input.addition, &input.assignment, &input.command}) {
    const std::size_t end = std::min(text.find(separator), text.size());
    *part = text.substr(0, end);
    text.remove_prefix(std::min(end + separator.size(), text.size()));
  }
  return input;
}

// Links of all kinds, and what of the machine's is closed, beside what every pretended machine has.
testing::PretendHost machine_of(std::uint32_t uid) {
  testing::PretendHost host;
  for (const char* name : {"own.toml", "parent.toml", "own.d/more.toml"})
    host.file(directory + std::string(name), "x", 1000);
  host.link("/home/ada/loop", "loop").link("/home/ada/round", "/home/ada/../ada/round/x").link("/home/ada/up", "../..");
  host.link("/home/ada/out", "/srv/data").link("/home/ada/src/tool/planted", "/home/ada/.ssh").link("/srv/gone", "no");
  host.file("/etc/subuid", "ada:100000:65536\n").file("/etc/subgid", "1000:200000:65536\n");
  host.file("/usr/bin/newuidmap").file("/usr/bin/newgidmap").file("/srv/own.bpf", std::string(8, '\0'));
  host.directory("/home/ada/src/tool/.git/hooks", 1000).file("/home/ada/src/tool/.envrc", "x", 1000);
  host.directory("/srv/data").refuse("/srv/shut", 13).closed_file("/etc/shadow");
  host.directory("/sys/firmware").directory("/run/user/1000", 1000).directory("/var/tmp");
  host.who = {.uid = uid, .gid = uid};
  host.descriptors[5] = Descriptor::other;
  return host;
}

testing::Shelf& shelf_of(const Input& input) {
  static testing::Shelf shelf = [] {
    testing::Shelf made;
    made.machine = machine_of(1000);
    made.variables = {{"HOME", "/home/ada"}, {"CI", "1"}, {"PATH", "/usr/bin:/bin"}};
    return made;
  }();
  shelf.files[directory + std::string("own.toml")] = input.profile;
  shelf.files[directory + std::string("parent.toml")] = input.parent;
  shelf.files.erase(directory + std::string("own.d/more.toml"));
  if (!input.addition.empty()) shelf.files[directory + std::string("own.d/more.toml")] = input.addition;
  return shelf;
}

// A refusal has words that a terminal can show, and says what they are about.
void look_at(const Complaint& complaint, bool has_place) {
  const std::string text = complaint.text();
  if (complaint.sentence.empty()) give_up("a refusal without words");
  if (std::any_of(text.begin(), text.end(), [](char c) { return c != '\n' && static_cast<unsigned char>(c) < ' '; }))
    give_up("a refusal that a terminal would obey: " + text);
  if (has_place && complaint.at.place.empty() && complaint.wanted_by.empty()) give_up("a refusal of nothing: " + text);
}

// Nothing when it is refused, or has problems.
std::optional<policy::Policy> policy_of(const Input& input, frontend::Problems* problems) {
  policy::Policy policy;
  try {
    const testing::Shelf& shelf = shelf_of(input);
    const frontend::Ancestry ancestry = frontend::apply_profile(
        policy, "own", {.place = "--profile", .key = {}},
        {.surroundings = shelf, .command = input.command, .problems = problems, .trust = nullptr});
    frontend::settle_provenance(policy, ancestry, shelf);
  } catch (const PolicyError& error) {
    look_at(error.complaint(), true);
    return std::nullopt;
  }
  if (problems == nullptr || problems->empty()) return policy;
  for (const Complaint& complaint : *problems) look_at(complaint, true);
  return std::nullopt;
}

void plan_for(const policy::Policy& policy, const std::string& command, const Host& host) try {
  const std::vector<std::string> words = command.empty() ? std::vector<std::string>() : std::vector{command};
  const steps::Plan plan = planner::plan(policy, words, host);
  if (const std::string broken = testing::broken_rule(plan, policy, host); !broken.empty()) give_up(broken);
  if (steps::text_of(plan).empty()) give_up("a plan without words");
} catch (const Error& error) {
  look_at(error.complaint(), false);
}

void try_out(const Input& input) {
  std::optional<policy::Policy> policy = policy_of(input, nullptr);
  frontend::Problems problems;
  if (policy_of(input, &problems) != policy) give_up("who gathers problems reads another policy");
  if (!policy) return;
  if (!input.assignment.empty()) frontend::apply_assignment(*policy, input.assignment);
  policy::check(*policy);
  static const testing::PretendHost user = machine_of(1000);
  static const testing::PretendHost root = machine_of(0);
  plan_for(*policy, input.command, user);
  plan_for(*policy, input.command, root);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    try_out(parts_of({reinterpret_cast<const char*>(data), size}));
  } catch (const Error& error) {
    // Anything else that is thrown ends the fuzzer.
    look_at(error.complaint(), false);
  }
  return 0;
}
