// See packages.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "machine/packages.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "machine/distribution.h"
#include "support/words.h"

namespace sandbox {
namespace {

// How programs are installed in a family of distributions; their ids have spaces between.
struct Installer {
  std::string_view command;
  std::string_view distributions;
};

// The order of the families is that of the names in Package.
constexpr auto installers = std::to_array<Installer>({{"sudo apt-get install", "debian ubuntu"},
                                                      {"sudo dnf install", "fedora rhel centos"},
                                                      {"sudo pacman -S", "arch"},
                                                      {"sudo zypper install", "suse opensuse"},
                                                      {"sudo apk add", "alpine"}});

// What the package of a program is called in each family.
struct Package {
  std::string_view program;
  std::array<std::string_view, installers.size()> names;
};

constexpr std::array<std::string_view, installers.size()> of_id_maps = {"uidmap", "shadow-utils", "shadow", "shadow",
                                                                        "shadow-subids"};
constexpr auto packages = std::to_array<Package>(
    {{"newuidmap", of_id_maps},
     {"newgidmap", of_id_maps},
     {"pasta", {"passt", "passt", "passt", "passt", "passt"}},
     {"xdg-dbus-proxy", {"xdg-dbus-proxy", "xdg-dbus-proxy", "xdg-dbus-proxy", "xdg-dbus-proxy", "xdg-dbus-proxy"}}});

const Package& package_of(std::string_view program) {
  return *std::find_if(packages.begin(), packages.end(), [&](const Package& one) { return one.program == program; });
}

}  // namespace

std::string installation_of(std::string_view program, const Host& host) {
  const Package& package = package_of(program);
  if (const std::optional<Distribution> distribution = distribution_of(host))
    for (std::size_t family = 0; family < installers.size(); ++family)
      for (const std::string_view id : split(installers[family].distributions, ' '))
        if (distribution->is(id)) return fmt::format("{} {}", installers[family].command, package.names[family]);
  return fmt::format("install the package {} (Debian's name), {} (Fedora's) or {} (Arch's)", package.names[0],
                     package.names[1], package.names[2]);
}

std::string helper_program(std::string_view program, const Host& host) {
  for (const char* directory : {"/usr/bin/", "/bin/", "/usr/local/bin/", "/run/wrappers/bin/"}) {
    const std::string path = std::string(directory).append(program);
    const Answer answer = host.find(*HostPath::parse(path));
    if (const auto* found = std::get_if<Found>(&answer); found != nullptr && found->kind == Kind::file) return path;
  }
  return {};
}

}  // namespace sandbox
