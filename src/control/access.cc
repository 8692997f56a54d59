// See access.h. What opens or closes something has a line here; every other key is told as it is written, so that no
// difference between two policies is passed over.
//
// SPDX-License-Identifier: Apache-2.0
#include "control/access.h"

#include <algorithm>
#include <fmt/format.h>
#include <type_traits>
#include <utility>
#include <variant>

#include "filters/decisions.h"
#include "frontend/entry_names.h"
#include "frontend/toml_writer.h"
#include "support/quote.h"
#include "support/words.h"

namespace sandbox::control {
namespace {

// Takes the value out of a field, which is as if nobody had set it afterwards.
template <class T>
T taken(T& field) {
  return std::exchange(field, T{});
}

class Collector {
 public:
  explicit Collector(policy::Policy policy) : policy_(std::move(policy)) {}

  Statements all() {
    about_names();
    about_files(policy_.filesystem);
    about_variables(policy_.env);
    about_the_host(policy_);
    about_system_calls();
    about_the_rest();
    return std::move(statements_);
  }

 private:
  void opens(std::string text, const Origin& origin) { statements_.push_back({Sense::opens, std::move(text), origin}); }
  void closes(std::string text, const Origin& origin) {
    statements_.push_back({Sense::closes, std::move(text), origin});
  }

  template <class T>
  void each_opens(std::vector<Sourced<T>>& list, std::string_view before, std::string_view after = {}) {
    for (const Sourced<T>& entry : taken(list))
      opens(fmt::format("{} {}{}", before, frontend::entry_name(entry.value), after), entry.origin);
  }
  template <class T>
  void each_closes(std::vector<Sourced<T>>& list, std::string_view words) {
    for (const Sourced<T>& entry : taken(list))
      closes(fmt::format("{} {}", words, frontend::entry_name(entry.value)), entry.origin);
  }

  // A ladder: who stands on a rung has all below it as well.
  template <class E>
  void up_to(Sourced<E>& field, const std::vector<std::pair<E, std::string_view>>& rungs) {
    const Sourced<E> value = taken(field);
    for (const auto& [rung, words] : rungs)
      if (value.value >= rung) opens(std::string(words), value.origin);
  }

  // What a person calls a profile is no access.
  void about_names() {
    taken(policy_.version);
    taken(policy_.name);
    taken(policy_.description);
  }

  void about_files(policy::Filesystem& files) {
    using policy::Home;
    up_to<policy::SystemTrees>(files.system, {{policy::SystemTrees::minimal, "sees the operating system, read-only"},
                                              {policy::SystemTrees::full, "sees all of /etc and /opt"}});
    each_opens(files.etc, "sees", " of /etc");
    if (const auto home = taken(files.home); home.value == Home::rw || home.value == Home::ro) {
      opens("reads your whole home", home.origin);
      if (home.value == Home::rw) opens("may change your whole home", home.origin);
    } else if (home.value == Home::persistent) {
      opens("keeps a home of its own between launches", home.origin);
    } else if (home.value == Home::tmpfs) {
      statements_.push_back({Sense::other, "has an empty home", home.origin});
    }
    for (const auto& rule : taken(files.ro)) about_tree(frontend::entry_name(rule.value), false, rule.origin);
    for (const auto& rule : taken(files.rw)) about_tree(frontend::entry_name(rule.value), true, rule.origin);
    // What else a mount says is told with the rest.
    for (const auto& mount : files.mount)
      if (const auto* bind = std::get_if<policy::Bind>(&mount.value); bind != nullptr)
        about_tree(bind->source.value, bind->mode.value == policy::Access::rw, mount.origin);
    each_opens(files.create, "makes", " on the host");
    each_closes(files.hide, "hides");
    each_closes(files.protect, "protects");
  }

  // "/srv/" is "/srv".
  void about_tree(std::string path, bool writable, const Origin& origin) {
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    opens("reads " + path, origin);
    if (writable) opens("may change " + path, origin);
  }

  void about_variables(policy::Environment& env) {
    up_to<policy::Inherit>(env.inherit,
                           {{policy::Inherit::minimal, "gets the variables of language, terminal, user and paths"},
                            {policy::Inherit::all, "gets all variables but secrets"}});
    each_opens(env.pass, "gets the variable");
    each_closes(env.unset, "never gets the variable");
  }

