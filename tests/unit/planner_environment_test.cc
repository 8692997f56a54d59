// The environment of the command: what beats what, and what never passes unless it is spelt out.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "own_profile.h"
#include "planner/planner.h"
#include "policy/environment.h"
#include "pretend_host.h"

namespace {

using namespace sandbox;
using Variables = std::map<std::string, std::string>;

// What the command gets under this [env] table; entries of `more` are in the caller's environment, too.
Variables environment(const std::string& env, const std::vector<std::string>& more = {}) {
  testing::PretendHost host;
  host.variables.insert(host.variables.end(), more.begin(), more.end());
  Variables variables;
  for (const std::string& entry :
       planner::plan(testing::own_policy("[env]\n" + env), {"/bin/true"}, host).execute.envp) {
    const std::size_t equals = entry.find('=');
    const bool first = variables.emplace(entry.substr(0, equals), entry.substr(equals + 1)).second;
    CHECK_MESSAGE(first, entry);
  }
  return variables;
}

bool passes(const std::string& env, const std::string& name) {
  const Variables variables = environment(env, {name + "=of-the-caller"});
  const auto found = variables.find(name);
  return found != variables.end() && found->second == "of-the-caller";
}

}  // namespace

TEST_CASE("a profile that says nothing passes nothing of the caller's") {
  const Variables expected{
      {"HOME", "/home/ada"},   {"USER", "ada"},
      {"LOGNAME", "ada"},      {"PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"},
      {"SANDBOX", "1"},        {"SANDBOX_NAME", "own"},
      {"container", "sandbox"}};
  CHECK(environment("") == expected);
}

TEST_CASE("inherit says which pass without being named") {
  CHECK_FALSE(passes("", "LC_ALL"));
  CHECK(passes("inherit = \"minimal\"", "LC_ALL"));
  CHECK_FALSE(passes("inherit = \"minimal\"", "LC"));
  CHECK_FALSE(passes("inherit = \"minimal\"", "MY_VARIABLE"));
  CHECK_FALSE(passes("inherit = \"minimal\"", "TERMINAL"));
  CHECK(passes("inherit = \"all\"", "MY_VARIABLE"));
}

TEST_CASE("each of the six rules beats those before it") {
  // inherit < pattern in unset
  CHECK_FALSE(passes("inherit = \"all\"\nunset = [\"MY_*\"]", "MY_VARIABLE"));
  // nothing inherited < pattern in pass
  CHECK(passes("pass = [\"MY_*\"]", "MY_VARIABLE"));
  // pattern in pass < pattern in unset
  CHECK_FALSE(passes("pass = [\"MY_*\"]\nunset = [\"*_VARIABLE\"]", "MY_VARIABLE"));
  // pattern in unset < spelt out in pass
  CHECK(passes("pass = [\"MY_VARIABLE\"]\nunset = [\"MY_*\"]", "MY_VARIABLE"));
  // spelt out in pass < spelt out in unset
  CHECK_FALSE(passes("pass = [\"MY_VARIABLE\"]\nunset = [\"MY_VARIABLE\"]", "MY_VARIABLE"));
  // everything < set
  CHECK(environment("unset = [\"X\"]\nset = { X = \"1\" }").at("X") == "1");
  CHECK(environment("pass = [\"X\"]\nset = { X = \"1\" }", {"X=2"}).at("X") == "1");
}

TEST_CASE("a pattern's star stands for any characters, also none, anywhere") {
  CHECK(passes("pass = [\"MY*\"]", "MY"));
  CHECK(passes("pass = [\"*\"]", "MY"));
  CHECK(passes("pass = [\"*Y\"]", "MY"));
  CHECK(passes("pass = [\"A*B*C\"]", "AxBxBC"));
  CHECK(passes("pass = [\"A**C\"]", "AC"));
  CHECK_FALSE(passes("pass = [\"A*B\"]", "AxBx"));
  CHECK_FALSE(passes("pass = [\"A*B\"]", "xAB"));
  CHECK_FALSE(passes("pass = [\"MY\"]", "MYSELF"));
}

TEST_CASE("secrets, services and what changes how programs are loaded pass only when they are spelt out") {
  std::vector<std::string> names{"GITHUB_TOKEN",  "MY_SECRET_KEY",  "AWS_REGION", "DBUS_SESSION_BUS_ADDRESS",
                                 "SSH_AUTH_SOCK", "LD_LIBRARY_PATH"};
  for (const std::string_view name : policy::secret_names) {
    std::string instance(name);
    for (std::size_t star = 0; (star = instance.find('*')) != std::string::npos;) instance.replace(star, 1, "X");
    names.push_back(instance);
  }
  for (const std::string& name : names) {
    CAPTURE(name);
    CHECK_FALSE(passes("inherit = \"all\"", name));
    CHECK_FALSE(passes("inherit = \"all\"\npass = [\"*\"]", name));
    CHECK_FALSE(passes("pass = [\"" + name.substr(0, name.size() - 1) + "*\"]", name));
    CHECK(passes("pass = [\"" + name + "\"]", name));
  }
}

TEST_CASE("the launcher's own variables pass never") {
  for (const char* name : {"SANDBOX_PROFILE", "SANDBOX_PROFILE_PATH"}) {
    CHECK_FALSE(passes("inherit = \"all\"", name));
    CHECK_FALSE(passes("pass = [\"" + std::string(name) + "\"]", name));
  }
}

TEST_CASE("who and where the command is, the caller's variables do not say") {
  const std::vector<std::string> lies{"USER=root", "LOGNAME=root", "SANDBOX=0", "container=none"};
  const Variables variables = environment("inherit = \"all\"", lies);
  CHECK(variables.at("HOME") == "/home/ada");
  CHECK(variables.at("USER") == "ada");
  CHECK(variables.at("LOGNAME") == "ada");
  CHECK(variables.at("SANDBOX") == "1");
  CHECK(variables.at("container") == "sandbox");
  CHECK(environment("set = { HOME = \"/tmp\" }").at("HOME") == "/tmp");
  CHECK(environment("unset = [\"USER\"]").count("USER") == 0);
}

TEST_CASE("PATH comes from env.path, else from the caller when it passes, else it is the usual one") {
  CHECK(environment("inherit = \"minimal\"").at("PATH") == "/usr/local/bin:/usr/bin:/bin");
  CHECK(environment("inherit = \"minimal\"\npath = [\"~/bin\", \"/bin\"]").at("PATH") == "/home/ada/bin:/bin");
  CHECK(environment("inherit = \"minimal\"\nunset = [\"PATH\"]").count("PATH") == 0);
}

TEST_CASE("values that are set may name variables, and \"$$\" is a dollar sign") {
  const Variables variables = environment("[env.set]\nA = \"${HOME}/x:${PWD}\"\nB = \"$$HOME\"\nC = \"\"\nD = \"~\"");
  CHECK(variables.at("A") == "/home/ada/x:/home/ada/src/tool");
  CHECK(variables.at("B") == "$HOME");
  CHECK(variables.at("C").empty());
  CHECK(variables.at("D") == "~");
}

TEST_CASE("what is no assignment in the caller's environment is left out, and values keep their bytes") {
  const Variables variables = environment("inherit = \"all\"", {"no-assignment", "=x", "E=", "F=a=b\nc\xff"});
  CHECK(variables.count("no-assignment") == 0);
  CHECK(variables.count("") == 0);
  CHECK(variables.at("E").empty());
  CHECK(variables.at("F") == "a=b\nc\xff");
}
