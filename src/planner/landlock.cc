// See landlock.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/landlock.h"

#include <algorithm>
#include <errno.h>
#include <fmt/format.h>
#include <string_view>

#include "planner/landlock_rules.h"
#include "support/error.h"

namespace sandbox::planner {
namespace {

using policy::LandlockScope;
using policy::LandlockUse;

// The versions of the interface that brought something, and the kernels that brought them.
constexpr int with_refer = 2;
constexpr int with_truncate = 3;
constexpr int with_ports = 4;
constexpr int with_ioctl = 5;
constexpr int with_scopes = 6;
constexpr int newest_known = 7;
constexpr std::string_view linux_with_refer = "5.19";
constexpr std::string_view linux_with_ports = "6.7";
constexpr std::string_view linux_with_scopes = "6.12";

// In a kernel before 5.19, or with Landlock forced to its first version, a domain refuses every rename and link between
// two directories, and no rule can allow it: programs do not cope with that.
constexpr std::string_view only_first_version =
    "version 1 of Landlock's interface refuses every rename and link between directories";

std::string words_of_absence(const LandlockSupport& support) {
  if (support.error == EOPNOTSUPP) return "Landlock was not enabled when this kernel started";
  if (support.error == ENOSYS) return "this kernel has no Landlock";
  return "Landlock cannot be asked for: " + words_of_errno(support.error);
}

std::string hint_for(const LandlockSupport& support, std::string_view needed_linux) {
  if (support.error == EOPNOTSUPP)
    return "add landlock to the boot parameter lsm=, as in lsm=landlock,lockdown,yama,apparmor,bpf";
  if (support.error != 0)
    return fmt::format("it needs Linux {} built with CONFIG_SECURITY_LANDLOCK, or an outer sandbox hides it",
                       needed_linux);
  return fmt::format("it needs Linux {}", needed_linux);
}

std::string refusal_of(const LandlockSupport& support) {
  return support.version == 0 ? fmt::format("landlock_create_ruleset ({})", name_of_errno(support.error))
                              : fmt::format("version {} of Landlock's interface", support.version);
}

[[noreturn]] void refuse(const std::string& what, const Origin& origin, const LandlockSupport& support,
                         std::string_view needed_linux) {
  throw PolicyError({.sentence = fmt::format("cannot restrict {} by Landlock{}", what,
                                             support.version == 0 ? ": " + words_of_absence(support) : ""),
                     .wanted_by = origin.text(),
                     .refused_by = refusal_of(support),
                     .hint = hint_for(support, needed_linux)});
}

class Fence {
 public:
  Fence(const policy::Policy& policy, const LandlockSupport& support, std::vector<std::string>& notes)
      : policy_(policy), support_(support), notes_(notes) {}

  // What the ruleset is about.
  steps::MakeRuleset ruleset() {
    steps::MakeRuleset ruleset{
        .version = std::min(support_.version, newest_known),
        .files = is_about_files(),
        .tcp_bind = is_about(policy_.network.tcp_bind, "the ports to listen on"),
        .tcp_connect = is_about(policy_.network.tcp_connect, "the ports to connect to"),
        .abstract_sockets = keeps(LandlockScope::abstract_unix, "connections to abstract sockets"),
        .signals = keeps(LandlockScope::signal, "signals")};
    if (ruleset.files && support_.version < with_truncate) lose("truncate(2)", with_truncate);
    if (ruleset.files && support_.version < with_ioctl) lose("ioctl(2) of devices", with_ioctl);
    return ruleset;
  }

 private:
  bool is_used() const { return policy_.landlock.enable.value != LandlockUse::off; }
  bool is_required() const { return policy_.landlock.enable.value == LandlockUse::require; }

  void lose(std::string_view what, int needed) {
    if (support_.version > 0)
      notes_.push_back(
          fmt::format("Landlock does not restrict {}: that came with version {} of its interface, and this "
                      "kernel has version {}",
                      what, needed, support_.version));
  }

  bool is_about_files() {
    const std::optional<std::string> why = why_files_are_left_out(policy_, support_);
    if (!why) return true;
    if (is_required()) refuse_without_files(*why);
    notes_.push_back("Landlock does not restrict files: " + *why);
    return false;
  }

