// A fuzzer of the whole way from a profile's text to its filter: whatever the text, it is refused in words, or its
// filter answers every system call as the policy reads.
//
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "filter_comparison.h"
#include "frontend/profile_reader.h"
#include "support/error.h"

namespace {

using namespace sandbox;

// The text is what stands below the version.
policy::Policy policy_of(const std::string& text) {
  policy::Policy policy;
  frontend::Profile("version = 1\n" + text, "fuzz.toml", "fuzz").apply(policy, {frontend::nowhere(), ""});
  policy::check(policy);
  return policy;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    const std::string found = testing::first_disagreement(policy_of(text));
    if (found.empty()) return 0;
    std::fprintf(stderr, "%s\n", found.c_str());
    std::abort();
  } catch (const Error& error) {
    // A refusal has words; anything else that is thrown ends the fuzzer.
    if (error.complaint().sentence.empty()) std::abort();
  }
  return 0;
}
