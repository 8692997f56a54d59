// See etc_groups.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/etc_groups.h"

#include <array>

namespace sandbox::policy {
namespace {

constexpr auto base = std::to_array<std::string_view>({
    "nsswitch.conf", "ld.so.cache", "ld.so.conf",     "ld.so.conf.d",   "alternatives", "localtime",  "timezone",
    "locale.alias",  "locale.conf", "default/locale", "os-release",     "login.defs",   "shells",     "profile",
    "profile.d",     "bash.bashrc", "bashrc",         "inputrc",        "terminfo",     "mime.types", "protocols",
    "services",      "host.conf",   "gai.conf",       "debian_version", "gitconfig",
});
constexpr auto tls = std::to_array<std::string_view>(
    {"ssl", "ca-certificates", "ca-certificates.conf", "pki", "crypto-policies", "gnutls", "pkcs11"});
constexpr auto dns = std::to_array<std::string_view>({"resolv.conf", "hosts", "hostname"});
constexpr auto fonts = std::to_array<std::string_view>({"fonts"});
constexpr auto desktop =
    std::to_array<std::string_view>({"gtk-2.0", "gtk-3.0", "gtk-4.0", "xdg", "dconf", "X11", "pango", "drirc", "glvnd",
                                     "vulkan", "OpenCL", "nvidia", "egl"});
constexpr auto audio = std::to_array<std::string_view>({"pulse", "pipewire", "alsa", "asound.conf", "openal"});
constexpr auto python =
    std::to_array<std::string_view>({"python3", "python3.11", "python3.12", "python3.13", "pip.conf"});
constexpr auto java = std::to_array<std::string_view>(
    {"java", "java-11-openjdk", "java-17-openjdk", "java-21-openjdk", "java-25-openjdk", "maven"});
constexpr auto perl = std::to_array<std::string_view>({"perl"});
constexpr auto node = std::to_array<std::string_view>({"npmrc"});

constexpr auto groups = std::to_array<EtcGroup>({
    {"@base", "what nearly every program reads: name services, loader cache, alternatives, time zone, shells", base},
    {"@tls", "certificates and the settings of TLS libraries", tls},
    {"@dns", "name resolution", dns},
    {"@fonts", "fontconfig", fonts},
    {"@desktop", "toolkits, themes and graphics drivers", desktop},
    {"@audio", "sound servers and libraries", audio},
    {"@python", "Python", python},
    {"@java", "Java", java},
    {"@perl", "Perl", perl},
    {"@node", "Node.js", node},
});

}  // namespace

std::span<const EtcGroup> etc_groups() { return groups; }

const EtcGroup* find_etc_group(std::string_view name) {
  for (const EtcGroup& group : groups)
    if (group.name == name) return &group;
  return nullptr;
}

}  // namespace sandbox::policy
