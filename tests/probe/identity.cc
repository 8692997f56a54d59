// Verbs about who the probe is and which rights it has.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <grp.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "probe.h"

namespace probe {
namespace {

/// "UID EUID GID EGID".
int ids(Arguments) {
  say(std::to_string(getuid()) + " " + std::to_string(geteuid()) + " " + std::to_string(getgid()) + " " +
      std::to_string(getegid()));
  return 0;
}

int groups(Arguments) {
  gid_t list[256];
  const int count = getgroups(256, list);
  if (count < 0) return refused(errno);
  for (int i = 0; i < count; ++i) say(std::to_string(list[i]));
  return 0;
}

std::string hexadecimal(std::uint64_t value) {
  char text[32];
  std::snprintf(text, sizeof text, "%llx", static_cast<unsigned long long>(value));
  return text;
}

/// Five lines: effective, permitted, inheritable, bounding, ambient, each as a hexadecimal mask.
int capabilities(Arguments) {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct data[2]{};
  if (syscall(SYS_capget, &header, data) < 0) return refused(errno);
  const auto joined = [&](std::uint32_t low, std::uint32_t high) {
    return hexadecimal(low | static_cast<std::uint64_t>(high) << 32);
  };
  std::uint64_t bounding = 0;
  std::uint64_t ambient = 0;
  for (unsigned long capability = 0; capability < 64; ++capability) {
    if (prctl(PR_CAPBSET_READ, capability) == 1) bounding |= std::uint64_t{1} << capability;
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, capability, 0, 0) == 1) ambient |= std::uint64_t{1} << capability;
  }
  say("effective " + joined(data[0].effective, data[1].effective));
  say("permitted " + joined(data[0].permitted, data[1].permitted));
  say("inheritable " + joined(data[0].inheritable, data[1].inheritable));
  say("bounding " + hexadecimal(bounding));
  say("ambient " + hexadecimal(ambient));
  return 0;
}

/// "no-new-privileges N", "dumpable N", "securebits X", and the mode of seccomp (0 none, 2 filter).
int rights(Arguments) {
  say("no-new-privileges " + std::to_string(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0)));
  say("dumpable " + std::to_string(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0)));
  say("securebits " + hexadecimal(static_cast<std::uint64_t>(prctl(PR_GET_SECUREBITS, 0, 0, 0, 0))));
  say("seccomp " + std::to_string(prctl(PR_GET_SECCOMP, 0, 0, 0, 0)));
  return 0;
}

int set_groups(Arguments) {
  const gid_t none[] = {0};
  return answer(setgroups(0, none));
}

int set_user(Arguments arguments) { return answer(setresuid(static_cast<uid_t>(number(arguments, 0)), -1U, -1U)); }
int set_group(Arguments arguments) { return answer(setresgid(static_cast<gid_t>(number(arguments, 0)), -1U, -1U)); }

/// Leaves all groups for that one, becomes that user for good, and starts a command.
int as_user(Arguments arguments) {
  const auto id = static_cast<uid_t>(number(arguments, 0));
  if (setgroups(1, &id) < 0 || setresgid(id, id, id) < 0 || setresuid(id, id, id) < 0) return refused(errno);
  return become(arguments.subspan(1));
}

/// Asks for one capability back, by capset(2).
int take_capability(Arguments arguments) {
  const auto capability = static_cast<unsigned>(number(arguments, 0));
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct data[2]{};
  data[capability / 32].effective = 1U << (capability % 32);
  data[capability / 32].permitted = data[capability / 32].effective;
  return answer(syscall(SYS_capset, &header, data));
}

/// Undoing no_new_privs must be impossible; the kernel says EINVAL.
int clear_no_new_privileges(Arguments) { return answer(prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0)); }

constexpr Verb verbs[] = {
    {"ids", "", ids},
    {"groups", "", groups},
    {"capabilities", "", capabilities},
    {"rights", "", rights},
    {"setgroups", "", set_groups},
    {"setuid", "UID", set_user},
    {"setgid", "GID", set_group},
    {"as-user", "ID COMMAND…", as_user},
    {"take-capability", "NUMBER", take_capability},
    {"clear-no-new-privileges", "", clear_no_new_privileges},
};
const Register here{verbs};

}  // namespace
}  // namespace probe
