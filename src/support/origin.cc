// See origin.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "support/origin.h"

namespace sandbox {

std::string Origin::text() const {
  if (!given()) return "every sandbox";
  return key.empty() ? place : place + " " + key;
}

}  // namespace sandbox
