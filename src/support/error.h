// What goes wrong, told to a person: one sentence, who wanted it, what refused it, and what can be done. Thrown by
// ordinary code, caught once, in main. The kernel and child folders never throw; they return a Failure.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include "support/origin.h"

namespace sandbox {

/// Exit statuses of the launcher itself, as env(1) has them.
enum class ExitStatus : int { timed_out = 124, launcher_failed = 125, cannot_execute = 126, not_found = 127 };

/// The name in front of errors; "sandbox" unless another program sets it first thing.
inline const char* program_name = "sandbox";

/// A place in a file, or on the command line, that an error is about. Lines and columns count from 1; 0 is "unknown".
struct Spot {
  std::string place;  ///< a profile, or "--set filesystem.ro"; empty when the error is about none
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  /// "build.toml:7:9", "build.toml", or empty.
  std::string text() const;

  bool operator==(const Spot&) const = default;
};

/// The line of a profile that wanted something, or the flag.
Spot spot_of(const Origin& origin);

/// The four lines of an error; all but the sentence may be empty.
struct Complaint {
  std::string sentence;    ///< "cannot attach /srv/data at /data, read-only: permission denied"
  std::string wanted_by;   ///< Origin::text() of the wish
  std::string refused_by;  ///< "move_mount (EACCES), step 6 of 14"
  std::string hint;        ///< what the person can do
  Spot at{};               ///< stands in front of the sentence
  Spot wanted_at{};        ///< where `wanted_by` is, for programs that ask; printed nowhere

  /// The sentence with its place in front.
  std::string headline() const;

  /// The text as printed to stderr, with the program's name in front, control characters made visible, and a final
  /// newline.
  std::string text() const;
};

/// A failure of the launcher that ends this run. Its kind decides nothing but the words around it.
class Error : public std::exception {
 public:
  explicit Error(Complaint complaint, ExitStatus status = ExitStatus::launcher_failed);

  const Complaint& complaint() const { return complaint_; }
  ExitStatus status() const { return status_; }
  const char* what() const noexcept override { return complaint_.sentence.c_str(); }

 private:
  Complaint complaint_;
  ExitStatus status_;
};

/// The command line is wrong.
class UsageError : public Error {
  using Error::Error;
};

/// A profile or a flag asks for something that is wrong in itself, or that this machine cannot give.
class PolicyError : public Error {
 public:
  using Error::Error;
  explicit PolicyError(std::string sentence, const Origin& origin, std::string hint = {});
};

/// The launcher could not do something that no profile is to blame for.
class SystemError : public Error {
  using Error::Error;
};

/// A step of the plan failed between clone and execve.
class LaunchError : public Error {
  using Error::Error;
};

/// Says that there is no memory and ends the process with launcher_failed: a handler for std::set_new_handler(). An
/// exception would need memory, too.
[[noreturn]] void end_without_memory();

/// The English words of an errno value, in lower case: "permission denied".
std::string words_of_errno(int number);

/// The errno value of a symbol such as "EACCES"; nothing when there is none.
std::optional<int> errno_of_name(std::string_view name);

/// The symbol of an errno value: "EACCES"; "errno 4095" when it has none.
std::string name_of_errno(int number);

}  // namespace sandbox
