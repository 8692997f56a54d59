// The verb that looks for a way out: from every mount, every descriptor and every link of /proc it climbs
// ".." and asks at each level whether a file of the host, which the sandbox does not show, can be reached.
// SPDX-License-Identifier: Apache-2.0
#include <dirent.h>
#include <fcntl.h>
#include <set>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

#include "probe.h"

namespace probe {
namespace {

constexpr int levels = 64;

void add_mount_points(std::set<std::string>& starts) {
  for (const std::string& line : lines_of(content_of("/proc/self/mountinfo"))) {
    std::istringstream words(line);
    std::string word;
    for (int i = 0; i < 5; ++i) words >> word;
    starts.insert(word);
  }
}

void add_entries(const std::string& directory, std::set<std::string>& starts) {
  DIR* stream = opendir(directory.c_str());
  if (stream == nullptr) return;
  while (const dirent* entry = readdir(stream)) {
    const std::string name = entry->d_name;
    if (name != "." && name != "..") starts.insert(directory + "/" + name);
  }
  closedir(stream);
}

void add_processes(std::set<std::string>& starts) {
  std::set<std::string> processes;
  add_entries("/proc", processes);
  for (const std::string& process : processes) {
    if (process.find_first_of("0123456789") != 6 && process != "/proc/self") continue;
    for (const char* link : {"/root", "/cwd", "/root/..", "/cwd/.."}) starts.insert(process + link);
    add_entries(process + "/fd", starts);
    add_entries(process + "/map_files", starts);
  }
}

bool has_marker(int directory, const std::string& marker) {
  struct stat facts{};
  return fstatat(directory, marker.c_str() + 1, &facts, AT_SYMLINK_NOFOLLOW) == 0;
}

/// Climbs from an open directory; closes it.
bool climbs_to(int directory, const std::string& marker) {
  for (int level = 0; level < levels && directory >= 0; ++level) {
    if (has_marker(directory, marker)) {
      close(directory);
      return true;
    }
    const int above = openat(directory, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
    close(directory);
    directory = above;
  }
  if (directory >= 0) close(directory);
  return false;
}

/// Prints every start from which the marker, an absolute path of the host, is reached; "closed" and 1 when
/// there is none.
int escape(Arguments arguments) {
  const std::string& marker = argument(arguments, 0);
  if (marker.empty() || marker.front() != '/') throw Misuse{"the marker must be an absolute path"};
  std::set<std::string> starts{".", "/"};
  add_mount_points(starts);
  add_processes(starts);
  int ways = 0;
  for (const std::string& start : starts) {
    const int directory = open(start.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0 || !climbs_to(directory, marker)) continue;
    say(start);
    ++ways;
  }
  if (ways > 0) return 0;
  say("closed");
  return 1;
}

constexpr Verb verbs[] = {{"escape", "MARKER", escape}};
const Register here{verbs};

}  // namespace
}  // namespace probe
