// Which profiles in projects a person has looked at and trusts: a file is known by its path and the SHA-256 of its
// text, so that one that changed is not trusted any more.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/surroundings.h"
#include "machine/places.h"
#include "support/origin.h"

namespace sandbox::frontend {

/// The SHA-256 of a text, in hexadecimal digits.
std::string sha256_of(std::string_view text);

/// One line of the record, which sha256sum(1) can check as well.
struct TrustedFile {
  std::string sha256;
  std::string path;  ///< without links

  bool operator==(const TrustedFile&) const = default;
};

class Trust {
 public:
  /// Reads the record. Throws PolicyError when it is there and cannot be read.
  explicit Trust(const Surroundings& surroundings);

  /// Whether a file of that path and text is trusted.
  bool has(const std::string& path, std::string_view text) const;
  bool has(const TrustedFile& file) const;
  /// All of them, in the order of the record.
  const std::vector<TrustedFile>& files() const { return files_; }
  /// The record's path; empty when there is no home to keep it in.
  static std::string path(const Surroundings& surroundings);
  /// A record's text.
  static std::string text_of(const std::vector<TrustedFile>& files);

 private:
  std::vector<TrustedFile> files_;
};

/// A path without links, of the current directory when it is relative; as it stands when there is no such file.
std::string real_path_of(const std::string& path, const Surroundings& surroundings);

/// The file that seccomp.bpf names, as it is now; nothing when it cannot be read.
std::optional<TrustedFile> filter_file(const Sourced<std::string>& bpf, const Places& places,
                                       const Surroundings& surroundings);

}  // namespace sandbox::frontend
