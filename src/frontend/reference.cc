// See reference.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/reference.h"

#include <map>
#include <span>
#include <type_traits>
#include <vector>

#include "frontend/options.h"
#include "frontend/profile_reader.h"
#include "frontend/type_names.h"
#include "policy/etc_groups.h"
#include "policy/key_table.h"
#include "policy/policy.h"
#include "policy/syscall_features.h"
#include "policy/syscall_groups.h"
#include "policy/variables.h"
#include "support/words.h"

namespace sandbox::frontend {
namespace {

// scdoc gives a meaning to a few characters.
std::string plain(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (std::string_view("*_\\`").find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string bold(std::string_view text) { return "*" + plain(text) + "*"; }

template <class Words>
std::string listed(const Words& words) {
  std::string text;
  for (const std::string_view word : words) text.append(text.empty() ? "" : ", ").append(bold(word));
  return text;
}

// What a field takes, in the words of the reader's own errors.
template <class T>
struct Kind {
  static std::string words() { return std::string(type_name<T>.one); }
  using Entry = T;
};
template <class T>
struct Kind<Sourced<T>> : Kind<T> {};
template <class T>
struct Kind<std::vector<Sourced<T>>> {
  static std::string words() { return std::string(type_name<T>.list); }
  using Entry = T;
};
template <>
struct Kind<std::map<std::string, Sourced<std::string>>> {
  static std::string words() { return "a table of strings"; }
  using Entry = std::string;
};

template <class Entry>
std::string words_of_kind() {
  if constexpr (std::is_enum_v<Entry>) return "One of " + listed(all_words<Entry>()) + ".";
  return {};
}

template <class Entry>
std::string later_words_of_kind() {
  if (later_words_of<Entry>.empty()) return {};
  return "Not supported yet: " + listed(later_words_of<Entry>) + ".";
}

// What holds when no profile has the key, where that is not simply nothing.
template <class Field>
std::string default_of(const Field& /*no word for it*/) {
  return {};
}
template <class T>
std::string default_of(const Sourced<T>& field) {
  if constexpr (std::is_enum_v<T>) return "Default: " + bold(word_of(field.value)) + ".";
  if constexpr (std::is_same_v<T, bool>)
    if (field.value) return "Default: *true*.";
  return {};
}

template <class Field>
void append_key(std::string& text, std::string_view name, std::string_view help, const Field& initial) {
  using Entry = typename Kind<Field>::Entry;
  text.append(bold(name)).append(" = ").append(plain(Kind<Field>::words())).append("\n");
  std::string sentences;
  for (const std::string& sentence : {words_of_kind<Entry>(), default_of(initial), later_words_of_kind<Entry>()})
    if (!sentence.empty()) sentences.append(sentences.empty() ? "\t" : " ").append(sentence);
  text.append("\t").append(plain(help)).append("\n\n");
  if (!sentences.empty()) text.append(sentences).append("\n\n");
}

template <class Record>
void append_later_keys(std::string& text) {
  if (!policy::later_keys_of<Record>.empty())
    text.append("Not supported yet: ").append(listed(policy::later_keys_of<Record>)).append(".\n\n");
}

template <class Record>
void append_keys(std::string& text) {
  policy::for_each_key<Record>([&]<class Field>(const policy::Key<Record, Field>& key) {
    if constexpr (!policy::Table<Field>) {
      append_key(text, key.name, key.help, Record{}.*key.field);
    }
  });
}

template <class Record>
void append_section(std::string& text, const std::string& heading) {
  text.append("## ").append(heading).append("\n\n");
  append_keys<Record>(text);
  append_later_keys<Record>(text);
}

// A table, and the tables below it.
template <class Record>
void append_tables(std::string& text, const std::string& path) {
  policy::for_each_key<Record>([&]<class Field>(const policy::Key<Record, Field>& key) {
    if constexpr (policy::Table<Field>) {
      const std::string below = path.empty() ? std::string(key.name) : path + "." + std::string(key.name);
      append_section<Field>(text, plain("[" + below + "]"));
      append_tables<Field>(text, below);
    }
  });
}

}  // namespace

std::string reference_of_options() {
  std::string text;
  for (const Option& option : options) {
    if (option.short_name != 0) text.append("*-").append(1, option.short_name).append("*, ");
    text.append(bold("--" + std::string(option.name)));
    if (!option.value.empty()) text.append(" _").append(plain(option.value)).append("_");
    text.append("\n\t").append(plain(option.help)).append("\n\n");
  }
  std::vector<std::string> later;
  for (const std::string_view name : later_options) later.push_back("--" + std::string(name));
  return text.append("Not supported yet: ").append(listed(later)).append(".\n\n");
}

std::string reference_of_keys() {
  std::string text = "## At the top\n\n";
  append_keys<policy::Policy>(text);
  append_keys<Heritage>(text);
  append_later_keys<policy::Policy>(text);
  append_tables<policy::Policy>(text, "");
  const std::string mount = plain("[[filesystem.mount]]");
  text.append("## ").append(mount).append("\n\n");
  append_key(text, policy::mount_type_key, "which kind of mount; the other keys depend on it",
             Sourced<policy::MountType>{});
  append_later_keys<policy::Mount>(text);
  append_section<policy::Bind>(text, mount + " of type bind");
  append_section<policy::Tmpfs>(text, mount + " of type tmpfs");
  append_section<policy::File>(text, plain("[[filesystem.file]]"));
  append_section<policy::TmpfsRule>(text, "An entry of filesystem.tmpfs, when it is a table");
  const std::string rule = plain("[[seccomp.rule]]");
  append_section<policy::SeccompRule>(text, rule);
  append_section<policy::ArgumentTest>(text, "An entry of args in " + rule);
  return text;
}

std::string reference_of_variables() {
  std::string text;
  for (const Word<policy::Variable>& entry : words_of<policy::Variable>)
    text.append(bold("${" + std::string(entry.word) + "}"))
        .append("\n\t")
        .append(plain(policy::meaning_of(entry.value)))
        .append("\n\n");
  return text;
}

std::string reference_of_etc_groups() {
  std::string text;
  for (const policy::EtcGroup& group : policy::etc_groups()) {
    text.append(bold(group.name)).append("\n\t").append(plain(group.help)).append(": ");
    std::string members;
    for (const std::string_view member : group.members)
      members.append(members.empty() ? "" : ", ").append(plain(member));
    text.append(members).append("\n\n");
  }
  return text;
}

std::string reference_of_syscalls() {
  std::string text = "# GROUPS\n\n";
  for (const policy::SyscallGroup& group : policy::syscall_groups()) {
    text.append(bold(group.name)).append("\n\t").append(plain(group.help)).append(": ");
    text.append(plain(group.members)).append("\n\n");
  }
  text += "# FEATURES\n\n";
  for (const policy::SyscallFeature& feature : policy::syscall_features()) {
    text.append(bold(feature.name)).append("\n\t").append(plain(feature.help));
    if (!feature.syscalls.empty()) text.append(": ").append(plain(feature.syscalls));
    text.append("\n\n");
  }
  return text;
}

}  // namespace sandbox::frontend
