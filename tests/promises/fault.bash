# For promises that disturb launches at each of their system calls: the launch, the facts that its command states, which calls to take,
# what is wrong with a result.
# Sourced after lib.sh and onlooker.bash.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash

# disturb MODE ARGUMENT…: fault.py, see there.
disturb() { /usr/bin/python3 -I "$SOURCE/promises/fault.py" "$@"; }

# Other kinds of launches: what stands before the launcher, what it is given beside the profile, and "terminal" for fault.py.
before=() given=() terminal=()

# A launch with much to do, in which nothing is left to the launcher's judgement.
mkdir "$SCRATCH/disturbed" "$WORK/tree" "$WORK/tree/closed" "$WORK/tree/kept"
echo secret >"$WORK/tree/closed/secret"
profile <<T
extends = ["base"]
[filesystem]
ro = ["$PROBE"]
rw = ["$WORK"]
protect = ["$WORK/tree/kept"]
hide = ["$WORK/tree/closed"]
tmpfs = [{ path = "/cache", size = "1M", noexec = true }]
file = [{ path = "/etc/motd", content = "welcome" }]
[namespaces]
time = "private"
[process]
umask = "077"
[limits]
nice = 3
[limits.rlimit]
nofile = 512
[seccomp]
rule = [{ syscalls = ["ioctl"], action = "errno:ENOTTY", args = [{ index = 1, value = 0x5413 }] }]
T
[[ $(uname -r) == [0-5].* ]] || ! landlock_version_at_least 2 || printf '[landlock]\nenable = "require"\n' >>"$PROFILE"

# What the command says of itself and of what it sees. All is said at once, at the end; the first thing done is to leave a trace. With
# "stays" as its last word it then goes nowhere.
cat >"$SCRATCH/facts" <<'T'
: >"$1/ran.$2"
text='' ; state='' ; IFS=' '
say() { text="$text$*
"; }
while IFS= read -r line; do
  case $line in Uid:*|Gid:*|Groups:*|Cap*|NoNewPrivs:*|Seccomp*|SigBlk:*|SigIgn:*|Pid:*|NSpid:*) say "$line" ;; esac
done </proc/self/status
for file in uid_map gid_map setgroups limits; do
  while read -r line; do say "$file: $line"; done <"/proc/self/$file"
done
while read -r _ _ _ root point options rest; do
  # A read-only file of the system is a copy or the file itself, what has names in the store any of them: neither is a difference inside.
  case $point.$options in
    /bin.ro,nosuid,nodev,* | /sbin.ro,nosuid,nodev,* | /lib*.ro,nosuid,nodev,*) [ "/usr$point" != "$root" ] || continue ;;
    /etc/*.ro,nosuid,nodev,*) [ "$point" != "$root" ] || continue ;;
  esac
  case $rest in '- tmpfs none '*) root=store ;; esac
  say "mount: $root $point $options $rest"
done </proc/self/mountinfo
for file in /proc/self/fd/*; do [ ! -e "$file" ] || say "open: ${file##*/}"; done
for namespace in cgroup ipc mnt net pid time user uts; do
  own=$(readlink "/proc/self/ns/$namespace")
  case $3 in *" $own "*) say "$namespace: the host's" ;; *) say "$namespace: its own" ;; esac
