// See landlock.h. Headers of older distributions lack most of the constants, so all of them stand here.
//
// SPDX-License-Identifier: Apache-2.0
#include "kernel/landlock.h"

#include <errno.h>
#include <sys/syscall.h>

#include "kernel/raw.h"

namespace sandbox::kernel {
namespace {

constexpr std::uint64_t bit(unsigned number) noexcept { return std::uint64_t{1} << number; }

// LANDLOCK_ACCESS_FS_…
constexpr std::uint64_t fs_execute = bit(0);
constexpr std::uint64_t fs_write_file = bit(1);
constexpr std::uint64_t fs_read_file = bit(2);
constexpr std::uint64_t fs_read_dir = bit(3);
constexpr std::uint64_t fs_remove_and_make = bit(13) - bit(4);
constexpr std::uint64_t fs_refer = bit(13);      // version 2
constexpr std::uint64_t fs_truncate = bit(14);   // version 3
constexpr std::uint64_t fs_ioctl_dev = bit(15);  // version 5

// LANDLOCK_ACCESS_NET_…, version 4
constexpr std::uint64_t net_bind_tcp = bit(0);
constexpr std::uint64_t net_connect_tcp = bit(1);

// LANDLOCK_SCOPE_…, version 6
constexpr std::uint64_t scope_abstract_unix_socket = bit(0);
constexpr std::uint64_t scope_signal = bit(1);

// What makes sense for a file that is no directory.
constexpr std::uint64_t of_files = fs_execute | fs_write_file | fs_read_file | fs_truncate | fs_ioctl_dev;

constexpr unsigned create_version = 1;            // LANDLOCK_CREATE_RULESET_VERSION
constexpr unsigned rule_path_beneath = 1;         // LANDLOCK_RULE_PATH_BENEATH
constexpr unsigned rule_net_port = 2;             // LANDLOCK_RULE_NET_PORT
constexpr unsigned log_subdomains_off = 1U << 2;  // LANDLOCK_RESTRICT_SELF_LOG_SUBDOMAINS_OFF, version 7

struct RulesetAttributes {
  std::uint64_t handled_access_fs;
  std::uint64_t handled_access_net;
  std::uint64_t scoped;
};

struct __attribute__((packed)) PathBeneath {
  std::uint64_t allowed_access;
  std::int32_t parent_fd;
};

struct NetPort {
  std::uint64_t allowed_access;
  std::uint64_t port;
};

constexpr std::uint64_t when(bool wanted, std::uint64_t rights) noexcept { return wanted ? rights : 0; }

constexpr std::uint64_t file_rights_of(int version) noexcept {
  return (fs_refer - 1) | when(version >= 2, fs_refer) | when(version >= 3, fs_truncate) |
         when(version >= 5, fs_ioctl_dev);
}

constexpr std::uint64_t rights_of(FileAccess access) noexcept {
  return when(access.read, fs_read_file | fs_read_dir) | when(access.execute, fs_execute) |
         when(access.write, fs_write_file | fs_truncate) | when(access.change, fs_remove_and_make | fs_refer) |
         when(access.control, fs_ioctl_dev);
}

}  // namespace

Failure landlock_version(int& version) noexcept {
  const long result = raw(SYS_landlock_create_ruleset, nullptr, 0, create_version);
  version = result < 0 ? 0 : static_cast<int>(result);
  return checked(Call::landlock_create_ruleset, result);
}

Failure create_ruleset(RulesetScope scope, Ruleset& ruleset) noexcept {
  const RulesetAttributes attributes{
      .handled_access_fs = when(scope.files, file_rights_of(scope.version)),
      .handled_access_net = when(scope.tcp_bind, net_bind_tcp) | when(scope.tcp_connect, net_connect_tcp),
      .scoped = when(scope.abstract_sockets, scope_abstract_unix_socket) | when(scope.signals, scope_signal)};
  // An older kernel takes the longer structure as long as what it does not know is zero.
  const long result = raw(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
  if (result < 0) return checked(Call::landlock_create_ruleset, result);
  ruleset.fd = Fd(static_cast<int>(result));
  ruleset.file_rights = attributes.handled_access_fs;
  ruleset.version = scope.version;
  return {};
}

Failure allow_files(const Ruleset& ruleset, int fd, bool directory, FileAccess access) noexcept {
  const std::uint64_t rights = rights_of(access) & ruleset.file_rights & (directory ? ~std::uint64_t{0} : of_files);
  // A rule that allows nothing is an error to the kernel (ENOMSG).
  if (rights == 0) return {};
  const PathBeneath rule{.allowed_access = rights, .parent_fd = fd};
  const Failure failure =
      checked(Call::landlock_add_rule, raw(SYS_landlock_add_rule, ruleset.fd.number(), rule_path_beneath, &rule, 0));
  return failure.error == EBADFD ? Failure{} : failure;
}

Failure allow_port(const Ruleset& ruleset, bool bind, std::uint16_t port) noexcept {
  const NetPort rule{.allowed_access = bind ? net_bind_tcp : net_connect_tcp, .port = port};
  return checked(Call::landlock_add_rule, raw(SYS_landlock_add_rule, ruleset.fd.number(), rule_net_port, &rule, 0));
}

Failure restrict_self(const Ruleset& ruleset) noexcept {
  const unsigned flags = ruleset.version >= 7 ? log_subdomains_off : 0;
  return checked(Call::landlock_restrict_self, raw(SYS_landlock_restrict_self, ruleset.fd.number(), flags));
}

}  // namespace sandbox::kernel
