// Values that may be written in more than one way: as a number or as a word.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "frontend/document.h"
#include "frontend/type_names.h"
#include "policy/policy.h"

namespace sandbox::frontend {

// Nothing is returned for what is no such value.

/// A number, or "self".
std::optional<policy::Id> scalar_of(Of<policy::Id> type, const Value& value);
/// A number, "SOFT:HARD" or "unlimited".
std::optional<policy::LimitRange> scalar_of(Of<policy::LimitRange> type, const Value& value);
/// A port, or "FIRST-LAST".
std::optional<policy::PortRange> scalar_of(Of<policy::PortRange> type, const Value& value);
/// "auto", "require", true or false.
std::optional<policy::LandlockUse> scalar_of(Of<policy::LandlockUse> type, const Value& value);

}  // namespace sandbox::frontend
