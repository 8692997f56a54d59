// See announcer.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/announcer.h"

#include <cstdio>
#include <errno.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <string>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utility>

#include "kernel/files.h"
#include "kernel/signals.h"
#include "launch/aftermath.h"
#include "launch/timely_write.h"
#include "program_names.h"
#include "support/quote.h"

namespace sandbox::launch {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t bytes_in_a_kib = 1024;
constexpr const char* why_no_total = "the sandbox has no control group of its own";

double seconds(std::uint64_t microseconds) {
  constexpr double in_a_second = 1e6;
  return static_cast<double>(microseconds) / in_a_second;
}

std::string words_of(kernel::Failure failure) {
  return failure.error == ETIMEDOUT ? "nobody reads it" : words_of_errno(failure.error);
}

// A listener that is gone wants to know no more; from any other, what it misses is told once.
void write(kernel::Fd& to, int known_as, const std::string& text) {
  if (!to) return;
  const kernel::Failure failure = write_in_time(to.number(), text);
  if (!failure) return;
  if (failure.error != EPIPE)
    say(fmt::format("{}: cannot write to descriptor {}: {}\n", program_name, known_as, words_of(failure)));
  to.close();
}

// What is no UTF-8, such as a path in a message, must not end the launcher.
std::string text_of(const Json& object) { return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

void refuse(const char* flag, int fd, int error) {
  refuse_output(flag, "to descriptor " + std::to_string(fd), error,
                error == EBADF ? "the caller must open it for writing, as in `" SANDBOX_PROGRAM " … 9>file`" : "");
}

// A copy, since the launcher does not keep standard output open by itself.
kernel::Fd copy_of(int fd, const char* flag) {
  bool reading = false;
  bool writing = false;
  if (fd < 0) return {};
  if (kernel::inspect_access(fd, reading, writing) || !writing) refuse(flag, fd, EBADF);
  kernel::Fd copy(fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
  if (!copy) refuse(flag, fd, errno);
  return copy;
}

// The kernel opens a process's /proc to its user a moment after the execve that ends all waiting here.
bool look_at(const std::string& path, struct stat& facts) {
  constexpr timespec a_moment{.tv_sec = 0, .tv_nsec = 1'000'000};
  for (int patience = 100; stat(path.c_str(), &facts) != 0; --patience) {
    if (errno != EACCES || patience == 0) return false;
    nanosleep(&a_moment, nullptr);
  }
  return true;
}

// The numbers that identify the namespaces of a process, as readlink(1) of /proc/PID/ns/* shows them: all of them, or
// none when it has ended meanwhile.
Json namespaces_of(pid_t process) {
  struct stat facts{};
  Json numbers = Json::object();
  for (const char* name : {"cgroup", "ipc", "mnt", "net", "pid", "user", "uts"}) {
    if (!look_at(fmt::format("/proc/{}/ns/{}", process, name), facts)) return Json::object();
    numbers[std::string(name) + "-namespace"] = facts.st_ino;
  }
  return numbers;
}

const char* kind_of(const Ending& ending) {
  if (ending.timed_out) return "timeout";
  return WIFEXITED(ending.wait_status) ? "exit" : "signal";
}

Json usage_of(const Ending& ending) {
  return {{"wall-seconds", std::chrono::duration<double>(ending.wall).count()},
          {"user-seconds", seconds(ending.used.user)},
          {"system-seconds", seconds(ending.used.system)},
          {"largest-process-bytes", ending.used.largest * bytes_in_a_kib},
          {"peak-memory-bytes", nullptr},
          {"not-measured", {{"peak-memory-bytes", why_no_total}}}};
}

Json report_of(const Ending& ending) {
  Json report{{"ended-by", kind_of(ending)}, {"exit-code", exit_code_of(ending)}};
  if (WIFSIGNALED(ending.wait_status)) report["signal"] = WTERMSIG(ending.wait_status);
  report.update(usage_of(ending));
  return report;
}

Json report_of(const Complaint& complaint, ExitStatus status) {
  const Json error{{"message", complaint.sentence},
                   {"wanted-by", complaint.wanted_by},
                   {"refused-by", complaint.refused_by},
                   {"hint", complaint.hint},
                   {"place", complaint.at.text()}};
  return {{"ended-by", "launcher"}, {"exit-code", static_cast<int>(status)}, {"error", error}};
}

std::string words_of_end(const Ending& ending) {
  const std::string end = WIFEXITED(ending.wait_status) ? fmt::format("exit status {}", WEXITSTATUS(ending.wait_status))
                                                        : fmt::format("signal {}", WTERMSIG(ending.wait_status));
  return ending.timed_out ? "the time limit, " + end : end;
}

std::string text_for_people(const Ending& ending) {
  constexpr double kib_in_a_mib = 1024;
  return fmt::format(
      "{}: ended by {} after {:.2f} s\n"
      "  processor   {:.2f} s for programs, {:.2f} s for the kernel, of all processes together\n"
      "  memory      {:.1f} MiB at most in the largest process; all together are not measured: {}\n",
      program_name, words_of_end(ending), std::chrono::duration<double>(ending.wall).count(), seconds(ending.used.user),
      seconds(ending.used.system), static_cast<double>(ending.used.largest) / kib_in_a_mib, why_no_total);
}

}  // namespace

Announcer::Announcer(Listeners listeners)
    : listeners_(std::move(listeners)),
      pid_file_(listeners_.pid_file),
      report_file_(open_output(listeners_.report_file, "--report-json")),
      json_status_(copy_of(listeners_.json_status, "--json-status-fd")),
      info_(copy_of(listeners_.info, "--info-fd")),
      ready_(copy_of(listeners_.ready, "--ready-fd")) {
  // Who has asked and is gone does not end the command.
  if (json_status_ || info_ || ready_) kernel::ignore(SIGPIPE);
}

bool Announcer::wants_process_id() const { return json_status_ || info_ || ready_ || pid_file_; }

void Announcer::runs(pid_t init, pid_t command) {
  Json start{{"child-pid", init}, {"command-pid", command}};
  start.update(namespaces_of(command));
  write(json_status_, listeners_.json_status, text_of(start));
  write(info_, listeners_.info, text_of(start));
  // Last, what says that all the rest has been told.
  if (pid_file_) pid_file_.hold(command);
  write(ready_, listeners_.ready, "\n");
  // These expect nothing more, and may wait for the end.
  info_.close();
  ready_.close();
}

void Announcer::ended(const Ending& ending) {
  pid_file_.remove();
  tell(text_of(report_of(ending)));
  if (listeners_.report) say(text_for_people(ending));
}

void Announcer::failed(const Complaint& complaint, ExitStatus status) {
  pid_file_.remove();
  tell(text_of(report_of(complaint, status)));
}

// The status to end with is the command's, which has run; a report that is lost is told.
void Announcer::tell(const std::string& report) {
  write(json_status_, listeners_.json_status, report);
  if (!report_file_) return;
  if (const kernel::Failure failure = write_in_time(report_file_.number(), report))
    say(fmt::format("{}: cannot write the report {}: {}\n", program_name, shell_word(listeners_.report_file),
                    words_of(failure)));
}

}  // namespace sandbox::launch
