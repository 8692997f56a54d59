// See expectation.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/expectation.h"

#include <arpa/inet.h>

#include "policy/ports.h"
#include "support/quote.h"

namespace sandbox::policy {
namespace {

template <class Judge>
Verdict judge_each(const Words& words, Judge judge) {
  return first_fault(words, {"the list is empty", {}}, judge);
}

// With names, a test would try a resolver first.
bool is_numeric(const std::string& host) {
  in6_addr number{};
  if (host.starts_with('[') && host.ends_with(']'))
    return ::inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &number) == 1;
  return ::inet_pton(AF_INET, host.c_str(), &number) == 1;
}

}  // namespace

bool is_tcp_address(std::string_view address) {
  return !address.starts_with('/') && !address.starts_with('~') && !address.starts_with('$');
}

Verdict check_addresses(const Words& words) {
  return judge_each(words, [](const std::string& word) -> Verdict {
    if (!is_tcp_address(word)) return check_inner_path(word);
    const std::size_t colon = word.rfind(':');
    const bool has_port = colon != std::string::npos && port_range(std::string_view(word).substr(colon + 1));
    if (has_port && word.find('-', colon) == std::string::npos && is_numeric(word.substr(0, colon)))
      return std::nullopt;
    return Fault{quoted(word) + " is no address", "\"127.0.0.1:80\", \"[::1]:80\", or the path of a socket"};
  });
}

Verdict check_expected_paths(const Words& words) { return judge_each(words, check_inner_path); }

Verdict check_expected_variables(const Words& words) {
  return judge_each(words, [](const std::string& word) -> Verdict {
    if (!word.empty() && word.find('=') == std::string::npos) return std::nullopt;
    return Fault{quoted(word) + " is not a variable's name", "a name without \"=\""};
  });
}

Verdict check_expectation(const Expectation& expectation) {
  if (!expectation.expect.given()) return Fault{"lacks the key \"expect\"", "expect = \"allow\" or expect = \"deny\""};
  const bool says_what = expectation.read.given() || expectation.write.given() || expectation.exec.given() ||
                         expectation.connect.given() || expectation.env.given();
  if (says_what) return std::nullopt;
  return Fault{"says nothing to try", "one of read, write, exec, connect or env"};
}

}  // namespace sandbox::policy
