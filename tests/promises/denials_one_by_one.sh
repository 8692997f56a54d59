#!/usr/bin/env bash
# promise: who wants to know of each refusal has it at once, on standard error, in a file or in the journal, and nothing is let through for it
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p project logs elsewhere ~/.ssh
touch ~/.ssh/id_ed25519 project/kept
tries='cat ~/.ssh/id_ed25519; echo >kept; mkdir made; rm kept; ls; /usr/sbin/chroot / true; exec 3<>/dev/tcp/192.0.2.1/80'
in_project=(--ro "$WORK/project" --set "process.cwd=\"$WORK/project\"")
refuse() { box --set "log.denials=\"$1\"" "${@:2}" -- touch "$WORK/ran"; }
each() { box "${in_project[@]}" --set "log.denials=\"$1\"" "${@:2}" -- bash -c "$tries; exit 3" 2>&1 || true; }

said=$(each stderr)
told() { works "$1" grep -qF -- "sandbox: refused: $2" <<<"$said"; }
told 'what is not shown, when it is read' "read $HOME/.ssh/id_ed25519; filesystem.ro = [\"$HOME/.ssh/id_ed25519\"] opens it, and gives a secret away"
told 'what is shown read-only, when it is written to' "write $WORK/project/kept; filesystem.rw = [\"$WORK/project/kept\"] opens it"
told '    or made' "write $WORK/project/made; filesystem.rw = [\"$WORK/project\"] opens it"
told 'a system call' 'call chroot; seccomp.allow = ["chroot"] and capabilities.keep = ["sys_chroot"] and capabilities.ambient = ["sys_chroot"] open it'
works '    and these do open it' box --set 'seccomp.allow=["chroot"]' --set 'capabilities.keep=["sys_chroot"]' --set 'capabilities.ambient=["sys_chroot"]' -- /usr/sbin/chroot / true
told 'a connection' 'connect 192.0.2.1:80; network.mode = "host" opens it'
matches 'refused *' 'what is there already is not refused to who would make it' sh -c '"$@" 2>&1 && echo refused nothing' sh "$SANDBOX" -p base --set 'log.denials="stderr"' -- mkdir -p /usr/share/doc
works 'what was refused was refused' test -e project/kept -a ! -e project/made

# lines FILE KIND: the subjects of that kind, in their order.
lines() { python3 -c 'import json, sys
for line in open(sys.argv[1]):
    entry = json.loads(line)
    if entry["kind"] == sys.argv[2]: print(entry["subject"], entry["key"], entry["profile"], entry["command"])' "$@"; }
each file --set "log.file=\"$WORK/logs/own.jsonl\"" >/dev/null
says 'chroot seccomp.allow base bash' 'a file has a line of JSON for each' lines logs/own.jsonl call
matches "*$HOME/.ssh/id_ed25519 filesystem.ro base bash*" '    with the files' lines logs/own.jsonl read
same 600 "$(stat -c %a logs/own.jsonl)" 'it is nobody else'"'"'s to read'
each file --set "log.file=\"$WORK/logs/own.jsonl\"" >/dev/null
says $'chroot seccomp.allow base bash\nchroot seccomp.allow base bash' 'the next launch adds to it' lines logs/own.jsonl call
each file >/dev/null
says 'chroot seccomp.allow base bash' 'without a name it is in the state directory' lines ~/.local/state/sandbox/base/denials.jsonl call
matches '*what was refused is told in */logs/own.jsonl*' 'where it is, a failed command is told' each file --set "log.file=\"$WORK/logs/own.jsonl\""

# Without end: 5000 ports of an address that nobody has.
box --set 'log.denials="file"' --set "log.file=\"$WORK/logs/many.jsonl\"" -- python3 -c 'import socket
for port in range(1, 5001):
    try: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("192.0.2.1", port))
    except OSError: pass' 2>/dev/null
same 4097 "$(wc -l <logs/many.jsonl)" 'of one launch there is an end to it'
matches '*"kind":"more"}' '    which the last line says' tail -n 1 logs/many.jsonl

# A path at which the host has a socket, and another one behind a link that the command makes there.
mkdir -p taken/l odd
python3 -c 'import socket
for path in ("taken/l/x", "odd/x"): socket.socket(socket.AF_UNIX).bind(path)'
led() { box --set 'log.denials="stderr"' --set "filesystem.tmpfs=[\"/tmp\",\"$WORK/taken\"]" -- python3 -c 'import os, socket, sys
os.symlink(sys.argv[1] + "/odd", sys.argv[1] + "/taken/l")
socket.socket(socket.AF_UNIX).connect(sys.argv[1] + "/taken/l/x")' "$WORK" 2>&1 || true; }
matches "*refused: connect $WORK/taken/l/x; sockets.unix*" 'a link of the command'"'"'s is not followed outside' led

# A file that takes no more; of a disk it would be the same.
mkdir full && head -c $((1024 * 1024 - 30)) /dev/zero >full/log.jsonl
filled() { bash -c 'trap "" XFSZ; ulimit -f 1024; exec "$@"' sh "$SANDBOX" -p base --set 'log.denials="file"' --set "log.file=\"$WORK/full/log.jsonl\"" -- sh -c "/usr/sbin/chroot / true; $1" 2>&1 || true; }
matches '*not all that was refused could be written to */full/log.jsonl: file too large*' 'what could not be written down is said' filled 'exit 3'
matches '*not all that was refused could be written to */full/log.jsonl: file too large*' '    also when the command succeeds' filled true

ln -s ../elsewhere/victim logs/planted
complains '*cannot write refusals to */logs/planted: *log.denials*' 'a link is not followed' refuse file --set "log.file=\"$WORK/logs/planted\""
refused '    and nothing was made behind it' test -e elsewhere/victim
complains '*its directory does not exist*log.file*' 'a directory that is missing is named' refuse file --set "log.file=\"$WORK/no/where\""
mkfifo logs/fifo
complains '*cannot write refusals to */logs/fifo*' 'nobody waits for the reader of a FIFO' refuse file --set "log.file=\"$WORK/logs/fifo\""
complains '*a file is named, and nothing is written to it*log.denials*' 'a file alone is a mistake' box --set "log.file=\"$WORK/x\"" -- true
complains '*log.denials cannot be "loud"*summary, none*' 'and so is another word' box --set 'log.denials="loud"' -- true

if [[ -e /run/systemd/journal/socket ]]; then
  works 'the journal takes them' each journal
else
  complains '*cannot write refusals to the journal*log.denials*systemd*' 'without a journal it is said that there is none' refuse journal
fi

exits 0 'a reader of standard error who has gone ends nothing' bash -c '"$@" 2> >(exit); s=$?; exit $s' bash "$SANDBOX" -p base --set 'log.denials="stderr"' -- sh -c 'sleep 0.2; /usr/sbin/chroot / true 2>/dev/null; cat ~/.ssh/id_ed25519 2>/dev/null; exit 0'
exits 124 'one who does not read holds nothing up' bash -c '"$@" 2> >(sleep 6)' bash "$SANDBOX" -p base --set 'log.denials="stderr"' --set 'limits.timeout="1s"' -- \
  bash -c 'for ((i = 0; i < 4000; ++i)); do echo >/usr/x$i; done 2>/dev/null; sleep 30'
