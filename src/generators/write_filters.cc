// Writes shipped_filters.h: the filters of the profiles that come with the launcher, made once, when it is built.
//
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "filters/filter.h"
#include "frontend/embedded_profiles.h"
#include "frontend/named_policy.h"
#include "policy/policy.h"
#include "support/error.h"

namespace {

using namespace sandbox;

// A C++ name for the filter of a profile.
std::string identifier(std::string_view profile, bool first_process) {
  std::string name = (first_process ? "filter_for_init_of_" : "filter_of_") + std::string(profile);
  for (char& letter : name)
    if (letter == '-' || letter == '.') letter = '_';
  return name;
}

struct Written {
  std::string name;
  policy::Policy policy;
};

void write_program(std::FILE* file, const Written& one) {
  std::fprintf(file, "inline constexpr sock_filter %s[] = {\n", one.name.c_str());
  for (const sock_filter& i : filters::compile(one.policy))
    std::fprintf(file, "    {%#x, %u, %u, %#x},\n", i.code, i.jt, i.jf, i.k);
  std::fputs("};\n\n", file);
}

std::vector<Written> all_filters() {
  std::vector<Written> all;
  for (const auto& profile : frontend::embedded_profiles()) {
    policy::Policy policy = frontend::built_in_policy(std::string(profile.name));
    if (!filters::first_process_can_live_under(policy))
      all.push_back({identifier(profile.name, true), filters::for_first_process(policy)});
    all.push_back({identifier(profile.name, false), std::move(policy)});
  }
  return all;
}

bool write(std::FILE* file) {
  std::fputs(
      "// Made from profiles/ and src/policy/ by write_filters.\n#pragma once\n\n#include <linux/filter.h>\n"
      "#include <span>\n#include <string_view>\n\nnamespace sandbox::filters {\n\n",
      file);
  const std::vector<Written> all = all_filters();
  for (const Written& one : all) write_program(file, one);
  std::fputs(
      "/// A filter, and the key of the policies that have it.\nstruct ShippedFilter {\n"
      "  std::string_view key;\n  std::span<const sock_filter> program;\n};\n\n"
      "inline constexpr ShippedFilter shipped_filters[] = {\n",
      file);
  for (const Written& one : all)
    std::fprintf(file, "    {R\"(%s)\", %s},\n", filters::filter_key(one.policy).c_str(), one.name.c_str());
  std::fputs("};\n\n}  // namespace sandbox::filters\n", file);
  return std::ferror(file) == 0;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) return EXIT_FAILURE;
  std::FILE* file = std::fopen(argv[1], "w");
  if (file == nullptr) return EXIT_FAILURE;
  const bool written = write(file);
  return std::fclose(file) == 0 && written ? EXIT_SUCCESS : EXIT_FAILURE;
} catch (const Error& error) {
  std::fputs(error.complaint().text().c_str(), stderr);
  return EXIT_FAILURE;
} catch (const std::exception& error) {
  std::fprintf(stderr, "write_filters: %s\n", error.what());
  return EXIT_FAILURE;
}
