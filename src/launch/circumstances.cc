// See circumstances.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/circumstances.h"

#include <algorithm>
#include <array>
#include <climits>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/format.h>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/fd.h"
#include "kernel/files.h"
#include "program_names.h"
#include "steps/plan.h"
#include "support/mount_table.h"
#include "support/quote.h"
#include "support/words.h"

namespace sandbox::launch {
namespace {

// By open(2), since an outer filter that hides openat2(2) is one of the circumstances.
std::optional<std::string> beginning_of(const std::string& path) {
  const kernel::Fd file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  kernel::FileFacts facts;
  if (kernel::inspect(file.number(), facts)) return std::nullopt;
  if (facts.kind != kernel::FileKind::regular) return std::nullopt;
  std::string text(64UL * 1024, '\0');
  std::size_t total = 0;
  // The kernel hands out files of /proc a page at a time.
  for (std::size_t length = 1; length != 0 && total < text.size(); total += length)
    if (kernel::read_some(file.number(), text.data() + total, text.size() - total, length)) return std::nullopt;
  text.resize(total);
  return text;
}

// Both programs are installed side by side.
std::string path_of_launcher() {
  std::array<char, PATH_MAX + 1> buffer{};
  std::size_t length = 0;
  if (kernel::read_link("/proc/self/exe", buffer.data(), buffer.size(), length)) return {};
  const std::string_view program(buffer.data(), length);
  return std::string(program.substr(0, program.rfind('/'))) + "/" SANDBOX_PROGRAM;
}

bool status_says(const Look& look, std::string_view line) {
  const std::optional<std::string> status = look.text_of("/proc/self/status");
  return status && status->find("\n" + std::string(line)) != std::string::npos;
}

// The number of the effective user or group in /proc/self/status, behind that of the real one.
std::optional<unsigned long> effective_id(const Look& look, std::string_view beginning) {
  const std::string status = look.text_of("/proc/self/status").value_or("");
  const std::size_t line = status.find(beginning);
  if (line == std::string::npos) return std::nullopt;
  const std::size_t number = status.find('\t', line + beginning.size());
  if (number == std::string::npos) return std::nullopt;
  return std::strtoul(status.c_str() + number, nullptr, 10);
}

// The rows of /proc/self/uid_map, or gid_map.
std::vector<steps::IdRange> rows_of(const std::string& map) {
  std::vector<steps::IdRange> rows;
  const char* at = map.c_str();
  const auto next = [&at] {
    char* end = nullptr;
    const unsigned long number = std::strtoul(at, &end, 10);
    at = end;
    return static_cast<std::uint32_t>(number);
  };
  for (std::ptrdiff_t lines = std::count(map.begin(), map.end(), '\n'); lines > 0; --lines) {
    steps::IdRange& row = rows.emplace_back();
    row.inside = next();
    row.outside = next();
    row.count = next();
  }
  return rows;
}

// Characters that mean nothing to a shell, to sed and to AppArmor's parser.
bool is_plain(std::string_view path) {
  return std::all_of(path.begin(), path.end(), [](char character) {
    constexpr std::string_view marks = "/._-+";
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || marks.find(character) != std::string_view::npos;
  });
}

// Where the profile looks for the launcher: where root installs programs, and where this one was to be installed.
bool is_attached_to(const std::string& launcher, std::string_view profile) {
  return launcher == "/usr/bin/" SANDBOX_PROGRAM || launcher == "/usr/local/bin/" SANDBOX_PROGRAM ||
         profile.find("\"" + launcher + "{,ctl}\"") != std::string_view::npos;
}

struct ShippedProfile {
  std::string path;
  std::string text;
};

// Our profile for AppArmor: of the tree below which the launcher is installed, or where it was to be installed.
std::optional<ShippedProfile> shipped_profile(const Look& look) {
  std::vector<std::string> places{apparmor_source};
  if (constexpr std::string_view place = "/bin/" SANDBOX_PROGRAM; look.launcher.ends_with(place))
    places.insert(places.begin(),
                  look.launcher.substr(0, look.launcher.size() - place.size()) + "/share/sandbox/apparmor");
  for (std::string& path : places)
    if (std::optional<std::string> text = look.text_of(path)) return ShippedProfile{std::move(path), std::move(*text)};
  return std::nullopt;
}

// The shipped profile with one path more; or, where it is not at hand, one by which the restriction is lifted for
// whatever the launcher starts, too.
std::string profile_for(const std::string& launcher, const std::optional<ShippedProfile>& shipped) {
  const std::string load = fmt::format("sudo tee {0} >/dev/null && sudo apparmor_parser -r {0}", apparmor_target);
  if (shipped)
    return fmt::format("sed 's|^@{{sandbox_programs}} =|& \"{}{{,ctl}}\"|' {} | {}", launcher, shipped->path, load);
  return fmt::format(
      R"(printf 'abi <abi/4.0>,\ninclude <tunables/global>\nprofile sandbox "%s{{,ctl}}" flags=(unconfined) {{ userns, }}\n' {} | {})",
      launcher, load);
}

}  // namespace

const char* const apparmor_source = SANDBOX_DATADIR "/sandbox/apparmor";

Look real_look() {
  return {.text_of = beginning_of,
          .may_execute = [](const std::string& path) { return !kernel::may_execute(path.c_str()); },
          .launcher = path_of_launcher()};
}

std::optional<long> number_in(const Look& look, const std::string& path) {
  const std::optional<std::string> text = look.text_of(path);
  if (!text) return std::nullopt;
  return std::strtol(text->c_str(), nullptr, 10);
}

// A mount namespace always has a mount at "/", unless the caller's root is a plain directory in it: chroot(2).
bool in_a_chroot(const Look& look) {
  const std::optional<std::string> text = look.text_of("/proc/self/mountinfo");
  if (!text) return false;
  const std::vector<MountLine> mounts = mounts_in(*text);
  return std::none_of(mounts.begin(), mounts.end(), [](const MountLine& mount) { return mount.mount_point == "/"; });
}

bool under_a_filter(const Look& look) { return status_says(look, "Seccomp:\t2"); }

bool gains_no_privileges(const Look& look) { return status_says(look, "NoNewPrivs:\t1"); }

// The first one maps all ids onto themselves.
bool in_a_user_namespace(const Look& look) {
  const std::optional<std::string> map = look.text_of("/proc/self/uid_map");
  if (!map) return false;
  return rows_of(*map) != std::vector<steps::IdRange>{{.inside = 0, .outside = 0, .count = 0xffffffff}};
}

bool is_unmapped(const Look& look) {
  const auto lacks = [&](const char* file, std::optional<unsigned long> id) {
    const std::optional<std::string> map = look.text_of(file);
    if (!map || !id) return false;
    const std::vector<steps::IdRange> rows = rows_of(*map);
    return std::none_of(rows.begin(), rows.end(),
                        [&](const steps::IdRange& row) { return *id >= row.inside && *id - row.inside < row.count; });
  };
  return lacks("/proc/self/uid_map", effective_id(look, "\nUid:\t")) ||
         lacks("/proc/self/gid_map", effective_id(look, "\nGid:\t"));
}

bool lacks_procfs(const Look& look) { return !look.text_of("/proc/self/status"); }

bool selinux_enforces(const Look& look) { return number_in(look, "/sys/fs/selinux/enforce").value_or(0) != 0; }

bool apparmor_restricts(const Look& look) {
  return number_in(look, "/proc/sys/kernel/apparmor_restrict_unprivileged_userns").value_or(0) != 0;
}

Hint hint_for_apparmor(const Look& look) {
  const std::string why =
      "AppArmor lets programs without a profile make user namespaces, but takes all rights in them "
      "(kernel.apparmor_restrict_unprivileged_userns=1); ";
  const std::optional<ShippedProfile> shipped = shipped_profile(look);
  if (look.launcher.empty() || (shipped && is_attached_to(look.launcher, shipped->text)))
    return {why + "load the profile that comes with this program",
            fmt::format("sudo install -m644 {0} {1} && sudo apparmor_parser -r {1}",
                        shipped ? shell_word(shipped->path) : apparmor_source, apparmor_target)};
  if (!is_plain(look.launcher)) return {why + "install this program below /usr/local, and load the profile there"};
  return {why + "load a profile for this program's path, which gives the same to whoever can write there",
          profile_for(look.launcher, shipped)};
}

}  // namespace sandbox::launch
