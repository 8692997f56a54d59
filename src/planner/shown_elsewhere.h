// What is to be hidden or protected is named as it is inside. Whoever names it as it is on the host, and shows it at
// another path, would have it neither hidden nor protected.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "machine/host.h"
#include "machine/places.h"
#include "planner/layout.h"
#include "policy/filesystem.h"

namespace sandbox::planner {

/// Throws PolicyError for a path that is to be hidden or protected, not merely "if it exists", where nothing of the
/// host stands, when the host's path of the same words is shown elsewhere. `places` are the host's, `inside` those that
/// the command sees. The layout must be settled.
void refuse_what_is_shown_elsewhere(const Layout& layout, const policy::Filesystem& filesystem, const Places& places,
                                    const Places& inside, const Host& host);

}  // namespace sandbox::planner
