#!/usr/bin/env bash
# promise: whichever system call of a launch fails, the command runs just as confined as without that, or does not run at all
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"
source "$SOURCE/promises/fault.bash"

undisturbed

# Memory may run out in any call. Those that confine are refused in other ways, too, as by kernels that lack something and by
# outer sandboxes. A process cannot be kept from ending; and brk(2), which tells a failure in its own way, is for fault_exhausted.
{ sampled; meanwhile; } | grep -vE ' (exit_group|brk) ' | sed 's/$/ ENOMEM/' >"$SCRATCH/faults"
confining='clone|unshare|setsid|setpgid|close_range|mount_setattr|move_mount|open_tree|pivot_root|umount2|fsopen|fsconfig|fsmount'
confining+='|keyctl|capset|prctl|seccomp|landlock_[a-z_]*|prlimit64|chdir|setpriority|sethostname'
for error in EPERM ENOSYS EINVAL; do
  grep -E "^(init|command) ($confining) " "$SCRATCH/calls" | awk -v most="$((most / 4))" -v error="$error" '$3 <= most { print $0, error }'
done >>"$SCRATCH/faults"
works "$(wc -l <"$SCRATCH/faults") calls are made to fail, one in each launch" \
  disturb try "$SCRATCH/disturbed" 20 -- "${launch[@]}" <"$SCRATCH/faults"

# judged ADDRESS…: what is wrong with the result of that fault, or nothing.
judged() {
  local ran=no
  [[ ! -e ran.$number ]] || ran=yes
  case $status in
    hangs | stays | crashes) echo "it $status" ;;
    0)
      [[ $out == "$facts" ]] || echo 'the command runs otherwise confined'
      [[ $err == "$said" ]] || echo 'the launcher says something else' ;;
    *)
      # Once the command runs, the launcher may still fail; the command ran confined, or was ended at once.
      if [[ $reached == after ]]; then
        [[ $facts == "$out"* ]] || echo 'the command runs otherwise confined'
      elif [[ $ran == yes || -n $out ]]; then
        echo 'it fails, and yet the command ran, or something is in its output'
      fi
      [[ $status == 125 || "$1 $2" == 'command execve' && $status == 126 ]] || echo "it ends with $status"
      [[ $err == 'sandbox: '* ]] || echo 'it does not say why' ;;
  esac
}

number=0 given_up=0 unharmed=0 missed=0
wrong=()
while read -r fault; do
  number=$((number + 1))
  result "$number"
  # shellcheck disable=SC2086  # words are meant
  said_of_it=$(judged $fault)
  [[ $reached != never ]] || missed=$((missed + 1))
  if [[ $status == 0 ]]; then unharmed=$((unharmed + 1)); else given_up=$((given_up + 1)); fi
  [[ -n $said_of_it ]] || continue
  wrong+=("$fault")
  [[ -z $out ]] || out=$(diff <(echo "$facts") <(echo "$out"))
  verdict no "$fault: ${said_of_it//$'\n'/, }" 'the same facts, or 125, a message and no command'
done <"$SCRATCH/faults"
same 0 "${#wrong[@]}" 'none of them lets a command run less confined, or fails without a word'
((given_up > number / 2 && unharmed > 0)) && good=yes || good=no
out="$given_up given up, $unharmed unharmed, $missed not met" err=''
verdict "$good" 'most of them end the launch, some do not matter' 'more than half given up, some unharmed'
((missed < number / 50)) && good=yes || good=no
verdict "$good" '    and nearly all are met' 'less than a fiftieth not met'
eventually 5 'none of them left a process' gone "$mark"
says '' 'or a file' left_behind
