// Verbs about single system calls: by number, by name, and by the two other interfaces of an x86-64 kernel.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <sys/syscall.h>
#include <unistd.h>

#include "probe.h"

namespace probe {
namespace {

struct Call {
  std::string_view name;
  long number;
};

#define CALL(name) {#name, SYS_##name}
constexpr Call calls[] = {
    CALL(acct),
    CALL(add_key),
    CALL(bpf),
    CALL(chroot),
    CALL(clock_settime),
    CALL(clone3),
    CALL(delete_module),
    CALL(fanotify_init),
    CALL(finit_module),
    CALL(fsconfig),
    CALL(fsmount),
    CALL(fsopen),
    CALL(fspick),
    CALL(getpid),
    CALL(init_module),
    CALL(io_uring_enter),
    CALL(io_uring_register),
    CALL(io_uring_setup),
    CALL(ioperm),
    CALL(iopl),
    CALL(kcmp),
    CALL(kexec_file_load),
    CALL(kexec_load),
    CALL(keyctl),
    CALL(lookup_dcookie),
    CALL(migrate_pages),
    CALL(modify_ldt),
    CALL(mount),
    CALL(mount_setattr),
    CALL(move_mount),
    CALL(move_pages),
    CALL(open_by_handle_at),
    CALL(open_tree),
    CALL(perf_event_open),
    CALL(personality),
    CALL(pidfd_getfd),
    CALL(pivot_root),
    CALL(prctl),
    CALL(process_madvise),
    CALL(quotactl),
    CALL(quotactl_fd),
    CALL(reboot),
    CALL(request_key),
    CALL(setns),
    CALL(settimeofday),
    CALL(swapoff),
    CALL(swapon),
    CALL(syslog),
    CALL(umount2),
    CALL(unshare),
    CALL(uselib),
    CALL(userfaultfd),
    CALL(vhangup),
    // Younger than the headers of Debian 12.
    {"open_tree_attr", 467},
};
#undef CALL

long number_of(const std::string& name) {
  for (const Call& call : calls)
    if (call.name == name) return call.number;
  throw Misuse{"no such call in the probe's table: " + name};
}

long argument_or_zero(Arguments arguments, std::size_t index) {
  return index < arguments.size() ? number(arguments, index) : 0;
}

int call_number(long call, Arguments rest) {
  return answer(syscall(call, argument_or_zero(rest, 0), argument_or_zero(rest, 1), argument_or_zero(rest, 2),
                        argument_or_zero(rest, 3), argument_or_zero(rest, 4), argument_or_zero(rest, 5)));
}

int by_number(Arguments arguments) { return call_number(number(arguments, 0), arguments.subspan(1)); }
int by_name(Arguments arguments) { return call_number(number_of(argument(arguments, 0)), arguments.subspan(1)); }

int list_calls(Arguments) {
  for (const Call& call : calls) say(call.name);
  return 0;
}

int from_kernel(long result) {
  if (result >= 0 || result < -4095) return done();
  return refused(static_cast<int>(-result));
}

/// The 32-bit interface: the number means another call there.
int interrupt_0x80(Arguments arguments) {
#ifdef __x86_64__
  long result = number(arguments, 0);
  asm volatile("int $0x80"
               : "+a"(result)
               : "b"(argument_or_zero(arguments, 1)), "c"(argument_or_zero(arguments, 2))
               : "memory", "r8", "r9", "r10", "r11");
  // The kernel answers in 32 bits.
  return from_kernel(static_cast<int>(result));
#else
  (void)arguments;
  return refused(ENOSYS);
#endif
}

int interrupt_in_child(Arguments arguments) { return in_child(interrupt_0x80, arguments); }

constexpr long x32_bit = 0x40000000;

int by_x32_number(Arguments arguments) { return call_number(x32_bit | number(arguments, 0), arguments.subspan(1)); }

constexpr Verb verbs[] = {
    {"syscall", "NUMBER [ARGUMENT…]", by_number},
    {"call", "NAME [ARGUMENT…]", by_name},
    {"calls", "", list_calls},
    {"int80", "NUMBER [ARGUMENT…]", interrupt_in_child},
    {"x32", "NUMBER [ARGUMENT…]", by_x32_number},
};
const Register here{verbs};

}  // namespace
}  // namespace probe
