// One English phrase per action. The same words are printed by --explain and follow "cannot" in an error, so that
// explanation and deed cannot drift apart.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fmt/format.h>

#include "steps/host_action.h"
#include "steps/step.h"
#include "support/quote.h"

namespace sandbox::steps {
namespace {

std::string shown(const HostPath& path) { return visible(path.text()); }
std::string shown(const InnerPath& path) { return visible(path.text()); }

// ", read-only, no executables" and so on; what every mount has is not repeated.
std::string words_of_restrictions(const Restrictions& restrictions) {
  std::string words = restrictions.read_only ? ", read-only" : ", writable";
  if (restrictions.no_exec) words += ", nothing executable";
  if (restrictions.no_symlinks) words += ", links not followed";
  if (restrictions.no_atime) words += ", without access times";
  return words;
}

std::string words_of_rights(const FileRights& rights) {
  std::string words;
  const auto add = [&](bool allowed, std::string_view word) {
    if (allowed) words.append(words.empty() ? "" : ", ").append(word);
  };
  add(rights.read, "read");
  add(rights.execute, "execute");
  add(rights.write, "write");
  add(rights.change, "make and remove");
  add(rights.control, "ioctl");
  return words;
}

std::string_view name_of(FilesystemType type) {
  switch (type) {
    case FilesystemType::tmpfs: return "a tmpfs";
    case FilesystemType::proc: return "a procfs";
    case FilesystemType::devpts: return "a private devpts";
  }
  return {};
}

std::string words_of_descriptors(const std::vector<int>& numbers) {
  return fmt::format("descriptor{} {}", numbers.size() == 1 ? "" : "s", fmt::join(numbers, ", "));
}

std::string words_of_limit(std::uint64_t value) {
  return value == ~std::uint64_t{0} ? "unlimited" : std::to_string(value);
}

std::string phrase(const MapIds& step) {
  return fmt::format("map user \"{}\" and group \"{}\" (inside, outside, count)", step.uid_line, step.gid_line);
}
std::string phrase(const AwaitIdMaps&) { return "wait until the ids are mapped"; }
std::string phrase(const NewClocks& step) {
  std::string offsets = step.offsets;
  std::replace(offsets.begin(), offsets.end(), '\n', ';');
  return fmt::format("give the command clocks of its own ({})", offsets.substr(0, offsets.find_last_not_of(';') + 1));
}
std::string phrase(const BringUpLoopback&) { return "set the loopback interface up"; }
std::string phrase(const SetHostName& step) { return "set the host name to " + visible(step.name); }
std::string phrase(const MakeRoot&) { return "mount an empty root in memory"; }
std::string phrase(const MakeDirectory& step) {
  return fmt::format("make the directory {} (mode {:04o})", shown(step.at), step.mode);
}
std::string phrase(const MakeSymlink& step) {
  return fmt::format("make the link {} to {}", shown(step.at), visible(step.text));
}
std::string phrase(const MakeFile& step) {
  return step.content.empty()
             ? fmt::format("make the empty file {}", shown(step.at))
             : fmt::format("write {} ({} bytes, mode {:04o})", shown(step.at), step.content.size(), step.mode);
}
std::string phrase(const AttachTree& step) {
  const std::string device = step.restrictions.devices ? "the device " : "";
  const std::string what = step.from.text() == step.at.text()
                               ? fmt::format("attach {}{}", device, shown(step.at))
                               : fmt::format("attach {}{} at {}", device, shown(step.from), shown(step.at));
  return what + words_of_restrictions(step.restrictions) + (step.recursive ? "" : ", without what is mounted below");
}
std::string phrase(const AttachPrivate& step) {
  return fmt::format("attach an empty directory in memory at {} (mode {:04o}){}", shown(step.at), step.mode,
                     words_of_restrictions(step.restrictions));
}
std::string phrase(const AttachFile& step) {
  return fmt::format("attach a file of {} bytes at {} (mode {:04o}){}", step.content.size(), shown(step.at), step.mode,
                     words_of_restrictions(step.restrictions));
}
std::string phrase(const Conceal& step) {
  return fmt::format("hide the {} {}", step.kind == PointKind::directory ? "directory" : "file", shown(step.at));
}
std::string phrase(const Protect& step) { return fmt::format("make {} read-only", shown(step.at)); }
std::string phrase(const MountFilesystem& step) {
  std::string text = fmt::format("mount {} at {}", name_of(step.type), shown(step.at));
  for (const Parameter& parameter : step.parameters)
    text += fmt::format(", {}={}", parameter.name, visible(parameter.value));
  return text + words_of_restrictions(step.restrictions);
}
std::string phrase(const ForbidUserNamespaces& step) {
  return std::string("forbid user namespaces inside") +
         (step.detached_procfs ? ", by a procfs that is attached nowhere" : "");
}
std::string phrase(const SealRoot&) { return "make the root read-only"; }
std::string phrase(const EnterRoot&) { return "change to the new root and detach the host's"; }
std::string phrase(const MakeTerminal&) { return "make a pseudo-terminal"; }
std::string phrase(const MakeUndumpable&) { return "close the launcher's memory to other processes"; }
std::string phrase(const JoinNewKeyring&) { return "join a new session keyring"; }
std::string phrase(const DropGroups&) { return "leave the caller's supplementary groups"; }
std::string phrase(const DropCapabilities& step) { return "drop all capabilities" + step.exceptions; }
std::string phrase(const ForbidNewPrivileges&) { return "forbid new privileges"; }
std::string phrase(const ForbidWritableCode&) { return "forbid memory that is writable and executable"; }
std::string phrase(const ShareNoCore&) { return "keep other programs off the siblings of a processor core"; }
std::string phrase(const FilterSyscalls& step) {
  return "install a system call filter " + step.purpose + (step.telling.empty() ? "" : ", and be told of that");
}
std::string phrase(const MakeRuleset& step) {
  std::string about;
  const auto add = [&](bool wanted, std::string_view words) {
    if (wanted) about.append(about.empty() ? "" : ", ").append(words);
  };
  add(step.files, "files");
  add(step.tcp_bind, "TCP ports to listen on");
  add(step.tcp_connect, "TCP ports to connect to");
  add(step.abstract_sockets, "abstract sockets outside");
  add(step.signals, "signals to processes outside");
  return fmt::format("make a Landlock ruleset (version {}) about {}", step.version, about);
}
std::string phrase(const AllowBeneath& step) {
  return fmt::format("allow by Landlock, {} {}: {}", step.kind == PointKind::directory ? "below" : "for",
                     shown(step.at), words_of_rights(step.rights));
}
std::string phrase(const AllowDescriptor& step) {
  return fmt::format("allow by Landlock, for the file of descriptor {}: {}", step.number, words_of_rights(step.rights));
}
std::string phrase(const AllowPorts& step) {
  const std::string ports = step.first == step.last ? fmt::format("port {}", step.first)
                                                    : fmt::format("ports {} to {}", step.first, step.last);
  return fmt::format("allow by Landlock: {} TCP {}", step.use == PortUse::bind ? "listen on" : "connect to", ports);
}
std::string phrase(const RestrictSelf&) { return "enter the Landlock domain"; }
std::string phrase(const TakeTerminal& step) {
  return fmt::format("put the pseudo-terminal in the place of {}{}", words_of_descriptors(step.descriptors),
                     step.foreground ? "" : ", in the background");
}
std::string phrase(const LeaveTerminal& step) {
  return fmt::format("put no terminal in the place of {}", words_of_descriptors(step.descriptors));
}
std::string phrase(const SetLimit& step) {
  return fmt::format("set the limit {} to {} (at most {})", step.name, words_of_limit(step.soft),
                     words_of_limit(step.hard));
}
std::string phrase(const SetNice& step) { return fmt::format("stand back behind others, nice {}", step.nice); }
std::string phrase(const SetUmask& step) { return fmt::format("set the umask to {:04o}", step.mask); }
std::string phrase(const MakeHostDirectory& step) {
  return fmt::format("make the directory {} on the host (mode 0700)", shown(step.path));
}
std::string phrase(const ChangeDirectory& step) { return "start in " + shown(step.to); }

}  // namespace

std::string phrase_of(const Action& action) {
  return std::visit([](const auto& step) { return phrase(step); }, action);
}

std::string phrase_of(const HostAction& action) {
  return std::visit([](const auto& step) { return phrase(step); }, action);
}

}  // namespace sandbox::steps
