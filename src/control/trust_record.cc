// See trust_record.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "control/trust_record.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kernel/fd.h"
#include "kernel/files.h"
#include "support/error.h"

namespace sandbox::control {
namespace {

[[noreturn]] void fail(const std::string& path, const char* call, int error = errno) {
  throw SystemError({.sentence = "cannot write " + path + ", the record of trusted profiles: " + words_of_errno(error),
                     .wanted_by = {},
                     .refused_by = std::string(call) + " (" + name_of_errno(error) + ")",
                     .hint = "what was recorded is as it was; XDG_STATE_HOME names another place"});
}

// As the base directory specification wants it: nobody else's business.
void make_directories(const std::string& directory, const std::string& record) {
  constexpr mode_t only_mine = 0700;
  for (std::size_t slash = directory.find('/', 1); slash != std::string::npos; slash = directory.find('/', slash + 1))
    if (mkdir(directory.substr(0, slash).c_str(), only_mine) != 0 && errno != EEXIST) fail(record, "mkdir");
  if (mkdir(directory.c_str(), only_mine) != 0 && errno != EEXIST) fail(record, "mkdir");
}

// A file beside the record, gone again unless it has become the record.
class Successor {
 public:
  explicit Successor(const std::string& record)
      : record_(record), path_(record + ".XXXXXX"), file_(mkostemp(path_.data(), O_CLOEXEC)) {
    if (!file_) fail(record_, "mkostemp");
  }
  ~Successor() {
    if (!path_.empty()) unlink(path_.c_str());
  }
  Successor(const Successor&) = delete;
  Successor& operator=(const Successor&) = delete;

  void write_all(std::string_view text) const {
    if (const kernel::Failure failure = kernel::write_all(file_.number(), text.data(), text.size()))
      fail(record_, "write", failure.error);
    // After a crash there is the old record or the new one, and never an empty one.
    if (fsync(file_.number()) != 0) fail(record_, "fsync");
  }

  void succeed() {
    if (std::rename(path_.c_str(), record_.c_str()) != 0) fail(record_, "rename");
    path_.clear();
  }

 private:
  std::string record_;
  std::string path_;
  kernel::Fd file_;
};

}  // namespace

void change_record(const frontend::Surroundings& surroundings,
                   const std::function<TrustedFiles(TrustedFiles)>& change) {
  const std::string record = frontend::Trust::path(surroundings);
  if (record.empty())
    throw SystemError({.sentence = "there is no place for the record of trusted profiles",
                       .wanted_by = {},
                       .refused_by = {},
                       .hint = "set HOME, or XDG_STATE_HOME, to an absolute path"});
  const std::string directory = record.substr(0, record.rfind('/'));
  make_directories(directory, record);
  const kernel::Fd lock(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!lock) fail(record, "open");
  while (flock(lock.number(), LOCK_EX) != 0)
    if (errno != EINTR) fail(record, "flock");
  Successor successor(record);
  successor.write_all(frontend::Trust::text_of(change(frontend::Trust(surroundings).files())));
  successor.succeed();
  if (fsync(lock.number()) != 0) fail(record, "fsync");
}

}  // namespace sandbox::control
