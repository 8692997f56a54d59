// The filters of the shipped profiles in words that a person has read: tests/filters/*.txt.
//
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cerrno>
#include <doctest/doctest.h>
#include <string>

#include "bpf_text.h"
#include "filters/decisions.h"
#include "frontend/named_policy.h"
#include "golden.h"

namespace sandbox::testing {

TEST_CASE("what the shipped filters refuse, and how, is as it was read and kept") {
  constexpr auto machine = syscalls::Machine::x86_64;
  for (const std::string name : {"base", "build", "media", "script"}) {
    const auto decisions = std::array{filters::decisions_of(frontend::built_in_policy(name), machine)};
    const auto program = filters::filter_program(decisions, policy::refuse(ENOSYS));
    const std::string text = "# The system call filter of profile " + name +
                             " on x86-64. Arguments count from 0; of each the\n# lower half is looked at, unless the "
                             "upper one is named.\n\n" +
                             answers_text(program, machine) + "\n# The program\n" + program_text(program, machine);
    check_golden("filters/" + name + ".x86-64.txt", text);
  }
}

}  // namespace sandbox::testing
