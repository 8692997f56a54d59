// See aftermath.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/aftermath.h"

#include <chrono>
#include <errno.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <string>
#include <unistd.h>

#include "kernel/files.h"
#include "launch/timely_write.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::launch {
namespace {

// What cannot be looked at any more, say behind a directory that the command closed, is new as well.
bool exists_now(const HostPath& path) {
  kernel::FileFacts facts;
  return kernel::inspect_entry(AT_FDCWD, path.c_str(), facts).error != ENOENT;
}

}  // namespace

// Who has not read in time is not waited for once more.
void say(const std::string& text) {
  static bool nobody_reads = false;
  const kernel::Failure failure =
      write_in_time(STDERR_FILENO, text, nobody_reads ? std::chrono::milliseconds{} : reading_patience);
  nobody_reads = failure.error == ETIMEDOUT;
}

void tell_of_new_names(const std::vector<steps::AwaitedName>& names) {
  std::string text;
  for (const steps::AwaitedName& name : names)
    if (exists_now(name.path))
      text += fmt::format("{}: the command made {}, which {} protects: look at it before you use it\n", program_name,
                          shell_word(name.path.text()), visible(name.origin.text()));
  if (!text.empty()) say(text);
}

void tell_of_time_limit(const steps::TimeLimit& limit) {
  say(fmt::format("{}: the command had {}, and is ended (wanted by {})\n", program_name,
                  steps::words_of(limit.until_asked), visible(limit.origin.text())));
}

}  // namespace sandbox::launch
