// See devices.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/devices.h"

#include <array>

#include "support/paths.h"
#include "support/quote.h"
#include "support/words.h"

namespace sandbox::policy {
namespace {

constexpr auto kinds = std::to_array<DeviceKind>({
    {"dri", "graphics cards", "/dev/dri /dev/nvidia*"},
    {"kvm", "virtual machines", "/dev/kvm"},
    {"fuse", "file systems of programs", "/dev/fuse"},
    {"tun", "network tunnels", "/dev/net/tun"},
    {"snd", "sound cards", "/dev/snd"},
    {"input", "keyboards, mice, gamepads: all that is typed", "/dev/input /dev/uinput"},
    {"usb", "USB devices as a whole", "/dev/bus/usb"},
    {"video", "cameras", "/dev/video* /dev/media*"},
    {"ntsync", "Windows' synchronisation, for Wine", "/dev/ntsync"},
    {"tpm", "the trusted platform module", "/dev/tpm* /dev/tpmrm*"},
    {"u2f", "security keys, and all other HID devices", "/dev/hidraw*"},
});

struct SocketPaths {
  std::string_view key;
  std::span<const std::string_view> paths;
};

constexpr auto ssh_agent = std::to_array<std::string_view>({"${env:SSH_AUTH_SOCK}"});
constexpr auto gpg_agent =
    std::to_array<std::string_view>({"${XDG_RUNTIME_DIR}/gnupg/S.gpg-agent", "~/.gnupg/S.gpg-agent"});
constexpr auto pcsc = std::to_array<std::string_view>({"/run/pcscd/pcscd.comm"});
constexpr auto cups = std::to_array<std::string_view>({"/run/cups/cups.sock"});
constexpr auto nscd = std::to_array<std::string_view>({"/run/nscd/socket"});
constexpr auto journal = std::to_array<std::string_view>(
    {"/run/systemd/journal/socket", "/run/systemd/journal/stdout", "/run/systemd/journal/dev-log"});

constexpr auto sockets = std::to_array<SocketPaths>({
    {"ssh_agent", ssh_agent},
    {"gpg_agent", gpg_agent},
    {"pcsc", pcsc},
    {"cups", cups},
    {"nscd", nscd},
    {"journal", journal},
});

}  // namespace

std::span<const DeviceKind> device_kinds() { return kinds; }

const DeviceKind* find_device_kind(std::string_view name) {
  for (const DeviceKind& kind : kinds)
    if (kind.name == name) return &kind;
  return nullptr;
}

Verdict check_device(const std::string& device) {
  if (find_device_kind(device) != nullptr) return std::nullopt;
  if (device.starts_with("/dev/") && !climbs(device)) return std::nullopt;
  std::vector<std::string_view> names;
  for (const DeviceKind& kind : kinds) names.push_back(kind.name);
  return Fault{"there is no kind of device " + quoted(device) + did_you_mean(device, names),
               "one of " + joined_with_or(names) + ", or a path below /dev"};
}

std::span<const std::string_view> paths_of_socket(std::string_view key) {
  for (const SocketPaths& socket : sockets)
    if (socket.key == key) return socket.paths;
  return {};
}

}  // namespace sandbox::policy
