// See surroundings.h. Reading does not wait for a FIFO's writer, does not become a terminal's owner, and ends at a size
// that no profile has.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

#include "frontend/surroundings.h"
#include "machine/real_host.h"

namespace sandbox::frontend {
namespace {

constexpr std::size_t largest_profile = 1024UL * 1024;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }

 private:
  int number_;
};

struct Closer {
  void operator()(DIR* stream) const { closedir(stream); }
};

std::variant<std::string, Unreadable> read_all(int file, std::size_t size) {
  std::string text(size, '\0');
  std::size_t length = 0;
  while (length < size) {
    const ssize_t got = read(file, text.data() + length, size - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Unreadable{errno, {}};
    if (got == 0) break;
    length += static_cast<std::size_t>(got);
  }
  text.resize(length);
  return text;
}

class RealSurroundings final : public Surroundings {
 public:
  std::optional<std::string> variable(std::string_view name) const override {
    // Nothing of the environment is trusted when more rights than the caller's are at stake.
    const char* value = secure_getenv(std::string(name).c_str());
    if (value == nullptr) return std::nullopt;
    return value;
  }

  std::variant<std::string, Unreadable> read_file(const std::string& path) const override {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.get() < 0) return Unreadable{errno, {}};
    struct stat facts{};
    if (fstat(file.get(), &facts) != 0) return Unreadable{errno, {}};
    if (S_ISDIR(facts.st_mode)) return Unreadable{EISDIR, {}};
    if (!S_ISREG(facts.st_mode)) return Unreadable{EINVAL, "it is not a regular file"};
    if (static_cast<std::size_t>(facts.st_size) > largest_profile)
      return Unreadable{EFBIG, "it is larger than a megabyte"};
    return read_all(file.get(), static_cast<std::size_t>(facts.st_size));
  }

  std::variant<std::vector<std::string>, Unreadable> names_in(const std::string& directory) const override {
    const std::unique_ptr<DIR, Closer> stream(opendir(directory.c_str()));
    if (!stream) return Unreadable{errno, {}};
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* entry = readdir(stream.get())) names.emplace_back(static_cast<const char*>(entry->d_name));
    if (errno != 0) return Unreadable{errno, {}};
    std::sort(names.begin(), names.end());
    return names;
  }

  const Host& host() const override { return host_; }

 private:
  RealHost host_;
};

}  // namespace

const Surroundings& real_surroundings() {
  static const RealSurroundings surroundings;
  return surroundings;
}

}  // namespace sandbox::frontend
