// Values that may be written in more than one way: as a number or as a word.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "frontend/document.h"
#include "policy/policy.h"

namespace sandbox::frontend {

// The second parameter tells the types apart; it is never looked at. Nothing is returned for what is no such value.

/// A number, or "self".
std::optional<policy::Id> scalar_of(const Value& value, std::optional<policy::Id> wanted);
/// A number, "SOFT:HARD" or "unlimited".
std::optional<policy::LimitRange> scalar_of(const Value& value, std::optional<policy::LimitRange> wanted);
/// A port, or "FIRST-LAST".
std::optional<policy::PortRange> scalar_of(const Value& value, std::optional<policy::PortRange> wanted);
/// "auto", "require", true or false.
std::optional<policy::LandlockUse> scalar_of(const Value& value, std::optional<policy::LandlockUse> wanted);

}  // namespace sandbox::frontend
