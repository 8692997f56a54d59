// Runs a command for at most so many seconds and leaves no process behind: whatever the command started, also
// what made itself a daemon, is a descendant of this program and is ended when the time is over or the
// command has ended. Exit status: the command's; 124 when the time was over; 99 when it left processes
// behind. SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <map>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

volatile sig_atomic_t asked_to_stop = 0;

void note_signal(int) { asked_to_stop = 1; }

double now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

void nap() {
  const timespec hundredth{0, 10'000'000};
  nanosleep(&hundredth, nullptr);
}

struct Facts {
  pid_t parent = 0;
  char state = '?';
  std::string name;
};

bool read_facts(const char* pid, Facts& facts) {
  const std::string path = std::string("/proc/") + pid + "/stat";
  std::FILE* file = std::fopen(path.c_str(), "re");
  if (file == nullptr) return false;
  char line[512] = "";
  const bool read = std::fgets(line, sizeof line, file) != nullptr;
  std::fclose(file);
  // The name is in parentheses and may hold anything: the last parenthesis ends it.
  const char* open = std::strchr(line, '(');
  const char* close = std::strrchr(line, ')');
  if (!read || open == nullptr || close == nullptr) return false;
  facts.name.assign(open + 1, close);
  return std::sscanf(close + 1, " %c %d", &facts.state, &facts.parent) == 2;
}

std::map<pid_t, Facts> all_processes() {
  std::map<pid_t, Facts> processes;
  DIR* proc = opendir("/proc");
  if (proc == nullptr) return processes;
  while (const dirent* entry = readdir(proc)) {
    Facts facts;
    const int pid = std::atoi(entry->d_name);
    if (pid > 0 && read_facts(entry->d_name, facts)) processes[pid] = facts;
  }
  closedir(proc);
  return processes;
}

std::map<pid_t, Facts> living_descendants() {
  const std::map<pid_t, Facts> processes = all_processes();
  std::map<pid_t, Facts> found;
  for (const auto& [pid, facts] : processes) {
    if (facts.state == 'Z' || facts.state == 'X') continue;
    pid_t ancestor = facts.parent;
    while (ancestor != 0 && ancestor != getpid()) {
      const auto next = processes.find(ancestor);
      ancestor = next == processes.end() ? 0 : next->second.parent;
    }
    if (ancestor == getpid()) found[pid] = facts;
  }
  return found;
}

/// Ends all descendants; a process that keeps forking is stopped by repeating. Gives up after ten seconds.
void end_descendants() {
  const double deadline = now() + 10;
  for (;;) {
    while (waitpid(-1, nullptr, WNOHANG) > 0) {
    }
    const auto descendants = living_descendants();
    if (descendants.empty() || now() > deadline) return;
    for (const auto& [pid, facts] : descendants) kill(pid, SIGKILL);
    nap();
  }
}

/// Waits for the end of what is just ending; false when something stays.
bool settle(double seconds) {
  const double deadline = now() + seconds;
  for (;;) {
    while (waitpid(-1, nullptr, WNOHANG) > 0) {
    }
    if (living_descendants().empty()) return true;
    if (now() > deadline) return false;
    nap();
  }
}

[[noreturn]] void become(char** command) {
  // A background job of a shell ignores INT and QUIT; a command under test must find nothing unusual.
  for (int signal = 1; signal < NSIG; ++signal) ::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  setsid();
  close_range(3, ~0U, 0);
  execvp(command[0], command);
  std::fprintf(stderr, "leash: cannot run %s: %s\n", command[0], std::strerror(errno));
  _exit(127);
}

/// Waits for the command itself; false when the time is over or somebody wants this program to end.
bool wait_for(pid_t command, double deadline, int& status) {
  for (;;) {
    const pid_t ended = waitpid(-1, &status, WNOHANG);
    if (ended == command) return true;
    if (ended > 0) continue;
    if (asked_to_stop != 0 || now() > deadline) return false;
    nap();
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("Usage: leash SECONDS COMMAND [ARGUMENT…]\n", stderr);
    return 2;
  }
  const double deadline = now() + std::atof(argv[1]);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  for (int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, note_signal);
  const pid_t command = fork();
  if (command == 0) become(argv + 2);
  int status = 0;
  if (command < 0 || !wait_for(command, deadline, status)) {
    end_descendants();
    return 124;
  }
  if (!settle(3)) {
    for (const auto& [pid, facts] : living_descendants())
      std::fprintf(stdout, "FAIL  left behind: process %d (%s)\n", pid, facts.name.c_str());
    end_descendants();
    return 99;
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
