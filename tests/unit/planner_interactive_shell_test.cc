// The shell that a person at a terminal gets who names no command.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "own_profile.h"
#include "planner/planner.h"
#include "pretend_host.h"
#include "support/error.h"

namespace {

using namespace sandbox;
using testing::PretendHost;
using Words = std::vector<std::string>;

PretendHost at_terminal(const std::string& shell = "/bin/bash") {
  PretendHost host;
  host.descriptors = {{0, Descriptor::terminal}, {1, Descriptor::terminal}, {2, Descriptor::terminal}};
  for (const char* name : {"bash", "zsh", "fish", "dash", "ksh93"}) host.file("/usr/bin/" + std::string(name));
  host.link("/usr/bin/sh", "dash").link("/usr/bin/ksh", "/etc/alternatives/ksh");
  host.link("/etc/alternatives/ksh", "/usr/bin/ksh93");
  std::replace(host.variables.begin(), host.variables.end(), std::string("SHELL=/bin/bash"), "SHELL=" + shell);
  return host;
}

constexpr const char* system_shown =
    "filesystem.system = \"minimal\"\nfilesystem.home = \"tmpfs\"\nenv.inherit = \"minimal\"\n";

steps::Execute shell_of(const PretendHost& host, const std::string& profile = system_shown) {
  return planner::plan(testing::own_policy(profile), {}, host).execute;
}

std::string value_in(const steps::Execute& execute, const std::string& name) {
  for (const std::string& entry : execute.envp)
    if (entry.starts_with(name + "=")) return entry.substr(name.size() + 1);
  return "none";
}

std::string refusal_of(const PretendHost& host, const std::string& profile = system_shown) try {
  shell_of(host, profile);
  return "";
} catch (const Error& error) {
  return error.complaint().sentence;
}

}  // namespace

TEST_CASE("without a command there is the caller's shell, executed where links lead") {
  const steps::Execute bash = shell_of(at_terminal());
  CHECK(bash.candidates == Words{"/usr/bin/bash"});
  CHECK(bash.argv == Words{"bash", "-i"});
  CHECK(shell_of(at_terminal("/bin/sh")).candidates == Words{"/usr/bin/dash"});
  CHECK(shell_of(at_terminal("/bin/sh")).argv == Words{"sh", "-i"});
  // Whether the links are inside does not matter.
  CHECK(shell_of(at_terminal("/bin/ksh")).candidates == Words{"/usr/bin/ksh93"});
  CHECK(std::is_sorted(bash.envp.begin(), bash.envp.end()));
}

TEST_CASE("the profile's own command comes first, and any command before that") {
  const std::string profile = std::string(system_shown) + "process.command = [\"vi\"]";
  CHECK(shell_of(at_terminal(), profile).argv == Words{"vi"});
  CHECK(planner::plan(testing::own_policy(system_shown), {"ls"}, at_terminal()).execute.argv == Words{"ls"});
}

TEST_CASE("a shell that is not there inside, or is none, gives way to bash, and that to sh") {
  PretendHost host = at_terminal("/home/ada/bin/nu");
  host.file("/home/ada/bin/nu");
  CHECK(shell_of(host).candidates == Words{"/usr/bin/bash"});
  CHECK(shell_of(at_terminal("/usr/sbin/nologin")).candidates == Words{"/usr/bin/bash"});
  CHECK(shell_of(at_terminal("/usr/bin/missing")).candidates == Words{"/usr/bin/bash"});
  CHECK(shell_of(at_terminal("/usr/bin")).candidates == Words{"/usr/bin/bash"});
  host.remove("/usr/bin/bash");
  CHECK(shell_of(host).candidates == Words{"/usr/bin/dash"});
  CHECK(shell_of(host, std::string(system_shown) + "filesystem.ro = [\"/home/ada/bin\"]").candidates ==
        Words{"/home/ada/bin/nu"});
  const std::string not_executable = R"(
[[filesystem.mount]]
type = "bind"
source = "/home/ada/bin"
options = ["noexec"]
)";
  CHECK(shell_of(host, std::string(system_shown) + not_executable).candidates == Words{"/usr/bin/dash"});
}

TEST_CASE("the shell that a profile names is the one, or none") {
  const std::string wish = std::string(system_shown) + "user.shell = ";
  CHECK(shell_of(at_terminal(), wish + "\"/usr/bin/zsh\"").candidates == Words{"/usr/bin/zsh"});
  CHECK(refusal_of(at_terminal(), wish + "\"/usr/bin/missing\"") ==
        "cannot start /usr/bin/missing: it is no program that is shown inside");
}

