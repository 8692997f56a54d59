// See record.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "denials/record.h"

#include <array>
#include <chrono>
#include <cstring>
#include <errno.h>
#include <fmt/format.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

#include "kernel/files.h"
#include "kernel/signals.h"
#include "launch/aftermath.h"
#include "support/error.h"
#include "support/quote.h"

namespace sandbox::denials {
namespace {

constexpr std::string_view journal = "/run/systemd/journal/socket";

[[noreturn]] void refuse(const steps::Watch& watch, const std::string& what, int error, std::string hint) {
  throw LaunchError({.sentence = fmt::format("cannot write refusals to {}: {}", what, words_of_errno(error)),
                     .wanted_by = watch.origin.text(),
                     .refused_by = {},
                     .hint = std::move(hint)});
}

kernel::Fd open_file(const steps::Watch& watch) {
  kernel::Fd file;
  kernel::FileFacts facts;
  const std::string path = shell_word(watch.file->text());
  if (const kernel::Failure failure = kernel::open_to_append(watch.file->c_str(), file))
    refuse(watch, path, failure.error,
           failure.error == ELOOP ? "it is a link, or has become one: name the file itself" : "");
  if (kernel::inspect(file.number(), facts) || facts.kind != kernel::FileKind::regular)
    refuse(watch, path, EINVAL, "it must be a regular file");
  return file;
}

kernel::Fd connect_to_journal(const steps::Watch& watch) {
  kernel::Fd socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, journal.data(), journal.size());
  if (!socket || connect(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    refuse(watch, "the journal", errno, "this needs systemd's journal; log.denials = \"file\" writes to a file");
  return socket;
}

// At most so many bytes of a text, with all of its last letter.
std::string cut_to(std::string text, std::size_t most) {
  constexpr std::string_view more = " ...";
  const auto continues = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; };
  if (text.size() <= most) return text;
  std::size_t end = most - more.size();
  while (end > 0 && continues(text[end])) --end;
  return text.erase(end).append(more);
}

// The command waits meanwhile, and so do its terminal and its time limit: what nobody takes is not said. The terminal
// may be raw. What can be written promises room for so many bytes and no more: a longer line is cut.
void say_at_once(const std::string& line) {
  pollfd place{.fd = STDERR_FILENO, .events = POLLOUT, .revents = 0};
  if (poll(&place, 1, 0) != 1 || (place.revents & POLLOUT) == 0) return;
  const std::string_view end = isatty(STDERR_FILENO) == 1 ? "\r\n" : "\n";
  launch::say(cut_to(fmt::format("{}: {}", program_name, line), PIPE_BUF - end.size()).append(end));
}

double now() {
  using Seconds = std::chrono::duration<double>;
  return std::chrono::duration_cast<Seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

void Record::open() {
  if (watch_->log == steps::DenialLog::file) to_ = open_file(*watch_);
  if (watch_->log == steps::DenialLog::journal) to_ = connect_to_journal(*watch_);
}

void Record::add(const Denial& denial) { tell(line_of(denial), json_of(denial, subject_, now())); }

// What can be told without end fills a disk; what ends without a word hides what comes after.
void Record::close(std::size_t told) { tell(closing_line(told), closing_json(subject_, now())); }

// One write each: lines of launches that write to one file stay whole.
void Record::tell(const std::string& line, const std::string& json) {
  switch (watch_->log) {
    case steps::DenialLog::summary: return;
    case steps::DenialLog::at_once: return say_at_once(line);
    case steps::DenialLog::file: {
      // Behind a line that was torn nothing is read as one of its own.
      if (error_ != 0) return;
      const std::string whole = json + "\n";
      kernel::ignore(SIGXFSZ);
      error_ = kernel::write_all(to_.number(), whole.data(), whole.size()).error;
      return;
    }
    // The journal's own protocol: fields, a line each. What JSON quotes has no newlines.
    case steps::DenialLog::journal: {
      const std::string entry =
          fmt::format("PRIORITY=5\nSYSLOG_IDENTIFIER={}\nMESSAGE={}\nSANDBOX_DENIAL={}\n", program_name, line, json);
      if (send(to_.number(), entry.data(), entry.size(), MSG_NOSIGNAL) < 0 && error_ == 0) error_ = errno;
      return;
    }
  }
}

std::string Record::fault() const {
  if (error_ == 0) return {};
  return fmt::format("not all that was refused could be written to {}: {}", place(), words_of_errno(error_));
}

std::string Record::place() const {
  switch (watch_->log) {
    case steps::DenialLog::file: return shell_word(watch_->file->text());
    case steps::DenialLog::journal: return fmt::format("the journal (journalctl -t {})", program_name);
    default: return {};
  }
}

}  // namespace sandbox::denials
