// A launcher with more rights than its caller is refused, and told how to lose them.
//
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <string>

#include "launch/elevation.h"
#include "support/error.h"

namespace {

using namespace sandbox;

std::string hint_for(const launch::Rights& rights) try {
  launch::refuse_elevation(rights);
  return {};
} catch (const SystemError& error) {
  CHECK(error.status() == ExitStatus::launcher_failed);
  return error.complaint().hint;
}

launch::Rights ordinary() {
  return {.uid = 1000,
          .effective_uid = 1000,
          .gid = 1000,
          .effective_gid = 1000,
          .secure = false,
          .has_capabilities = false,
          .program = "/opt/my sandbox"};
}

}  // namespace

TEST_CASE("an ordinary program is let through, whatever rights its caller has") {
  CHECK(hint_for(ordinary()).empty());
  launch::Rights rights = ordinary();
  rights.has_capabilities = true;
  CHECK(hint_for(rights).empty());
}

TEST_CASE("a security module's word alone is no elevation") {
  launch::Rights rights = ordinary();
  rights.secure = true;
  CHECK(hint_for(rights).empty());
}

TEST_CASE("each kind of elevation has its remedy") {
  launch::Rights user = ordinary();
  user.effective_uid = 0;
  CHECK(hint_for(user) == "it needs no rights of its own: sudo chmod u-s '/opt/my sandbox'");
  launch::Rights group = ordinary();
  group.effective_gid = 0;
  CHECK(hint_for(group) == "it needs no rights of its own: sudo chmod g-s '/opt/my sandbox'");
  launch::Rights capable = ordinary();
  capable.secure = capable.has_capabilities = true;
  CHECK(hint_for(capable) == "it needs no rights of its own: sudo setcap -r '/opt/my sandbox'");
}
