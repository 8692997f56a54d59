// See filesystem.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/filesystem.h"

#include "policy/path_pattern.h"
#include "support/paths.h"
#include "support/quote.h"

namespace sandbox::policy {
namespace {

Verdict missing(std::string_view key, std::string_view why) {
  return Fault{"lacks the key " + quoted(key), std::string(why)};
}

Verdict check_pattern(const PathRule& rule) {
  if (rule.literal) return std::nullopt;
  if (Verdict fault = check_path_pattern(rule.source)) return fault;
  if (rule.target == rule.source || !path_pattern(rule.source)) return std::nullopt;
  return Fault{quoted(rule.source) + " is a pattern, which has no target of its own",
               "show the directory, or name each file"};
}

Verdict check_one_path(const PathRule& rule, std::string_view hint) {
  if (Verdict fault = check_pattern(rule)) return fault;
  if (rule.target == rule.source) return check_inner_path(rule.source);
  return Fault{quoted(rule.source + ":" + rule.target) + " is two paths", std::string(hint)};
}

// Directories are made by their names, and a pattern would be one.
Verdict check_no_pattern(const std::string& path, std::string_view hint) {
  if (!path_pattern(path)) return std::nullopt;
  return Fault{quoted(path) + " is a pattern, and names no directory to make", std::string(hint)};
}

struct MissingKey {
  Verdict operator()(const Bind& bind) const {
    if (!bind.source.given()) return missing("source", "the path on the host");
    return std::nullopt;
  }
  Verdict operator()(const Tmpfs& tmpfs) const {
    if (!tmpfs.target.given()) return missing("target", "where the mount stands");
    return std::nullopt;
  }
};

}  // namespace

Verdict check_path_rule(const PathRule& rule) {
  if (Verdict fault = check_pattern(rule)) return fault;
  if (rule.target == rule.source) return check_host_path(rule.source);
  if (Verdict fault = check_host_path(rule.source)) return fault;
  return check_inner_path(rule.target);
}

Verdict check_hidden_path(const PathRule& rule) { return check_one_path(rule, "what is hidden is one path"); }

Verdict check_protected_path(const PathRule& rule) { return check_one_path(rule, "what is protected is one path"); }

Verdict check_created_path(const std::string& path) {
  if (Verdict fault = check_host_path(path)) return fault;
  if (climbs(path)) return Fault{quoted(path) + " climbs with \"..\"", "a directory to make is named directly"};
  return check_no_pattern(path, "name each directory");
}

Verdict check_tmpfs_rule(const TmpfsRule& rule) {
  if (!rule.path.given()) return missing("path", "where it stands");
  if (Verdict fault = check_inner_path(rule.path.value)) return fault;
  return check_no_pattern(rule.path.value,
                          "name each directory; one that really has a *, ? or [ in its name needs the long form, "
                          "[[filesystem.mount]]");
}

Verdict check_mount(const Mount& mount) { return std::visit(MissingKey{}, mount); }

Verdict check_file(const File& file) { return file.path.given() ? std::nullopt : missing("path", "where it stands"); }

}  // namespace sandbox::policy
