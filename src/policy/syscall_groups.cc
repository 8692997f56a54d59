// See syscall_groups.h. Lists are the field's: systemd's of the same name, with what the kernel got since; those that
// systemd does not have are ours.
//
// SPDX-License-Identifier: Apache-2.0
#include "policy/syscall_groups.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include "support/words.h"

namespace sandbox::policy {
namespace {

using Names = std::string_view;

// One text a group: its words are split when somebody asks, which a launch with a built-in profile never does.
constexpr auto groups = std::to_array<SyscallGroup>({
    {"@administration", "accounting, quotas, the kernel's log, security modules",
     "acct lsm_set_self_attr quotactl quotactl_fd syslog"},
    {"@aio", "asynchronous input and output",
     "@io-uring io_cancel io_destroy io_getevents io_pgetevents io_pgetevents_time64 io_setup io_submit"},
    {"@basic-io", "reading and writing open files",
     "_llseek close close_range dup dup2 dup3 lseek pread64 preadv preadv2 pwrite64 pwritev pwritev2 read "
     "readv write writev"},
    {"@build", "what compilers, package managers and their tests call besides",
     "@pkey @sandbox @sync lsm_get_self_attr lsm_list_modules mincore"},
    {"@chown", "changing who owns files", "chown chown32 fchown fchown32 fchownat lchown lchown32"},
    {"@clock", "setting the time",
     "adjtimex clock_adjtime clock_adjtime64 clock_settime clock_settime64 settimeofday stime"},
    {"@cpu-emulation", "segments of the processor's older modes", "modify_ldt vm86 vm86old"},
    {"@dangerous",
     "what no sandboxed program needs and an attacker would like; refused unless a profile says otherwise",
     "@administration @cpu-emulation @foreign @hidden-arguments @io-uring @kernel-surface @keyring "
     "@memory-policy @module @mount @obsolete @raw-io @reboot @swap clock_settime clock_settime64 setns "
     "settimeofday stime"},
    {"@debug", "tracing, and reading other processes", "kcmp perf_event_open pidfd_getfd process_madvise ptrace"},
    {"@default", "what nearly every program calls before it begins",
     "arch_prctl brk clock_getres clock_getres_time64 clock_gettime clock_gettime64 clock_nanosleep "
     "clock_nanosleep_time64 execve exit exit_group futex futex_requeue futex_time64 futex_wait "
     "futex_waitv futex_wake get_robust_list get_thread_area getegid getegid32 geteuid geteuid32 getgid "
     "getgid32 getgroups getgroups32 getpgid getpgrp getpid getppid getrandom getresgid getresgid32 "
     "getresuid getresuid32 getrlimit getsid gettid gettimeofday getuid getuid32 map_shadow_stack "
     "membarrier mmap mmap2 mprotect mseal munmap nanosleep pause prlimit64 restart_syscall rseq "
     "rt_sigreturn sched_getaffinity sched_yield set_robust_list set_thread_area set_tid_address sigreturn "
     "time ugetrlimit uprobe uretprobe"},
    {"@file-system", "files, directories and their attributes",
     "access cachestat chdir chmod close creat faccessat faccessat2 fallocate fchdir fchmod fchmodat "
     "fchmodat2 fcntl fcntl64 fgetxattr file_getattr file_setattr flistxattr fremovexattr fsetxattr fstat "
     "fstat64 fstatat64 fstatfs fstatfs64 ftruncate ftruncate64 futimesat getcwd getdents getdents64 "
     "getxattr getxattrat inotify_add_watch inotify_init inotify_init1 inotify_rm_watch lgetxattr link "
     "linkat listmount listxattr listxattrat llistxattr lremovexattr lsetxattr lstat lstat64 mkdir mkdirat "
     "mknod mknodat newfstatat oldfstat oldlstat oldstat open openat openat2 readlink readlinkat "
     "removexattr removexattrat rename renameat renameat2 rmdir setxattr setxattrat stat stat64 statfs "
     "statfs64 statmount statx symlink symlinkat truncate truncate64 unlink unlinkat utime utimensat "
     "utimensat_time64 utimes"},
    {"@foreign", "descriptors and memory of other processes, and files by a number",
     "kcmp open_by_handle_at pidfd_getfd process_madvise"},
    {"@hidden-arguments", "calls whose arguments stand in memory, where no filter can look", "clone3 openat2"},
    {"@io-event", "waiting for events",
     "_newselect epoll_create epoll_create1 epoll_ctl epoll_ctl_old epoll_pwait epoll_pwait2 epoll_wait "
     "epoll_wait_old eventfd eventfd2 poll ppoll ppoll_time64 pselect6 pselect6_time64 select"},
    {"@io-uring", "system calls past the filter", "io_uring_enter io_uring_register io_uring_setup"},
    {"@ipc", "shared memory, message queues, semaphores, pipes",
     "ipc memfd_create memfd_secret mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedreceive_time64 "
     "mq_timedsend mq_timedsend_time64 mq_unlink msgctl msgget msgrcv msgsnd pipe pipe2 process_vm_readv "
     "process_vm_writev semctl semget semop semtimedop semtimedop_time64 shmat shmctl shmdt shmget"},
    {"@kernel-surface", "large interfaces with a history of holes",
     "bpf fanotify_init perf_event_open userfaultfd vhangup"},
    {"@keyring", "the kernel's key retention service, which no namespace divides", "add_key keyctl request_key"},
    {"@memlock", "keeping memory from being swapped out", "mlock mlock2 mlockall munlock munlockall"},
    {"@memory-policy", "moving memory between nodes", "mbind migrate_pages move_pages set_mempolicy_home_node"},
    {"@module", "loading kernel modules", "create_module delete_module finit_module init_module"},
    {"@mount", "changing what is mounted, and the root",
     "chroot fsconfig fsmount fsopen fspick mount mount_setattr move_mount open_tree open_tree_attr "
     "pivot_root umount umount2"},
    {"@network-io", "sockets",
     "accept accept4 bind connect getpeername getsockname getsockopt listen recvfrom recvmmsg "
     "recvmmsg_time64 recvmsg sendmmsg sendmsg sendto setsockopt shutdown socket socketcall socketpair"},
    {"@obsolete", "what only very old programs called",
     "_sysctl afs_syscall bdflush break create_module ftime get_kernel_syms getpmsg gtty idle lock "
     "lookup_dcookie mpx nfsservctl prof profil putpmsg query_module security sgetmask ssetmask stty sysfs "
     "tuxcall ulimit uselib ustat vserver"},
    {"@pkey", "keys of memory protection", "pkey_alloc pkey_free pkey_mprotect"},
    {"@privileged", "what needs capabilities",
     "@chown @clock @module @raw-io @reboot @swap _sysctl acct bpf capset chroot fanotify_init "
     "fanotify_mark nfsservctl open_by_handle_at pivot_root quotactl quotactl_fd setdomainname setfsuid "
     "setfsuid32 setgroups setgroups32 sethostname setresuid setresuid32 setreuid setreuid32 setuid "
     "setuid32 vhangup"},
    {"@process", "making, ending and signalling processes",
     "capget clone clone3 execveat fork getrusage kill pidfd_open pidfd_send_signal prctl process_mrelease "
     "rt_sigqueueinfo rt_tgsigqueueinfo setns tgkill times tkill unshare vfork wait4 waitid waitpid"},
    {"@raw-io", "ports of the hardware", "ioperm iopl"},
    {"@reboot", "rebooting, and replacing the kernel", "kexec_file_load kexec_load reboot"},
    {"@resources", "priorities, limits and placement",
     "@memory-policy ioprio_set nice sched_setaffinity sched_setattr sched_setparam sched_setscheduler "
     "set_mempolicy setpriority setrlimit"},
    {"@sandbox", "cages that a program builds for itself",
     "landlock_add_rule landlock_create_ruleset landlock_restrict_self seccomp"},
    {"@setuid", "changing who the process is",
     "setgid setgid32 setgroups setgroups32 setregid setregid32 setresgid setresgid32 setresuid "
     "setresuid32 setreuid setreuid32 setuid setuid32"},
    {"@signal", "handling signals",
     "rt_sigaction rt_sigpending rt_sigprocmask rt_sigsuspend rt_sigtimedwait rt_sigtimedwait_time64 "
     "sigaction sigaltstack signal signalfd signalfd4 sigpending sigprocmask sigsuspend"},
    {"@swap", "swap space", "swapoff swapon"},
    {"@sync", "writing to the disk what is in memory", "fdatasync fsync msync sync sync_file_range syncfs"},
    {"@system-service", "what ordinary programs and services call",
     "@aio @basic-io @chown @default @file-system @io-event @ipc @keyring @memlock @network-io @process "
     "@resources @setuid @signal @sync @timer capget capset copy_file_range fadvise64 fadvise64_64 flock "
     "get_mempolicy getcpu getpriority ioctl ioprio_get kcmp madvise mremap name_to_handle_at oldolduname "
     "olduname personality readahead readdir remap_file_pages sched_get_priority_max "
     "sched_get_priority_min sched_getattr sched_getparam sched_getscheduler sched_rr_get_interval "
     "sched_rr_get_interval_time64 sendfile sendfile64 setfsgid setfsgid32 setfsuid setfsuid32 setpgid "
     "setsid splice sysinfo tee umask uname userfaultfd vmsplice"},
    {"@timer", "timers and alarms",
     "alarm getitimer setitimer timer_create timer_delete timer_getoverrun timer_gettime timer_gettime64 "
     "timer_settime timer_settime64 timerfd_create timerfd_gettime timerfd_gettime64 timerfd_settime "
     "timerfd_settime64 times"},
});

// Answered as by a kernel that is older, or was built without them: programs ask, and have another way. The rest of
// what is refused answers EPERM, as the kernel itself does to one without privilege.
constexpr Names absent = "@foreign @hidden-arguments @io-uring @memory-policy @obsolete";

void add_members(Names members, std::vector<Names>& names) {
  for (const Names word : split(members, ' ')) {
    if (const SyscallGroup* group = find_syscall_group(word); group != nullptr)
      add_members(group->members, names);
    else
      names.push_back(word);
  }
}

}  // namespace

std::span<const SyscallGroup> syscall_groups() { return groups; }

const SyscallGroup* find_syscall_group(std::string_view name) {
  if (!name.starts_with('@')) return nullptr;
  const auto* found = std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.name == name; });
  return found == groups.end() ? nullptr : found;
}

std::vector<std::string_view> syscalls_in(std::string_view words) {
  std::vector<Names> names;
  add_members(words, names);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

bool is_among(std::string_view call, std::string_view words) {
  const std::vector<Names> calls = syscalls_in(words);
  return std::binary_search(calls.begin(), calls.end(), call);
}

int usual_refusal(std::string_view syscall) {
  static const std::vector<Names> polite = syscalls_in(absent);
  return std::binary_search(polite.begin(), polite.end(), syscall) ? ENOSYS : EPERM;
}

}  // namespace sandbox::policy
