// Times commands from start to exit, one after the other in every round, so that a change of the machine's mood meets
// all of them alike. It prints plain numbers, tab-separated; what they should be is not its business.
//
//   stopwatch ROUNDS REFERENCES ::: LABEL COMMAND [ARG...] ::: LABEL COMMAND [ARG...] ...
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <random>
#include <spawn.h>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

constexpr std::string_view separator = ":::";
constexpr int most_warm_up_rounds = 5;

struct Candidate {
  std::string label;
  std::vector<char*> command;  ///< ends with a null pointer
  std::vector<double> times;   ///< microseconds, one for each round
};

[[noreturn]] void die(const std::string& sentence) {
  std::fprintf(stderr, "stopwatch: %s\n", sentence.c_str());
  std::exit(1);
}

std::vector<Candidate> read_candidates(char** word) {
  std::vector<Candidate> candidates;
  for (; *word != nullptr; ++word) {
    if (*word == separator) {
      if (*++word == nullptr) die("a label is missing");
      candidates.push_back({*word, {}, {}});
    } else if (candidates.empty()) {
      die("the first candidate must begin with " + std::string(separator));
    } else {
      candidates.back().command.push_back(*word);
    }
  }
  for (Candidate& candidate : candidates) candidate.command.push_back(nullptr);
  return candidates;
}

/// Commands read nothing and their output is not part of the time of anybody's terminal.
posix_spawn_file_actions_t* quiet() {
  static posix_spawn_file_actions_t actions = [] {
    posix_spawn_file_actions_t fresh;
    posix_spawn_file_actions_init(&fresh);
    posix_spawn_file_actions_addopen(&fresh, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&fresh, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    return fresh;
  }();
  return &actions;
}

double time_once(const Candidate& candidate) {
  const auto start = std::chrono::steady_clock::now();
  pid_t pid = 0;
  const int error = posix_spawn(&pid, candidate.command[0], quiet(), nullptr, candidate.command.data(), environ);
  if (error != 0) die(candidate.label + ": cannot start " + candidate.command[0] + ": " + std::strerror(error));
  int status = 0;
  if (waitpid(pid, &status, 0) != pid) die("waitpid failed");
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
  if (status != 0) die(candidate.label + ": ended with wait status " + std::to_string(status));
  return took.count();
}

/// Each round takes them in another order: what one leaves for the kernel to clean up must not always hit the same
/// neighbour. The seed is fixed, so runs compare.
void run_rounds(std::vector<Candidate>& candidates, int rounds) {
  std::mt19937 shuffler(1);
  std::vector<std::size_t> order(candidates.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  // What takes long needs few rounds, and little to become warm.
  for (int round = -std::min(most_warm_up_rounds, 1 + rounds / 10); round < rounds; ++round) {
    std::shuffle(order.begin(), order.end(), shuffler);
    for (const std::size_t i : order) {
      const double took = time_once(candidates[i]);
      if (round >= 0) candidates[i].times.push_back(took);
    }
  }
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/// The median of the ratios of each round: rounds are compared with themselves only.
double ratio(const Candidate& candidate, const Candidate& reference) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < candidate.times.size(); ++i) ratios.push_back(candidate.times[i] / reference.times[i]);
  return median(ratios);
}

void print_ratio(const Candidate& candidate, const std::vector<Candidate>& all, std::string_view reference) {
  for (const Candidate& other : all) {
    if (other.label == reference) {
      std::printf("\t%.3f", ratio(candidate, other));
      return;
    }
  }
  std::printf("\t-");
}

std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    words.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return words;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 6) die("usage: stopwatch ROUNDS REFERENCE,... ::: LABEL COMMAND [ARG...] [::: LABEL COMMAND ...]");
  const int rounds = std::atoi(argv[1]);
  if (rounds < 1) die("at least one round is needed");
  const std::vector<std::string> references = split_at_commas(argv[2]);
  std::vector<Candidate> candidates = read_candidates(argv + 3);
  for (const Candidate& candidate : candidates) {
    if (candidate.command.size() < 2) die(candidate.label + ": has no command");
  }
  run_rounds(candidates, rounds);
  for (const Candidate& candidate : candidates) {
    std::printf("%s\t%.0f", candidate.label.c_str(), median(candidate.times));
    for (const std::string& reference : references) print_ratio(candidate, candidates, reference);
    std::printf("\n");
  }
}
