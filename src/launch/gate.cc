// See gate.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/gate.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <string>
#include <unistd.h>
#include <vector>

#include "kernel/fd.h"
#include "kernel/files.h"
#include "kernel/process.h"

namespace sandbox::launch {
namespace {

using kernel::Fd;

// Nothing of ours or of the caller's but a way to complain.
class HelperFiles {
 public:
  explicit HelperFiles(int complaints) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&actions_, STDIN_FILENO, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, complaints, STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
  }
  ~HelperFiles() { posix_spawn_file_actions_destroy(&actions_); }
  HelperFiles(const HelperFiles&) = delete;
  HelperFiles& operator=(const HelperFiles&) = delete;
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

// The supervisor blocks signals, and its caller may ignore some: a person at the terminal can end a helper that hangs.
class HelperSignals {
 public:
  HelperSignals() {
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~HelperSignals() { posix_spawnattr_destroy(&attributes_); }
  HelperSignals(const HelperSignals&) = delete;
  HelperSignals& operator=(const HelperSignals&) = delete;
  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

kernel::Failure spawn(std::vector<std::string> arguments, int complaints, pid_t& pid) {
  // In the language of our own messages, and with nothing of the caller's.
  std::string language = "LC_ALL=C";
  std::array<char*, 2> environment{language.data(), nullptr};
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  const HelperFiles files(complaints);
  const HelperSignals signals;
  const int error =
      posix_spawn(&pid, pointers.front(), files.get(), signals.get(), pointers.data(), environment.data());
  return {.call = kernel::Call::execve, .error = error};
}

// What it says until it ends; only the beginning is kept.
std::string read_to_the_end(const Fd& pipe, const Supervisor& supervisor) {
  constexpr std::size_t most = 4096;
  std::string text;
  std::array<char, most> buffer{};
  for (std::size_t length = 1; length > 0;) {
    supervisor.wait_for_report(pipe);
    if (kernel::read_some(pipe.number(), buffer.data(), buffer.size(), length)) break;
    text.append(buffer.data(), std::min(length, most - text.size()));
  }
  return text;
}

std::vector<std::string> arguments_for(const steps::MapIdRanges& work, pid_t init) {
  std::vector<std::string> arguments{work.helper, std::to_string(init)};
  for (const steps::IdRange& range : work.ranges)
    for (const std::uint32_t number : {range.inside, range.outside, range.count})
      arguments.push_back(std::to_string(number));
  return arguments;
}

// The first line that says something.
std::string first_line(const std::string& text) {
  const std::size_t begin = std::min(text.find_first_not_of('\n'), text.size());
  return text.substr(begin, text.find('\n', begin) - begin);
}

std::optional<IdRefusal> map_by_helper(const steps::MapIdRanges& work, pid_t init, const Supervisor& supervisor) {
  IdRefusal refusal;
  Fd reader;
  Fd writer;
  refusal.failure = kernel::make_pipe(reader, writer);
  if (refusal.failure) return refusal;
  pid_t helper = 0;
  refusal.failure = spawn(arguments_for(work, init), writer.number(), helper);
  // The C library blocks all signals meanwhile, and does not look whether that, and the way back, was allowed.
  supervisor.hold_signals_back();
  if (refusal.failure) return refusal;
  writer.close();
  refusal.complaint = first_line(read_to_the_end(reader, supervisor));
  pid_t ended = 0;
  refusal.failure = kernel::wait_for(helper, true, ended, refusal.wait_status);
  if (refusal.failure) return refusal;
  return refusal.wait_status == 0 ? std::nullopt : std::optional(refusal);
}

std::optional<IdRefusal> map_directly(const steps::MapIdRanges& work, pid_t init) {
  const char* const file = work.kind == steps::IdKind::user ? "uid_map" : "gid_map";
  IdRefusal refusal;
  refusal.failure = kernel::write_text(fmt::format("/proc/{}/{}", init, file).c_str(), steps::map_text(work.ranges));
  return refusal.failure ? std::optional(refusal) : std::nullopt;
}

}  // namespace

std::optional<IdRefusal> map_ids_of(pid_t init, const steps::Plan& plan, const Supervisor& supervisor) {
  for (std::size_t i = 0; i < plan.while_waiting.size(); ++i) {
    const steps::MapIdRanges& work = plan.while_waiting[i];
    std::optional<IdRefusal> refusal =
        work.helper.empty() ? map_directly(work, init) : map_by_helper(work, init, supervisor);
    if (!refusal) continue;
    refusal->which = i;
    return refusal;
  }
  return std::nullopt;
}

}  // namespace sandbox::launch
