// See mount_point.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "planner/mount_point.h"

#include <errno.h>
#include <fmt/format.h>

#include "support/error.h"
#include "support/quote.h"

namespace sandbox::planner {

std::string fault_of_point(const Answer& answer, const HostPath& path, std::optional<steps::PointKind> kind) {
  const auto* missing = std::get_if<Missing>(&answer);
  if (missing != nullptr && missing->error == ENOENT && !is_absent(answer, path))
    return fmt::format("a symbolic link on the way leads to {}, which does not exist",
                       shell_word(missing->part.text()));
  if (missing != nullptr)
    return missing->error == ENOENT
               ? fmt::format("{} does not exist on the host, and nothing is ever made there",
                             shell_word(missing->part.text()))
               : fmt::format("{}: {}", shell_word(missing->part.text()), words_of_errno(missing->error));
  const auto& found = std::get<Found>(answer);
  if (!found.links.empty() || found.real != path)
    return fmt::format("{} is a symbolic link, and no mount goes through one",
                       shell_word(found.links.empty() ? path.text() : found.links.front().text()));
  const bool is_directory = found.kind == Kind::directory;
  if (kind && is_directory != (*kind == steps::PointKind::directory))
    return fmt::format("{} is {} directory", shell_word(path.text()), is_directory ? "a" : "no");
  return {};
}

// The first part that is missing begins the path as it is written, unless a link led elsewhere.
bool is_absent(const Answer& answer, const HostPath& path) {
  const auto* missing = std::get_if<Missing>(&answer);
  return missing != nullptr && missing->error == ENOENT && path.is_within(missing->part);
}

}  // namespace sandbox::planner
