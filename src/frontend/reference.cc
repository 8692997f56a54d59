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
void append_words(std::string& text) {
  if constexpr (std::is_enum_v<Entry>) {
    text.append("\tOne of ").append(listed(all_words<Entry>())).append(".");
    if (!later_words_of<Entry>.empty())
      text.append(" Not supported yet: ").append(listed(later_words_of<Entry>)).append(".");
    text.append("\n\n");
  }
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
      text.append(bold(key.name)).append(" = ").append(plain(Kind<Field>::words())).append("\n");
      text.append("\t").append(plain(key.help)).append("\n\n");
      append_words<typename Kind<Field>::Entry>(text);
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
  return text;
}

std::string reference_of_keys() {
  std::string text = "## At the top\n\n";
  append_keys<policy::Policy>(text);
  append_keys<Heritage>(text);
  append_later_keys<policy::Policy>(text);
  append_tables<policy::Policy>(text, "");
  append_section<policy::Bind>(text, plain("[[filesystem.mount]]") + " with type = \"bind\"");
  append_section<policy::Tmpfs>(text, plain("[[filesystem.mount]]") + " with type = \"tmpfs\"");
  text.append("Not supported yet: types ")
      .append(listed(later_words_of<policy::MountType>))
      .append(", and their keys ");
  text.append(listed(policy::later_keys_of<policy::Mount>)).append(".\n\n");
  append_section<policy::File>(text, plain("[[filesystem.file]]"));
  append_section<policy::TmpfsRule>(text, "An entry of filesystem.tmpfs, when it is a table");
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

}  // namespace sandbox::frontend
