// Which capabilities the command keeps: rights over what the sandbox itself owns, never over the host.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "policy/key_table.h"
#include "support/origin.h"
#include "support/words.h"

namespace sandbox::policy {

/// The capabilities of Linux, in the order of their numbers: capabilities(7).
enum class Capability : std::uint8_t {
  chown,
  dac_override,
  dac_read_search,
  fowner,
  fsetid,
  kill,
  setgid,
  setuid,
  setpcap,
  linux_immutable,
  net_bind_service,
  net_broadcast,
  net_admin,
  net_raw,
  ipc_lock,
  ipc_owner,
  sys_module,
  sys_rawio,
  sys_chroot,
  sys_ptrace,
  sys_pacct,
  sys_admin,
  sys_boot,
  sys_nice,
  sys_resource,
  sys_time,
  sys_tty_config,
  mknod,
  lease,
  audit_write,
  audit_control,
  setfcap,
  mac_override,
  mac_admin,
  syslog,
  wake_alarm,
  block_suspend,
  audit_read,
  perfmon,
  bpf,
  checkpoint_restore
};

/// Refuses the one capability with which the command could take the sandbox apart.
Verdict check_capability(const Capability& capability);

/// The [capabilities] table.
struct Capabilities {
  std::vector<Sourced<Capability>> keep;
  std::vector<Sourced<Capability>> ambient;

  bool operator==(const Capabilities&) const = default;
};

template <>
inline constexpr auto keys_of<Capabilities> = std::tuple{
    key("keep", &Capabilities::keep,
        {.help = "capabilities over the sandbox's own namespaces that are not given up",
         .example = R"(["net_bind_service"])"},
        check_capability),
    key("ambient", &Capabilities::ambient,
        {.help = "which of them a program has at once, also when its user is not 0",
         .example = R"(["net_bind_service"])"},
        check_capability),
};

struct Network;

/// What is wrong with the entries together, and with the network.
void find_contradictions(const Capabilities& capabilities, const Network& network, Contradictions& found);

}  // namespace sandbox::policy

namespace sandbox {

template <>
inline constexpr auto words_of<policy::Capability> = std::to_array<Word<policy::Capability>>({
    {policy::Capability::chown, "chown"},
    {policy::Capability::dac_override, "dac_override"},
    {policy::Capability::dac_read_search, "dac_read_search"},
    {policy::Capability::fowner, "fowner"},
    {policy::Capability::fsetid, "fsetid"},
    {policy::Capability::kill, "kill"},
    {policy::Capability::setgid, "setgid"},
    {policy::Capability::setuid, "setuid"},
    {policy::Capability::setpcap, "setpcap"},
    {policy::Capability::linux_immutable, "linux_immutable"},
    {policy::Capability::net_bind_service, "net_bind_service"},
    {policy::Capability::net_broadcast, "net_broadcast"},
    {policy::Capability::net_admin, "net_admin"},
    {policy::Capability::net_raw, "net_raw"},
    {policy::Capability::ipc_lock, "ipc_lock"},
    {policy::Capability::ipc_owner, "ipc_owner"},
    {policy::Capability::sys_module, "sys_module"},
    {policy::Capability::sys_rawio, "sys_rawio"},
    {policy::Capability::sys_chroot, "sys_chroot"},
    {policy::Capability::sys_ptrace, "sys_ptrace"},
    {policy::Capability::sys_pacct, "sys_pacct"},
    {policy::Capability::sys_admin, "sys_admin"},
    {policy::Capability::sys_boot, "sys_boot"},
    {policy::Capability::sys_nice, "sys_nice"},
    {policy::Capability::sys_resource, "sys_resource"},
    {policy::Capability::sys_time, "sys_time"},
    {policy::Capability::sys_tty_config, "sys_tty_config"},
    {policy::Capability::mknod, "mknod"},
    {policy::Capability::lease, "lease"},
    {policy::Capability::audit_write, "audit_write"},
    {policy::Capability::audit_control, "audit_control"},
    {policy::Capability::setfcap, "setfcap"},
    {policy::Capability::mac_override, "mac_override"},
    {policy::Capability::mac_admin, "mac_admin"},
    {policy::Capability::syslog, "syslog"},
    {policy::Capability::wake_alarm, "wake_alarm"},
    {policy::Capability::block_suspend, "block_suspend"},
    {policy::Capability::audit_read, "audit_read"},
    {policy::Capability::perfmon, "perfmon"},
    {policy::Capability::bpf, "bpf"},
    {policy::Capability::checkpoint_restore, "checkpoint_restore"},
});

}  // namespace sandbox