TEST_CASE("a shell is for who is at a terminal, and has one inside") {
  for (const int number : {0, 1}) {
    PretendHost host = at_terminal();
    host.descriptors[number] = Descriptor::pipe;
    CHECK(refusal_of(host) == "there is no command");
  }
  PretendHost host = at_terminal();
  host.descriptors[2] = Descriptor::other;
  CHECK(refusal_of(host).empty());
  CHECK(refusal_of(host, std::string(system_shown) + "terminal.tty = \"none\"") ==
        "there is no command, and a shell would have no terminal");
  CHECK(refusal_of(host, "filesystem.home = \"tmpfs\"") ==
        "there is no command, and no shell: /bin/bash, /bin/bash and /bin/sh are not shown inside");
}

TEST_CASE("the prompt says where one is, in the way of each shell") {
  CHECK(value_in(shell_of(at_terminal()), "PROMPT_COMMAND") ==
        R"x(PS1="\[\e[1;36m\][sandbox own]\[\e[0m\] $PS1"; unset PROMPT_COMMAND; export -n PS1)x");
  CHECK(value_in(shell_of(at_terminal("/bin/dash")), "PS1") == "\x1b[1;36m[sandbox own]\x1b[0m $ ");
  CHECK(value_in(shell_of(at_terminal("/bin/ksh")), "PS1") == "[sandbox own] $ ");
  CHECK(shell_of(at_terminal("/bin/zsh")).argv == Words{"zsh", "-f", "-i"});
  CHECK(value_in(shell_of(at_terminal("/bin/zsh")), "PS1") == "%B%F{cyan}[sandbox own]%f%b %~%# ");
  const steps::Execute fish = shell_of(at_terminal("/bin/fish"));
  CHECK(fish.argv.at(1) == "-i");
  CHECK(fish.argv.at(3).find("set_color -o cyan; echo -n '[sandbox own] '; set_color normal;") != std::string::npos);
}

TEST_CASE("settings of zsh that are shown are read, and say how the prompt looks") {
  PretendHost host = at_terminal("/bin/zsh");
  host.file("/home/ada/.zshrc");
  CHECK(shell_of(host).argv == Words{"zsh", "-f", "-i"});
  const steps::Execute zsh =
      shell_of(host, "filesystem.system = \"minimal\"\nenv.inherit = \"minimal\"\nfilesystem.ro = [\"~/.zshrc\"]");
  CHECK(zsh.argv == Words{"zsh", "-i"});
  CHECK(value_in(zsh, "PS1") == "none");
  CHECK(value_in(zsh, "RPS1") == "%B%F{cyan}[sandbox own]%f%b");
}

TEST_CASE("colours are left out where they are not wanted, or not known") {
  const auto prompt_with = [](const std::string& variable) {
    PretendHost host = at_terminal("/bin/dash");
    std::erase(host.variables, "TERM=xterm");
    if (!variable.empty()) host.variables.push_back(variable);
    if (!variable.starts_with("TERM")) host.variables.push_back("TERM=xterm");
    return value_in(shell_of(host), "PS1");
  };
  CHECK(prompt_with("NO_COLOR=1") == "[sandbox own] $ ");
  CHECK(prompt_with("TERM=dumb") == "[sandbox own] $ ");
  CHECK(prompt_with("NO_COLOR=") == "\x1b[1;36m[sandbox own]\x1b[0m $ ");
}

TEST_CASE("a prompt that the person or the profile chose stays") {
  const std::string profile = std::string(system_shown) + "env.set = { PS1 = \"it's mine> \" }";
  const steps::Execute bash = shell_of(at_terminal(), profile);
  CHECK(bash.argv == Words{"bash", "-i"});
  CHECK(value_in(bash, "PS1") == "it's mine> ");
  // Settings of the system would take it away.
  CHECK(value_in(bash, "PROMPT_COMMAND") == R"(PS1='it'\''s mine> '; unset PROMPT_COMMAND)");
  const steps::Execute zsh = shell_of(at_terminal("/bin/zsh"), profile);
  CHECK(zsh.argv == Words{"zsh", "-f", "-i"});
  CHECK(value_in(zsh, "PS1") == "it's mine> ");
  CHECK(value_in(shell_of(at_terminal("/bin/ksh"), profile), "PS1") == "it's mine> ");
  const std::string own_command = std::string(system_shown) + "env.set = { PROMPT_COMMAND = \"date\" }";
  CHECK(value_in(shell_of(at_terminal(), own_command), "PROMPT_COMMAND") == "date");
}

TEST_CASE("an odd name of a profile gives the prompt no meaning") {
  policy::Policy policy = testing::own_policy(system_shown);
  policy.name.value = "$(touch x)%n";
  CHECK(value_in(planner::plan(policy, {}, at_terminal("/bin/zsh")).execute, "PS1") == "%B%F{cyan}[sandbox]%f%b %~%# ");
}