  [[noreturn]] void refuse_without_files(const std::string& why) const {
    const Origin& origin = policy_.landlock.enable.origin;
    if (policy_.namespaces.nested.value == policy::Nested::allow)
      throw PolicyError("cannot restrict files by Landlock: " + why, origin,
                        "take one of the two away; the other is wanted by " + policy_.namespaces.nested.origin.text());
    refuse("files", origin, support_, linux_with_refer);
  }

  // Ports that a profile names are a promise, also with "auto".
  bool is_about(const policy::Allowlist<policy::PortRange>& ports, const std::string& what) const {
    if (!ports.given()) return false;
    if (support_.version < with_ports) refuse(what, ports.origin, support_, linux_with_ports);
    return true;
  }

  bool keeps(LandlockScope scope, const std::string& what) {
    const policy::Allowlist<LandlockScope>& scopes = policy_.landlock.scope;
    const bool named = std::any_of(scopes.entries.begin(), scopes.entries.end(),
                                   [&](const Sourced<LandlockScope>& entry) { return entry.value == scope; });
    if (!is_used() || (scopes.given() && !named)) return false;
    if (support_.version >= with_scopes) return true;
    if (named && is_required()) refuse(what, scopes.origin, support_, linux_with_scopes);
    lose(what, with_scopes);
    return false;
  }

  const policy::Policy& policy_;
  const LandlockSupport& support_;
  std::vector<std::string>& notes_;
};

// What was opened for reading cannot be opened again for writing.
void append_descriptor(int number, const Host& host, std::vector<steps::Step>& list) {
  const Opened how = host.opened(number);
  if (!how.reading && !how.writing) return;
  list.push_back({steps::AllowDescriptor{number, {.read = how.reading, .write = how.writing, .control = true}}, {}});
}

void append_ports(const policy::Allowlist<policy::PortRange>& ports, steps::PortUse use,
                  std::vector<steps::Step>& list) {
  for (const auto& [range, origin] : ports.entries)
    list.push_back({steps::AllowPorts{.use = use, .first = range.first, .last = range.last}, origin});
}

}  // namespace

std::optional<std::string> why_files_are_left_out(const policy::Policy& policy, const LandlockSupport& support) {
  if (policy.landlock.enable.value == LandlockUse::off)
    return "it is switched off, by " + policy.landlock.enable.origin.text();
  if (policy.namespaces.nested.value == policy::Nested::allow)
    return "sandboxes inside need mounts (namespaces.nested = \"allow\"), which it would refuse";
  if (support.version == 0) return words_of_absence(support);
  if (support.version < with_refer) return std::string(only_first_version);
  return std::nullopt;
}

std::vector<std::string> landlock_gaps(const LandlockSupport& support) {
  std::vector<std::string> gaps;
  static_cast<void>(Fence({}, support, gaps).ruleset());
  if (support.version < with_ports) {
    const std::string refused = "profiles that name ports of TCP are refused";
    gaps.push_back(support.version == 0 ? refused : fmt::format("{}: that needs Linux {}", refused, linux_with_ports));
  }
  return gaps;
}

std::string landlock_remedy(const LandlockSupport& support) {
  if (support.version == 0) return hint_for(support, linux_with_refer);
  return fmt::format("Linux {} has all of it", linux_with_scopes);
}

LandlockSteps landlock_of(const policy::Policy& policy, const Layout& layout, const std::vector<int>& inherited,
                          const Host& host, std::vector<std::string>& notes) {
  const steps::MakeRuleset ruleset = Fence(policy, host.landlock(), notes).ruleset();
  const bool is_about_ports = ruleset.tcp_bind || ruleset.tcp_connect;
  if (!ruleset.files && !is_about_ports && !ruleset.abstract_sockets && !ruleset.signals) return {};
  LandlockSteps steps;
  std::vector<steps::Step>& list = steps.ruleset;
  list.push_back({ruleset, policy.landlock.enable.origin});
  if (ruleset.files) {
    for (steps::Step& rule : rules_of(layout)) list.push_back(std::move(rule));
    for (const int number : inherited) append_descriptor(number, host, list);
  }
  append_ports(policy.network.tcp_bind, steps::PortUse::bind, list);
  append_ports(policy.network.tcp_connect, steps::PortUse::connect, list);
  steps.restriction.push_back({steps::RestrictSelf{}, policy.landlock.enable.origin});
  return steps;
}

}  // namespace sandbox::planner
