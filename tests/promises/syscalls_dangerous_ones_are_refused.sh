#!/usr/bin/env bash
# promise: calls that an unprivileged program has no use for are refused before the kernel looks at their arguments
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# Without a filter most of these complain about their arguments, or even work.
calls=(acct add_key bpf chroot clone3 delete_module fanotify_init finit_module fsconfig fsmount fsopen fspick init_module
  io_uring_enter io_uring_register io_uring_setup ioperm iopl kcmp kexec_file_load kexec_load keyctl lookup_dcookie migrate_pages
  modify_ldt mount mount_setattr move_mount move_pages open_by_handle_at open_tree open_tree_attr perf_event_open pidfd_getfd
  pivot_root process_madvise quotactl quotactl_fd reboot request_key setns settimeofday swapoff swapon syslog umount2
  uselib userfaultfd vhangup)
inside=$(box -- sh -c 'for call do echo "$call $("$0" call $call)"; done' "$PROBE" "${calls[@]}")
# Outside only those that do no harm to the machine, also as root.
harmless=(add_key bpf fsconfig io_uring_enter kcmp keyctl move_pages open_tree perf_event_open pidfd_getfd process_madvise request_key)
outside=$(for call in "${harmless[@]}"; do "$PROBE" call "$call"; done)
for call in "${calls[@]}"; do
  answer=$(awk -v call="$call" '$1 == call { print $2 }' <<<"$inside")
  [[ $answer == EPERM || $answer == ENOSYS ]] && good=yes || good=no
  out=$answer err=''
  verdict "$good" "$call" 'EPERM or ENOSYS'
done
out=$outside
[[ $(grep -cvE '^(EPERM|ENOSYS)$' <<<"$outside") -ge 5 ]] && good=yes || good=no
verdict "$good" 'outside the kernel looks at the arguments of many' 'five or more answers other than EPERM and ENOSYS'

works 'ordinary calls work' ask -- call getpid
works 'a debugger can trace its own child' ask -- trace-child
works 'personality can be asked for' ask -- call personality 0xffffffff
works '    and set as debuggers do, without address randomization' ask -- call personality 0x40000
refused_with 'EPERM|EINVAL|ENOSYS' '    but not to another system' ask -- call personality 0x8
