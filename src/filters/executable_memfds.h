// A filter by itself: no file in memory that could be executed.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <linux/filter.h>
#include <vector>

namespace sandbox::filters {

/// memfd_create(2) without MFD_NOEXEC_SEAL is answered with EACCES, as the sysctl vm.memfd_noexec has it, which only
/// the host's root may write. Other interfaces of the machine, which have other numbers, are answered with ENOSYS.
std::vector<sock_filter> refuse_executable_memfds();

}  // namespace sandbox::filters
