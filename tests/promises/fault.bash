# For promises that disturb a launch at each of its system calls: the launch, the facts that its command states, which calls to take.
# Sourced after lib.sh and onlooker.bash.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash

# disturb MODE ARGUMENT…: fault.py, see there.
disturb() { /usr/bin/python3 -I "$SOURCE/promises/fault.py" "$@"; }

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
launch=("$SANDBOX" -p "$PROFILE" --ro "$SCRATCH/facts" -- /bin/sh "$SCRATCH/facts" "$WORK" '{}'
  " $(for name in /proc/self/ns/*; do readlink "$name"; done | tr '\n' ' ')" "$PROBE" "$mark")

# undisturbed: what the command tells of a launch in which nothing happens, into facts; what the launcher says, into said; and the
# addresses of its calls, into the file $SCRATCH/calls. Where one launch takes long, fewer are disturbed.
undisturbed() {
  local good=no begin=${EPOCHREALTIME/./} milliseconds
  works 'an undisturbed launch can be watched' disturb try "$SCRATCH/disturbed" 20 -- "${launch[@]}" <<<'init reboot 1 EPERM'
  milliseconds=$(((${EPOCHREALTIME/./} - begin) / 1000))
  most=$((milliseconds > 300 ? 12000 / milliseconds + 2 : 40))
  result 1
  facts=$out said=$err
  [[ $status.$reached == 0.never && $facts == *$'\nCapEff:\t0000000000000000\n'*$'\nNoNewPrivs:\t1\nSeccomp:\t2\n'* ]] && good=yes
  verdict $good '    and its command tells how it is confined' 'a report with Seccomp, NoNewPrivs and no capabilities' "${launch[@]}"
  disturb record -- "${launch[@]}" >"$SCRATCH/calls"
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

# result NUMBER: what try has left of that line, in out, err, status and reached. No process is started: there are many.
result() {
  out=$(<"$SCRATCH/disturbed/$1.out")
  err=$(<"$SCRATCH/disturbed/$1.err")
  read -r status reached <"$SCRATCH/disturbed/$1.end"
}

# left_behind: what is in the work directory and in the home and was not there at first.
everything() { find "$WORK" "$HOME" | sort; }
at_first=$(everything)
left_behind() {
  rm -f "$WORK"/ran.*
  comm -13 <(echo "$at_first") <(everything)
}