  void about_the_host(policy::Policy& policy) {
    using policy::NetworkMode;
    // In a network of its own, ports lead nowhere.
    if (policy.network.mode.value == NetworkMode::host) {
      about_ports(policy.network.tcp_bind, "listens on");
      about_ports(policy.network.tcp_connect, "connects to");
    }
    up_to<NetworkMode>(policy.network.mode, {{NetworkMode::host, "is in the host's network"}});
    each_opens(policy.network.families, "makes sockets of the family");
    each_opens(policy.namespaces.share, "is in the host's namespace");
    up_to<policy::Nested>(policy.namespaces.nested,
                          {{policy::Nested::browser, "makes user namespaces, as a browser's own sandbox does"},
                           {policy::Nested::allow, "makes any user namespaces, and mounts in them"}});
    each_opens(policy.capabilities.keep, "keeps the capability");
    each_opens(policy.capabilities.ambient, "has at once the capability");
    each_opens(policy.devices.allow, "uses the device");
    about_sockets(policy.sockets);
    each_opens(policy.process.pass_fds, "inherits the descriptor");
    if (const auto tty = taken(policy.terminal.tty); tty.value == policy::Tty::inherit)
      opens("has the caller's terminal itself", tty.origin);
    else if (tty.value == policy::Tty::none)
      closes("has no terminal", tty.origin);
    if (policy.landlock.enable.value == policy::LandlockUse::off)
      opens("is not held by Landlock", taken(policy.landlock.enable).origin);
    is_closed_by(policy.process.memory_deny_write_execute, "makes no memory executable");
    is_closed_by(policy.process.memfd_noexec, "makes no executable files in memory");
  }

  void about_sockets(policy::Sockets& sockets) {
    each_opens(sockets.unix_paths, "talks to the socket");
    policy::for_each_key<policy::Sockets>([&]<class Field>(const policy::Key<policy::Sockets, Field>& key) {
      if constexpr (std::is_same_v<Field, Sourced<bool>>)
        if (const Sourced<bool> wanted = taken(sockets.*key.field); wanted.value)
          opens(fmt::format("talks to {}", key.name), wanted.origin);
    });
  }

  // A list that is not there stands for all.
  void about_ports(policy::Allowlist<policy::PortRange>& list, std::string_view verb) {
    const auto ports = taken(list);
    if (!ports.given()) return opens(fmt::format("{} any TCP port", verb), {});
    for (const auto& range : ports.entries)
      opens(fmt::format("{} TCP port {}", verb, frontend::entry_name(range.value)), range.origin);
    if (ports.entries.empty()) closes(fmt::format("{} no TCP port", verb), ports.origin);
  }

  void is_closed_by(Sourced<bool>& field, std::string_view words) {
    if (const auto value = taken(field); value.value) closes(std::string(words), value.origin);
  }

  // Those of this machine are compared one by one.
  void about_system_calls() {
    for (const syscalls::Machine machine : filters::machines_of(policy_))
      if (machine != syscalls::native)
        opens(fmt::format("makes system calls of {}", word_of(machine)), policy_.seccomp.default_answer.origin);
    policy::Seccomp& seccomp = policy_.seccomp;
    taken(seccomp.default_answer);
    taken(seccomp.allow);
    taken(seccomp.deny);
    taken(seccomp.features);
    taken(seccomp.arch);
    if (const auto filter = taken(seccomp.bpf); filter.given())
      closes("is held by the filter of " + filter.value, filter.origin);
  }

  void about_the_rest() {
    for (const frontend::WrittenValue& value : frontend::values_of(policy_, frontend::Which::given)) {
      if (value.usual) continue;
      const std::string key = value.full_key() + (value.name.empty() ? "" : "." + value.name);
      statements_.push_back({Sense::other, key + " = " + value.toml, value.origin});
    }
  }

  policy::Policy policy_;
  Statements statements_;
};

void append(std::vector<Difference>& all, const Statements& only_here, const Statements& elsewhere, bool is_new) {
  for (const Statement& statement : only_here) {
    const auto same = [&](const Statement& other) { return statement.says_the_same(other); };
    if (std::any_of(elsewhere.begin(), elsewhere.end(), same)) continue;
    const char opened = is_new ? '+' : '-';
    const char closed = is_new ? '-' : '+';
    char sign = statement.sense == Sense::opens ? opened : closed;
    if (statement.sense == Sense::other) sign = '~';
    const char* const after = is_new || statement.sense == Sense::opens ? "" : ", no more";
    all.push_back({sign, statement.text + after, statement.origin});
  }
}

}  // namespace

Statements statements_of(policy::Policy policy) { return Collector(std::move(policy)).all(); }

std::vector<Difference> differences(const policy::Policy& from, const policy::Policy& to) {
  const Statements before = statements_of(from);
  const Statements after = statements_of(to);
  std::vector<Difference> all;
  append(all, after, before, true);
  append(all, before, after, false);
  for (const Statement& gained : calls_gained(from, to)) all.push_back({'+', gained.text, gained.origin});
  for (const Statement& lost : calls_gained(to, from)) all.push_back({'-', lost.text, lost.origin});
  constexpr std::string_view order = "+-~";
  std::stable_sort(all.begin(), all.end(),
                   [&](const Difference& a, const Difference& b) { return order.find(a.sign) < order.find(b.sign); });
  return all;
}

std::string text_of(const std::vector<Difference>& all, std::string_view indent) {
  std::string text;
  for (const auto& [sign, words, origin] : all) {
    text.append(indent).append({sign, ' '}).append(visible(words));
    if (origin.given()) text.append("  (").append(visible(origin.place)).append(")");
    text += "\n";
  }
  return text;
}

}  // namespace sandbox::control
