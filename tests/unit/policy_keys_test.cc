// The tables of keys and of named groups, as data: what is true of every entry.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <doctest/doctest.h>
#include <set>
#include <string>
#include <string_view>

#include "frontend/profile_reader.h"
#include "policy/etc_groups.h"
#include "policy/policy.h"
#include "support/error.h"
#include "support/origin.h"
#include "support/paths.h"

namespace {

using namespace sandbox;
using policy::EtcGroup;

bool is_snake_case(std::string_view name) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && name.front() >= 'a' && std::all_of(name.begin(), name.end(), plain);
}

// How many keys stand in a table and in those below it.
template <class Record>
std::size_t check_table() {
  std::set<std::string_view> names;
  std::size_t count = 0;
  policy::for_each_told_key<Record>(
      [&]<class Field>(const policy::Key<Record, Field>& key, const policy::KeyText& told) {
        CAPTURE(key.name);
        CHECK(is_snake_case(key.name));
        CHECK(!told.help.empty());
        CHECK(told.help.back() != '.');
        CHECK(names.insert(key.name).second);
        ++count;
        if constexpr (policy::Table<Field>) count += check_table<Field>();
      });
  for (const std::string_view later : policy::later_keys_of<Record>) {
    CAPTURE(later);
    CHECK(is_snake_case(later));
    CHECK_MESSAGE(names.insert(later).second, "is a key of today, or stands twice");
  }
  return count;
}

template <class Record>
bool has_key(std::string_view name) {
  bool found = false;
  policy::for_each_key<Record>([&](const auto& key) { found = found || key.name == name; });
  return found;
}

Sourced<std::string> text(const char* value, const char* place) {
  return {.value = value, .origin = {.place = place, .key = {}}};
}

std::string complaint_about(const policy::Policy& policy) try {
  policy::check(policy);
  return "no complaint";
} catch (const PolicyError& error) {
  return error.complaint().text();
}

}  // namespace

TEST_CASE("keys are in snake case, explained, and each stands once in its table") {
  CHECK(check_table<policy::Policy>() > 40);
  CHECK(check_table<policy::Bind>() == 6);
  CHECK(check_table<policy::Tmpfs>() == 5);
  CHECK(check_table<policy::File>() == 5);
  CHECK(check_table<policy::TmpfsRule>() == 4);
  CHECK(check_table<frontend::Heritage>() > 4);
}

TEST_CASE("what chooses and what comes later are no keys of a mount") {
  CHECK(!has_key<policy::Bind>(policy::mount_type_key));
  CHECK(!has_key<policy::Tmpfs>(policy::mount_type_key));
  for (const std::string_view later : policy::later_keys_of<policy::Mount>) {
    CAPTURE(later);
    CHECK(!has_key<policy::Bind>(later));
    CHECK(!has_key<policy::Tmpfs>(later));
  }
  CHECK(!has_key<policy::Policy>("extends"));
}

TEST_CASE("an empty policy gives nothing away") {
  const policy::Policy empty;
  CHECK(empty.filesystem.system.value == policy::SystemTrees::none);
  CHECK(empty.filesystem.home.value == policy::Home::none);
  CHECK(empty.env.inherit.value == policy::Inherit::none);
  CHECK(empty.network.mode.value == policy::NetworkMode::none);
  CHECK(empty.namespaces.share.empty());
  CHECK(policy::Bind{}.mode.value == policy::Access::ro);
  CHECK(!policy::Bind{}.optional.value);
  CHECK(!policy::File{}.writable.value);
  CHECK(complaint_about(empty) == "no complaint");
}

TEST_CASE("a group of /etc holds names below /etc, each once") {
  std::set<std::string_view> names;
  std::set<std::string_view> members;
  for (const EtcGroup& group : policy::etc_groups()) {
    CAPTURE(group.name);
    CHECK(group.name.starts_with('@'));
    CHECK(names.insert(group.name).second);
    CHECK(!group.help.empty());
    CHECK(!group.members.empty());
    CHECK(policy::find_etc_group(group.name) == &group);
    for (const std::string_view member : group.members) {
      CAPTURE(member);
      CHECK(!policy::check_etc_entry(std::string(member)));
      CHECK(members.insert(member).second);
      CHECK(tidy_absolute("/etc/" + std::string(member)) == "/etc/" + std::string(member));
    }
  }
  CHECK(policy::find_etc_group("base") == nullptr);
  CHECK(policy::find_etc_group("@") == nullptr);
  CHECK(policy::find_etc_group("") == nullptr);
}

TEST_CASE("no group of /etc holds what is secret, or what every sandbox has made for it") {
  for (const EtcGroup& group : policy::etc_groups())
    for (const char* kept : {"passwd", "group", "shadow", "gshadow", "sudoers", "sudoers.d", "ssh", "krb5.keytab"})
      CHECK_MESSAGE(std::find(group.members.begin(), group.members.end(), kept) == group.members.end(), group.name, " ",
                    kept);
}

TEST_CASE("a host name in the host's own UTS namespace is a contradiction") {
  policy::Policy policy;
  policy.namespaces.hostname = text("box", "own.toml:3");
  CHECK(complaint_about(policy) == "no complaint");
  policy.namespaces.share.push_back({policy::Shared::ipc, {.place = "base.toml:8", .key = {}}});
  CHECK(complaint_about(policy) == "no complaint");
  policy.namespaces.share.push_back({policy::Shared::uts, {.place = "base.toml:9", .key = "namespaces.share"}});
  CHECK(complaint_about(policy) ==
        "sandbox: a host name cannot be set in the host's own UTS namespace\n"
        "  wanted by   own.toml:3\n"
        "  hint        take \"uts\" out of namespaces.share (base.toml:9 namespaces.share), or leave the host name "
        "out\n");
  policy.namespaces.hostname = {};
  CHECK(complaint_about(policy) == "no complaint");
}

TEST_CASE("a file with content and a source is a contradiction") {
  policy::Policy policy;
  policy.filesystem.file.push_back({.value = {.path = text("/x", "own.toml:2")}, .origin = {}});
  policy::File& file = policy.filesystem.file.front().value;
  file.content = text("", "own.toml:3");
  CHECK(complaint_about(policy) == "no complaint");
  file.source = text("/y", "own.toml:4");
  CHECK(complaint_about(policy) ==
        "sandbox: a file has either content or a source, not both\n"
        "  wanted by   own.toml:4\n"
        "  hint        the content stands at own.toml:3\n");
  file.content = {};
  CHECK(complaint_about(policy) == "no complaint");
}
