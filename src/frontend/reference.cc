// See reference.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/reference.h"

#include <span>
#include <type_traits>
#include <vector>

#include "frontend/embedded_profiles.h"
#include "frontend/field_kind.h"
#include "frontend/named_policy.h"
#include "frontend/options.h"
#include "frontend/otherwise.h"
#include "frontend/profile_reader.h"
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
std::string bold(std::string_view key, std::string_view value) {
  return bold(std::string(key).append(" = ").append(value));
}

template <class Words>
std::string listed(const Words& words) {
  std::string text;
  for (const std::string_view word : words) text.append(text.empty() ? "" : ", ").append(bold(word));
  return text;
}

template <class E>
std::string words_with_meanings() {
  std::string text;
  for (const Word<E>& entry : words_of<E>) {
    text.append(text.empty() ? "One of " : ", ").append(bold(entry.word));
    if (!entry.meaning.empty()) text.append(" (").append(plain(entry.meaning)).append(")");
  }
  return text + ".";
}

std::string told_otherwise(const std::string& otherwise) {
  if (otherwise.empty()) return "It must be there.";
  return "Default: " + (is_toml(otherwise) ? bold(otherwise) : plain(otherwise)) + ".";
}

void append_paragraph(std::string& text, const std::string& paragraph) {
  if (!paragraph.empty()) text.append("\t").append(paragraph).append("\n\n");
}

template <class Field>
void append_key(std::string& text, std::string_view name, const policy::KeyText& told, const std::string& otherwise) {
  using Value = typename FieldKind<Field>::Value;
  text.append(bold(name)).append(" = ").append(plain(FieldKind<Field>::words)).append("\n");
  append_paragraph(text, plain(told.help));
  if constexpr (std::is_enum_v<Value>) {
    append_paragraph(text, words_with_meanings<Value>());
    if (!later_words_of<Value>.empty())
      append_paragraph(text, "Not supported yet: " + listed(later_words_of<Value>) + ".");
  }
  append_paragraph(text, told_otherwise(otherwise) + " Example: " + bold(name, told.example));
}

template <class Record>
void append_later_keys(std::string& text) {
  if (!policy::later_keys_of<Record>.empty())
    text.append("Not supported yet: ").append(listed(policy::later_keys_of<Record>)).append(".\n\n");
}

template <class Record>
void append_section(std::string& text, const std::string& heading) {
  text.append("## ").append(plain(heading)).append("\n\n");
  policy::for_each_told_key<Record>(
      [&]<class Field>(const policy::Key<Record, Field>& key, const policy::KeyText& told) {
        if constexpr (!policy::Table<Field>) append_key<Field>(text, key.name, told, otherwise_of(key, told));
      });
  append_later_keys<Record>(text);
}

template <class Record>
void append_tables_in(std::string& text, const std::string& path);

// What an entry of a list may say, when it is a table.
template <class Record>
struct Entries {
  static void append(std::string& text, const std::string& heading) {
    append_section<Record>(text, heading);
    append_tables_in<Record>(text, heading);
  }
};
template <>
struct Entries<policy::Mount> {
  static void append(std::string& text, const std::string& heading) {
    text.append("## ").append(plain(heading)).append("\n\n");
    append_key<Sourced<policy::MountType>>(text, policy::mount_type_key, policy::mount_type_text,
                                           initial_value(Sourced<policy::MountType>{}));
    append_later_keys<policy::Mount>(text);
    append_section<policy::Bind>(text, heading + " of type bind");
    append_section<policy::Tmpfs>(text, heading + " of type tmpfs");
  }
};

// The tables below a table, and those that are entries of its lists.
template <class Record>
void append_tables_in(std::string& text, const std::string& path) {
  policy::for_each_key<Record>([&]<class Field>(const policy::Key<Record, Field>& key) {
    const std::string name(key.name);
    const bool in_entry = path.starts_with("[[");
    const std::string below = path.empty() || in_entry ? name : path + "." + name;
    if constexpr (policy::Table<Field>) {
      append_section<Field>(text, in_entry ? "In " + path + ", the table " + name : "[" + below + "]");
      append_tables_in<Field>(text, below);
    } else if constexpr (has_tables<Field>) {
      if (type_name<typename FieldKind<Field>::Value>.headed)
        Entries<typename FieldKind<Field>::Value>::append(text, "[[" + below + "]]");
      else
        Entries<typename FieldKind<Field>::Value>::append(
            text, "An entry of " + below + (in_entry ? " in " + path : "") + ", when it is a table");
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

std::string reference_of_profiles() {
  std::string text;
  for (const EmbeddedProfile& profile : embedded_profiles())
    text.append(bold(profile.name))
        .append("\n\t")
        .append(plain(built_in_policy(std::string(profile.name)).description.value))
        .append("\n\n");
  return text;
}

std::string reference_of_keys() {
  std::string text;
  append_section<policy::Policy>(text, "At the top");
  append_section<Heritage>(text, "At the top, in profiles only");
  append_tables_in<Heritage>(text, "");
  append_tables_in<policy::Policy>(text, "");
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

std::string reference_of_devices() {
  std::string text;
  for (const policy::DeviceKind& kind : policy::device_kinds())
    text.append(bold(kind.name))
        .append("\n\t")
        .append(plain(kind.help))
        .append(": ")
        .append(plain(kind.paths))
        .append("\n\n");
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
