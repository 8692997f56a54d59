// See settings.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/settings.h"

#include <type_traits>

#include "policy/key_table.h"
#include "policy/policy.h"
#include "support/words.h"

namespace sandbox::frontend {
namespace {

template <class Field>
std::vector<SettingValue> values_of(const Field& /*takes no single word*/) {
  return {};
}
std::vector<SettingValue> values_of(const Sourced<bool>& /*field*/) { return {{"true", {}}, {"false", {}}}; }
template <class E>
  requires std::is_enum_v<E>
std::vector<SettingValue> values_of(const Sourced<E>& /*field*/) {
  std::vector<SettingValue> values;
  for (const Word<E>& entry : words_of<E>) values.push_back({entry.word, entry.meaning});
  // The one table of words that has truths beside it.
  if constexpr (std::is_same_v<E, policy::LandlockUse>) values.push_back({"false", "never"});
  return values;
}

template <class Record>
void append(std::vector<Setting>& all, const std::string& path) {
  policy::for_each_told_key<Record>(
      [&]<class Field>(const policy::Key<Record, Field>& key, const policy::KeyText& told) {
        const std::string name = path + std::string(key.name);
        if constexpr (policy::Table<Field>)
          append<Field>(all, name + ".");
        else
          all.push_back({name, told.help, values_of(Record{}.*key.field)});
      });
}

}  // namespace

std::vector<Setting> settings() {
  std::vector<Setting> all;
  append<policy::Policy>(all, "");
  return all;
}

}  // namespace sandbox::frontend
