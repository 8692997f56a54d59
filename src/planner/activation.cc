// See activation.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/activation.h"

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {
namespace {

constexpr int most_descriptors = 1024;

// Init is the first process inside, and makes the command before all others.
constexpr const char* process_id_of_command = "2";

// The value of a variable that is a number and nothing else.
std::optional<int> number_in(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

int activated_descriptors(const Host& host) {
  const std::optional<std::string_view> count = variable(host, "LISTEN_FDS");
  if (!count || number_in(variable(host, "LISTEN_PID").value_or("")) != host.process_id()) return 0;
  const std::optional<int> number = number_in(*count);
  if (number && *number >= 0 && *number <= most_descriptors) return *number;
  throw SystemError({.sentence = "LISTEN_FDS is " + quoted(*count) + ", and must be a number up to " +
                                 std::to_string(most_descriptors),
                     .wanted_by = "LISTEN_PID, which names this process",
                     .refused_by = {},
                     .hint = "a service manager sets both; without them no sockets are handed on"});
}

std::map<std::string, std::string> activation_variables(const Host& host) {
  const int count = activated_descriptors(host);
  if (count == 0) return {};
  std::map<std::string, std::string> variables{{"LISTEN_FDS", std::to_string(count)},
                                               {"LISTEN_PID", process_id_of_command}};
  if (const std::optional<std::string_view> names = variable(host, "LISTEN_FDNAMES"))
    variables["LISTEN_FDNAMES"] = *names;
  return variables;
}

}  // namespace sandbox::planner
