// See activation.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/activation.h"

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace sandbox::planner {
namespace {

constexpr int most_descriptors = 1024;

// Init is the first process inside, and makes the command before all others.
constexpr const char* process_id_of_command = "2";

// The value of a variable that is a number and nothing else, or 0.
int number_in(const Host& host, std::string_view name) {
  const std::string_view text = variable(host, name).value_or("");
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number > 0 ? number : 0;
}

}  // namespace

int activated_descriptors(const Host& host) {
  if (number_in(host, "LISTEN_PID") != host.process_id()) return 0;
  const int count = number_in(host, "LISTEN_FDS");
  return count <= most_descriptors ? count : 0;
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
