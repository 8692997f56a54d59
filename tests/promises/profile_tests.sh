#!/usr/bin/env bash
# promise: what a profile promises with [[test]] is tried in its own sandbox, and a promise that is broken is told
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir .git docs && echo text >docs/file && mkfifo docs/fifo && cp /bin/true docs/program

# A peer for connections, by TCP and by path; the port is free, and nobody else's.
python3 - "$SCRATCH/port" 2>"$SCRATCH/peer" <<'EOT' &
import os, socket, sys, time
tcp, unix = socket.socket(), socket.socket(socket.AF_UNIX)
tcp.bind(("127.0.0.1", 0)), tcp.listen(99)
unix.bind("docs/socket"), unix.listen(99)
with open(sys.argv[1] + ".new", "w") as file:
    print(tcp.getsockname()[1], file=file)
os.rename(sys.argv[1] + ".new", sys.argv[1])
time.sleep(50)
EOT
peer=$!
wait_for test -s "$SCRATCH/port" || exit 2
port=$(<"$SCRATCH/port")

# promising EXPECT KEY OBJECT [NETWORK]: the current profile is base with this directory, docs in it read-only, and that
# one promise.
older=''
promising() {
  profile <<EOT
extends = ["base"]
filesystem.rw = ["\${PROJECT}"]
filesystem.ro = ["\${PROJECT}/docs"]
filesystem.mount = [{ source = "\${PROJECT}/docs", target = "/noexec", options = ["noexec"] }]
network.mode = "${4:-none}"
seccomp.rule = [$older]
env.set = { GIVEN = "" }
[[test]]
$2 = "$3"
expect = "$1"
EOT
}

snapshot() { find . -printf '%p %y %m %s %n\n' | sort && cat docs/file; }
before=$(snapshot)

# possible KEY OBJECT [NETWORK], impossible …: the promise of the fact holds, and that of its contrary does not.
possible() {
  promising allow "$@"
  matches 'ok * allowed*1 passed, 0 failed' "$1 $2 ${3-}: it is allowed" "$SANDBOXCTL" test "$PROFILE"
  promising deny "$@"
  broken 'FAIL *: allowed, and should be denied*0 passed, 1 failed' "$1 $2 ${3-}: a profile that denies it lies"
}
impossible() {
  promising deny "$@"
  matches 'ok * denied (*1 passed, 0 failed' "$1 $2 ${3-}: it is denied" "$SANDBOXCTL" test "$PROFILE"
  promising allow "$@"
  broken 'FAIL *: denied (*), and should be allowed*0 passed, 1 failed' "$1 $2 ${3-}: a profile that allows it lies"
}
broken() {
  local good=no
  capture "$SANDBOXCTL" test "$PROFILE"
  # shellcheck disable=SC2053  # a pattern is meant
  ((status == 1)) && [[ $out == $1 ]] && good=yes
  verdict $good "$2" "exit status 1 and a text like $1" "$SANDBOXCTL" test "$PROFILE"
}

possible read /usr/bin/env
possible read '${PROJECT}/docs'
# shellcheck disable=SC2088  # the profile expands it
impossible read '~/.ssh'
impossible read /etc/shadow
possible write '${PROJECT}'
impossible write '${PROJECT}/new'
possible write /tmp
impossible write '${PROJECT}/docs'
impossible write '${PROJECT}/docs/file'
impossible write /usr/bin/env
possible exec /usr/bin/env
impossible exec /etc/passwd
impossible exec /usr/bin
possible exec '${PROJECT}/docs/program'
impossible exec /noexec/program
impossible connect "127.0.0.1:$port"
possible connect "127.0.0.1:$port" host
impossible connect '127.0.0.1:1' host
possible connect '${PROJECT}/docs/socket'
impossible connect '${PROJECT}/docs/file'
possible env GIVEN
impossible env SSH_AUTH_SOCK
# Kernels before Linux 6.14 know no AT_EXECVE_CHECK.
older='{ syscalls = ["execveat"], action = "errno:EINVAL", args = [{ index = 4, value = 0x10000 }] }'
possible exec '${PROJECT}/docs/program'
impossible exec '${PROJECT}/docs/file'
impossible exec /noexec/program
older=''

same "$before" "$(snapshot)" 'what was tried has changed nothing'

promising deny read /usr
broken '*by *base.toml:* filesystem.system: attach /usr, read-only*' 'the line that opens it is told'

# A run that could not be made is no verdict.
profile <<'EOT'
extends = ["base"]
filesystem.ro = ["/nowhere"]
[[test]]
read = "/nowhere"
expect = "deny"
EOT
complains '*cannot show /nowhere*' 'a sandbox that cannot be planned denies nothing' "$SANDBOXCTL" test "$PROFILE"

profile <<'EOT'
extends = ["base"]
seccomp.rule = [{ syscalls = ["socket"], action = "kill" }]
[[test]]
read = "/usr"
connect = "127.0.0.1:1"
env = "NONE"
expect = "deny"
EOT
exits 125 'what is killed while it tries was not denied' "$SANDBOXCTL" test "$PROFILE"
good=no
[[ $out == *'FAIL '*'read /usr'*'ERROR '*'connect 127.0.0.1:1: '*'killed by signal 31'*'0 passed, 1 failed, 2 not tried' ]] && good=yes
verdict $good 'and what was and was not tried is told' 'one failed, two not tried'

# What a limit does to the one who tries is no denial.
profile <<'EOT'
extends = ["base"]
[limits.rlimit]
nofile = 3
[[test]]
read = "/usr"
expect = "deny"
EOT
exits 125 'who has no descriptor left to try with passes nothing' "$SANDBOXCTL" test "$PROFILE"
good=no
[[ $out == *'ERROR '*'read /usr: '*'0 passed, 0 failed, 1 not tried' ]] && good=yes
verdict $good '    and says so' 'ERROR, and one not tried'

# Static, the program that tries things needs nothing of the profile.
profile <<'EOT'
filesystem.system = "none"
[[test]]
read = "/usr"
expect = "deny"
EOT
if [[ $(ldd "$SANDBOXCTL" 2>&1) == *static* ]]; then
  works 'a sandbox that shows nothing is tested as well' "$SANDBOXCTL" test "$PROFILE"
else
  complains '*libraries*static build*' 'libraries that a profile does not show are told' "$SANDBOXCTL" test "$PROFILE"
fi

profile <<<'extends = ["base"]'
exits 1 'a profile without promises keeps none' "$SANDBOXCTL" test "$PROFILE"

# What is shipped keeps its promises, and every profile of it has some.
if grep -q '^\[\[test\]\]' "$SOURCE"/profiles/*.toml; then
  for file in "$SOURCE"/profiles/*.toml; do
    name=$(basename "$file" .toml)
    works "the shipped profile $name keeps its promises" "$SANDBOXCTL" test "$name"
  done
fi

kill "$peer"
wait "$peer" 2>/dev/null
true
