// The language of profiles for editors: a JSON schema, made from the key tables. It is valid under draft-07, and under
// draft-04, which some checkers of TOML are bound to.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sandbox::frontend {

/// The text of share/sandbox/sandbox-profile.schema.json: every key that this build carries out, and no other.
std::string schema_of_profiles();

}  // namespace sandbox::frontend