done
say "processes:" /proc/[0-9]*
say "seen:" /* /dev/* /etc/* /run/* /tmp/* "$HOME"/* "$1"/tree/*
say "hidden:" "$1"/tree/closed/* ; [ ! -r /etc/shadow ] || say 'shadow can be read'
say "umask: $(umask) directory: $(pwd) name: $(cat /proc/sys/kernel/hostname) nice: $(nice)"
(: >"$1/tree/kept/file") 2>/dev/null && say 'kept can be changed'
(: >/usr/file) 2>/dev/null && say '/usr can be changed'
(: >/file) 2>/dev/null && say 'the root can be changed'
say "domain: $("$4" in-domains 16 /bin/true 2>&1)" "key: $("$4" session-key none 2>&1)" "namespaces: $("$4" unshare user 2>&1)"
say "$(export -p)"
printf %s "$text"
[ "${6-}" != stays ] || exec sleep 60
T
chmod 644 "$SCRATCH/facts"
# set_launch: of the kind that is described now; {} becomes a number, another for each launch.
set_launch() {
  launch=("${before[@]}" "$SANDBOX" -p "$PROFILE" --ro "$SCRATCH/facts" "${given[@]}" -- /bin/sh "$SCRATCH/facts" "$WORK" '{}'
    " $(for name in /proc/self/ns/*; do readlink "$name"; done | tr '\n' ' ')" "$PROBE" "$mark")
}
set_launch

# undisturbed: what the command tells of a launch in which nothing happens, into facts; what the launcher says, into said; and the
# addresses of its calls, into the file $SCRATCH/calls. Where one launch takes long, fewer are disturbed.
undisturbed() {
  local good=no begin=${EPOCHREALTIME/./} milliseconds
  works 'an undisturbed launch can be watched' disturb try "$SCRATCH/disturbed" 20 "${terminal[@]}" -- "${launch[@]}" <<<'init reboot 1 EPERM'
  milliseconds=$(((${EPOCHREALTIME/./} - begin) / 1000))
  most=$((milliseconds > 300 ? 12000 / milliseconds + 2 : 40))
  result 1
  facts=$out said=$err
  [[ $status.$reached == 0.never && $facts == *$'\nCapEff:\t0000000000000000\n'*$'\nNoNewPrivs:\t1\nSeccomp:\t2\n'* ]] && good=yes
  verdict $good '    and its command tells how it is confined' 'a report with Seccomp, NoNewPrivs and no capabilities' "${launch[@]}"
  disturb record "${terminal[@]}" -- "${launch[@]//'{}'/recorded}" >"$SCRATCH/calls"
  same yes "$(for word in launcher init command; do grep -q "^$word " "$SCRATCH/calls" || echo "no $word"; done; echo yes)" \
    '    and the calls of all three processes are known'
  rm -f "$WORK"/ran.*
}

# sampled: addresses of the calls to be disturbed: of what one process calls often, the first, the last, and some between.
sampled() {
  awk -v most="$most" '{ key = $1 " " $2; line[NR] = $0; kind[NR] = key; number[NR] = $3; if ($3 > count[key]) count[key] = $3 }
    END { for (i = 1; i <= NR; i++) { all = count[kind[i]]; step = int((all + most - 1) / most)
      if ((number[i] - 1) % step == 0 || number[i] == all) print line[i] } }' "$SCRATCH/calls"
}

# meanwhile: those of what the launcher calls while the others are at work, several times over, since they may be anywhere.
meanwhile() {
  local round
  for ((round = 0; round < most / 5; round++)); do sed '1,/^launcher clone /d' "$SCRATCH/calls" | grep '^launcher '; done
}

# result NUMBER: what try has left of that line, in out, err, status and reached; the name own.NUMBER is own. No process is started: there are many.
result() {
  out=$(<"$SCRATCH/disturbed/$1.out")
  out=${out//own.$1/own}
  err=$(<"$SCRATCH/disturbed/$1.err")
  read -r status reached <"$SCRATCH/disturbed/$1.end"
}

# left_behind: what is in the work directory and in the home and was not there at first.
everything() { find "$WORK" "$HOME" | sort; }
at_first=$(everything)
left_behind() {
  rm -rf "$WORK"/ran.* "$WORK"/own.*
  comm -13 <(echo "$at_first") <(everything)
}

# make_calls_fail: one in each launch; memory may run out in any. Those that confine are refused in other ways, too, as by kernels that
# lack something and by outer sandboxes. A process cannot be kept from ending, nor from asking who it is; and brk(2), which tells a
# failure in its own way, is for fault_exhausted.
make_calls_fail() {
  local confining error number=0 given_up=0 unharmed=0 missed=0 fault said_of_it good wrong=0
  { sampled; meanwhile; } | grep -vE ' (exit_group|brk|gete?[ug]id) ' | sed 's/$/ ENOMEM/' >"$SCRATCH/faults"
  confining='clone|unshare|setsid|setpgid|close_range|mount_setattr|move_mount|open_tree|pivot_root|umount2|fsopen|fsconfig|fsmount'
  confining+='|keyctl|capset|prctl|seccomp|landlock_[a-z_]*|prlimit64|chdir|setpriority|sethostname'
  for error in EPERM ENOSYS EINVAL; do
    grep -E "^(init|command) ($confining) " "$SCRATCH/calls" | awk -v most="$((most / 4))" -v error="$error" '$3 <= most { print $0, error }'
  done >>"$SCRATCH/faults"
  rm -rf "$WORK"/ran.* "$WORK"/own.*
  works "$(wc -l <"$SCRATCH/faults") calls are made to fail, one in each launch" \
    disturb try "$SCRATCH/disturbed" 20 "${terminal[@]}" -- "${launch[@]}" <"$SCRATCH/faults"
  while read -r fault; do
    number=$((number + 1))
    result "$number"
    # shellcheck disable=SC2086  # words are meant
    said_of_it=$(judged_failure $fault)
    [[ $reached != never ]] || missed=$((missed + 1))
    if [[ $status == 0 ]]; then unharmed=$((unharmed + 1)); else given_up=$((given_up + 1)); fi
    [[ -n $said_of_it ]] || continue
    wrong=$((wrong + 1))
    [[ -z $out ]] || out=$(diff <(echo "$facts") <(echo "$out"))
    verdict no "$fault: ${said_of_it//$'\n'/, }" 'the same facts, or 125, a message and no command'
  done <"$SCRATCH/faults"
  same 0 "$wrong" 'none of them lets a command run less confined, or fails without a word'
  ((given_up > number / 2 && unharmed > 0)) && good=yes || good=no
  out="$given_up given up, $unharmed unharmed, $missed not met" err=''
  verdict "$good" '    most of them end the launch, some do not matter' 'more than half given up, some unharmed'
  ((missed < number / 50 + 2)) && good=yes || good=no
  verdict "$good" '    and nearly all are met' 'less than a fiftieth not met'
}

# judged_failure ADDRESS…: what is wrong with the result of that fault, or nothing.
judged_failure() {
  local ran=no
  [[ ! -e ran.$number ]] || ran=yes
  case $status in
    hangs | stays | crashes | modes) echo "it $status" ;;
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

# kill_processes: one in each launch. The command stays until it is ended, so that what outlives its launcher is seen; the launcher does
# not come to what it calls after that.
kill_processes() {
  local number=0 missed=0 wrong=0 not_met='' kill said_of_it good
  sed -i '/^launcher signalfd4 /,${/^launcher /{/^launcher signalfd4 /!d}}' "$SCRATCH/calls"
  { sampled; meanwhile; } | sed 's/$/ KILL/' >"$SCRATCH/kills"
  rm -rf "$WORK"/ran.* "$WORK"/own.*
  works "$(wc -l <"$SCRATCH/kills") launches are disturbed by a kill, each at another call" \
    disturb try "$SCRATCH/disturbed" 10 "${terminal[@]}" -- "${launch[@]}" stays <"$SCRATCH/kills"
  while read -r kill; do
    number=$((number + 1))
    result "$number"
    # shellcheck disable=SC2086  # words are meant
    said_of_it=$(judged_kill $kill)
    [[ $reached != never ]] || { missed=$((missed + 1)); not_met+="$kill, "; }
    [[ -n $said_of_it ]] || continue
    wrong=$((wrong + 1))
    [[ -z $out ]] || out=$(diff <(echo "$facts") <(echo "$out"))
    verdict no "$kill: ${said_of_it//$'\n'/, }" 'an end with 125 or 137, and no command that is less confined'
  done <"$SCRATCH/kills"
  same 0 "$wrong" 'each of them ends the launch, and no command runs less confined'
  ((missed < number / 50 + 2)) && good=yes || good=no
  out=$not_met err=''
  verdict "$good" '    and nearly all are met' 'less than a fiftieth not met'
}

# judged_kill ADDRESS…: what is wrong with the result of that kill, or nothing.
judged_kill() {
  # The kill may come while the command is about to tell, or too late. What it tells must be so.
  [[ $facts == "$out"* ]] || echo 'the command runs otherwise confined'
  [[ $reached != never ]] || return
  case $status in hangs | stays | crashes | modes) echo "it $status"; return ;; esac
  case $1 in
    launcher) [[ $status == 137 ]] || echo "it ends with $status" ;;
    init)
      [[ $status == 125 || $status == 137 ]] || echo "it ends with $status"
      [[ $err == 'sandbox: '*'first process'*'signal 9'* ]] || echo 'it does not say what happened' ;;
    command)
      [[ $status == 137 ]] || echo "it ends with $status"
      [[ -z $err ]] || echo 'it comments the end of the command'
      [[ -z $out && ! -e ran.$number ]] || echo 'the command ran' ;;
  esac
}

# nothing_is_left: no process of any of them, and no file.
nothing_is_left() {
  eventually 5 'none of them left a process' gone "$mark"
  says '' '    or a file' left_behind
}

# disturbed KIND: failures and kills in launches of the kind that is described now, fewer of each call than where that is the whole promise.
disturbed() {
  printf 'ok    %s\n' "$1:"
  set_launch
  undisturbed
  ((most <= 6)) || most=6
  make_calls_fail
  kill_processes
  nothing_is_left
}
