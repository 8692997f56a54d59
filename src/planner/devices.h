// Devices and sockets of the host, as paths to be shown.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "machine/host.h"
#include "machine/places.h"
#include "planner/sources.h"
#include "policy/policy.h"

namespace sandbox::planner {

/// The paths of the devices that [devices] means on this machine. What a kind names and is not there is left out.
std::vector<Sourced<policy::PathRule>> rules_for_devices(const policy::Devices& devices, const Places& places,
                                                         const Host& host);

/// The sockets that [sockets] means for this caller. What is not there, or has no place, is left out.
std::vector<Wish> wishes_for_sockets(const policy::Sockets& sockets, const Places& places);

}  // namespace sandbox::planner
