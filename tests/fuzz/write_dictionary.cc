// write_dictionary OUTPUT: what a fuzzer of profiles can put together, from the tables that the reader works with: each
// key with its example, each key of an entry of a list, and the words that values can be. Runs when the fuzzer is
// built.
//
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <type_traits>

#include "frontend/heritage.h"
#include "policy/etc_groups.h"
#include "policy/policy.h"
#include "policy/syscall_groups.h"
#include "policy/variables.h"
#include "support/words.h"

namespace {

using namespace sandbox;

std::string dictionary;

void add(std::string_view text) {
  dictionary += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') dictionary += '\\';
    dictionary += c == '\n' ? "\\x0a" : std::string(1, c);
  }
  dictionary += "\"\n";
}

template <class E>
void add_words() {
  for (const Word<E>& entry : words_of<E>) add(std::string("\"").append(entry.word).append("\""));
}

// Keys of a table as lines of a profile, those of an entry as a part of an inline table.
template <class Record>
void add_keys(const std::string& path, std::string_view end) {
  policy::for_each_told_key<Record>(
      [&]<class Field>(const policy::Key<Record, Field>& key, const policy::KeyText& told) {
        const std::string name = path + std::string(key.name);
        if constexpr (policy::Table<Field>)
          add_keys<Field>(name + ".", end);
        else
          add(std::string(name).append(" = ").append(told.example).append(end));
        using Value = typename policy::EntryOf<Field>::Type;
        if constexpr (std::is_enum_v<Value>) add_words<Value>();
      });
}

template <class... Records>
void add_entries() {
  (add_keys<Records>("", ", "), ...);
}

void add_rest() {
  for (const policy::EtcGroup& group : policy::etc_groups()) add(group.name);
  for (const auto& variable : words_of<policy::Variable>) add(std::string("${").append(variable.word).append("}"));
  for (const char* text : {"version = 1\n",
                           "\n---\n",
                           "\n---\nversion = 1\n",
                           "extends = [\"parent\"]\n",
                           "[[when]]\n",
                           "if = { ",
                           "then = { ",
                           "else = { ",
                           " },\n",
                           "[[filesystem.mount]]\n",
                           "[[filesystem.file]]\n",
                           "[filesystem]\n",
                           "[env.set]\n",
                           "\"!*\", ",
                           "\"!",
                           "\"~/",
                           "\"${PROJECT}/",
                           "${HOME:-/x}",
                           "?\", ",
                           ":/",
                           "/..",
                           "/proc",
                           "/dev",
                           "/usr",
                           "/etc",
                           "/home/ada",
                           "/home/ada/loop",
                           "/home/ada/out",
                           "/home/ada/up",
                           "/srv/data",
                           "/srv/shut",
                           "/tmp",
                           "planted",
                           "own.toml"})
    add(text);
}

}  // namespace

int main(int argc, char** argv) {
  add_keys<policy::Policy>("", "\n");
  add_keys<frontend::Heritage>("", "\n");
  add_entries<policy::Bind, policy::Tmpfs, policy::File, policy::TmpfsRule, policy::SeccompRule, policy::ArgumentTest,
              policy::Condition, policy::Match, policy::Expectation>();
  add_rest();
  std::FILE* file = argc == 2 ? std::fopen(argv[1], "w") : nullptr;
  if (file == nullptr) return EXIT_FAILURE;
  const bool written = std::fwrite(dictionary.data(), 1, dictionary.size(), file) == dictionary.size();
  return std::fclose(file) == 0 && written ? EXIT_SUCCESS : EXIT_FAILURE;
}
