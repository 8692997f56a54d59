// Verbs about keyrings: one that only its possessor sees, and the search for it.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <linux/keyctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "probe.h"

namespace probe {
namespace {

// All rights, for who possesses the key; none for its owner, so that /proc/keys lists it for possessors
// alone.
constexpr unsigned long for_possessors_only = 0x3f000000;

/// Joins a new session keyring, puts a key of that name into it, and runs a program in this process's place.
int with_session_key(Arguments arguments) {
  const std::string& name = argument(arguments, 0);
  if (syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, nullptr) < 0) return refused(errno);
  const long key = syscall(SYS_add_key, "user", name.c_str(), "secret", 6UL, KEY_SPEC_SESSION_KEYRING);
  if (key < 0 || syscall(SYS_keyctl, KEYCTL_SETPERM, key, for_possessors_only) < 0) return refused(errno);
  return become(arguments.subspan(1));
}

/// Looks in the session keyring for a key of that name, and prints what is in it.
int session_key(Arguments arguments) {
  const std::string& name = argument(arguments, 0);
  const long key = syscall(SYS_keyctl, KEYCTL_SEARCH, KEY_SPEC_SESSION_KEYRING, "user", name.c_str(), 0);
  if (key < 0) return refused(errno);
  char content[64];
  const long length = syscall(SYS_keyctl, KEYCTL_READ, key, content, sizeof content);
  if (length < 0) return refused(errno);
  say({content, static_cast<std::size_t>(length)});
  return 0;
}

constexpr Verb verbs[] = {
    {"with-session-key", "NAME PROGRAM [ARGUMENT…]", with_session_key},
    {"session-key", "NAME", session_key},
};
const Register here{verbs};

}  // namespace
}  // namespace probe
