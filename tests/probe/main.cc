// The probe's table of verbs, and the small things that all verbs need.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "probe.h"

namespace probe {
namespace {

std::vector<Verb>& verbs() {
  static std::vector<Verb> all;
  return all;
}

int usage() {
  std::fputs("Usage: probe VERB [ARGUMENT…]\n", stderr);
  for (const Verb& verb : verbs()) {
    std::fprintf(stderr, "  %.*s %.*s\n", static_cast<int>(verb.name.size()), verb.name.data(),
                 static_cast<int>(verb.takes.size()), verb.takes.data());
  }
  return 2;
}

}  // namespace

Register::Register(std::span<const Verb> added) { verbs().insert(verbs().end(), added.begin(), added.end()); }

int done() {
  say("ok");
  return 0;
}

int refused(int error) {
  const char* name = strerrorname_np(error);
  say(name == nullptr ? "errno " + std::to_string(error) : std::string(name));
  return 1;
}

int answer(long result) { return result < 0 ? refused(errno) : done(); }

void say(std::string_view line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
}

const std::string& argument(Arguments arguments, std::size_t index) {
  if (index >= arguments.size()) throw Misuse{"argument " + std::to_string(index + 1) + " is missing"};
  return arguments[index];
}

long number(Arguments arguments, std::size_t index) {
  const std::string& text = argument(arguments, index);
  char* end = nullptr;
  // Unsigned, so that 0xffffffffffffffff is itself; "-1" wraps to the same.
  const unsigned long value = std::strtoul(text.c_str(), &end, 0);
  if (text.empty() || *end != '\0') throw Misuse{"not a number: " + text};
  return static_cast<long>(value);
}

std::string content_of(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw Misuse{"cannot open " + path + ": " + std::strerror(errno)};
  std::string content;
  char buffer[4096];
  ssize_t length = 0;
  while ((length = read(file, buffer, sizeof buffer)) > 0) content.append(buffer, static_cast<std::size_t>(length));
  close(file);
  if (length < 0) throw Misuse{"cannot read " + path + ": " + std::strerror(errno)};
  return content;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = text.find('\n', start);
    lines.push_back(text.substr(start, end - start));
    start = end == std::string::npos ? text.size() : end + 1;
  }
  return lines;
}

int become(Arguments command) {
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  execv(argument(command, 0).c_str(), words.data());
  return refused(errno);
}

int in_child(int (*run)(Arguments), Arguments arguments) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child < 0) return refused(errno);
  if (child == 0) {
    const int status = run(arguments);
    std::fflush(stdout);
    _exit(status);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace probe

int main(int argc, char** argv) {
  if (argc < 2) return probe::usage();
  const std::vector<std::string> arguments(argv + 2, argv + argc);
  for (const probe::Verb& verb : probe::verbs()) {
    if (verb.name != argv[1]) continue;
    try {
      return verb.run(arguments);
    } catch (const probe::Misuse& misuse) {
      std::fprintf(stderr, "probe %s: %s\n", argv[1], misuse.sentence.c_str());
      return 2;
    }
  }
  return probe::usage();
}
