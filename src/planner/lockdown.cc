// See lockdown.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/lockdown.h"

#include <cstring>
#include <fmt/format.h>

#include "filters/filter.h"
#include "planner/capabilities.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {
namespace {

steps::Step filter_step(const policy::Policy& policy, std::vector<std::string>& notes) {
  filters::Filter filter = filters::filter_of(policy);
  if (filter.compiled_in)
    notes.push_back(fmt::format("compiled a system call filter of {} instructions in {} microseconds",
                                filter.program.size(), filter.compiled_in->count()));
  return {steps::FilterSyscalls{std::move(filter.program), filters::purpose_of(policy)},
          policy.seccomp.default_answer.origin};
}

// A program as the kernel takes it: an array of struct sock_filter, at most BPF_MAXINSNS of them. What it says, the
// kernel judges when it is installed.
steps::Step step_of_file(const Sourced<std::string>& file, const Places& places, const Host& host) {
  constexpr std::size_t largest = BPF_MAXINSNS * sizeof(sock_filter);
  const HostPath path = expand_path(file.value, places, file.origin);
  const auto refuse = [&](const std::string& why, const std::string& hint) {
    throw PolicyError(fmt::format("{} is no filter program: {}", shell_word(path.text()), why), file.origin, hint);
  };
  const std::optional<std::string> content = host.content(path, largest);
  if (!content) refuse("it must be a regular file that your user can read, of at most 4096 instructions", {});
  if (content->empty()) refuse("it is empty", "seccomp_export_bpf(3) writes such files");
  if (content->size() % sizeof(sock_filter) != 0)
    refuse("its size is no multiple of 8 bytes", "seccomp_export_bpf(3) writes such files");
  std::vector<sock_filter> program(content->size() / sizeof(sock_filter));
  std::memcpy(program.data(), content->data(), content->size());
  return {steps::FilterSyscalls{std::move(program), "from " + shell_word(path.text())}, file.origin};
}

}  // namespace

std::vector<steps::Step> lockdown(const policy::Policy& policy, const Identity& identity, const Host& host,
                                  std::vector<std::string>& notes) {
  std::vector<steps::Step> list;
  list.push_back({steps::MakeUndumpable{}, {}});
  list.push_back({steps::JoinNewKeyring{}, {}});
  if (policy.user.groups.value == policy::Groups::drop)
    list.push_back({steps::DropGroups{}, policy.user.groups.origin});
  list.push_back(drop_capabilities(policy.capabilities, identity.uid, host));
  list.push_back({steps::ForbidNewPrivileges{}, {}});
  const policy::Process& process = policy.process;
  if (process.memory_deny_write_execute.value)
    list.push_back({steps::ForbidWritableCode{}, process.memory_deny_write_execute.origin});
  if (process.core_scheduling.value) list.push_back({steps::ShareNoCore{}, process.core_scheduling.origin});
  if (filters::first_process_can_live_under(policy))
    list.push_back(filter_step(filters::for_first_process(policy), notes));
  return list;
}

std::vector<steps::Step> guard(const policy::Policy& policy, std::vector<std::string>& notes) {
  if (filters::first_process_can_live_under(policy)) return {};
  return {filter_step(filters::for_first_process(policy), notes)};
}

std::vector<steps::Step> filters_of_command(const policy::Policy& policy, const Places& places, const Host& host,
                                            std::vector<std::string>& notes) {
  std::vector<steps::Step> list;
  // First, since the other one may refuse seccomp(2).
  if (policy.seccomp.bpf.given()) list.push_back(step_of_file(policy.seccomp.bpf, places, host));
  if (!filters::first_process_can_live_under(policy)) list.push_back(filter_step(policy, notes));
  return list;
}

}  // namespace sandbox::planner
