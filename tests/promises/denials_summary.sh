#!/usr/bin/env bash
# promise: after a command has failed, what the sandbox refused it is named, and the key that opens it; a command that succeeds hears nothing
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p ~/.ssh ~/.aws project
echo key >~/.ssh/id_ed25519
echo password >~/.aws/credentials
cp "$SOURCE/examples/evil.sh" project/
cd project || exit

# told TEXT: in the summary of the ten bad things, as a person sees it.
shown=$(at_terminal end:1 -- "$SANDBOX" -p script ./evil.sh)
told() { if [[ $1 == *' * '* ]]; then grep -q -- "$1" <<<"${shown//$'\r'/}"; else grep -qF -- "$1" <<<"${shown//$'\r'/}"; fi; }
named() { works "$1" told "$2"; }
named 'a key that is not shown is named' "read     $HOME/.ssh/id_ed25519"
named 'a password that is not shown' "read     $HOME/.aws/credentials"
named '    with the key that opens it, and what that means' "filesystem.ro = [\"$HOME/.aws/credentials\"]  # gives a secret away"
named 'a file of the project' "write    $PWD/Makefile"
named 'a file of the system' 'write    /etc/profile.d/planted.sh'
named 'a program' 'write    /usr/bin/planted'
if [[ $WHO == user ]]; then
  named '    which file modes forbid as well' '/usr/bin/planted * nothing opens it'
else
  named '    with the key that opens it' 'filesystem.rw = ["/usr/bin"]'
fi
named 'a service of this machine' 'connect  127.0.0.1:22'
named 'an address of the internet' 'connect  192.0.2.1:443'
named '    with the key that opens it' 'network.mode = "host"'
named 'a user namespace' 'call     unshare CLONE_NEWUSER'
named 'another root' 'call     chroot'
named "the kernel's log" 'call     syslog'
named 'it is said where that is written for good' '~/.config/sandbox/profiles/script.d/local.toml'
refused 'nothing else is named' told "$PWD/evil.sh  "

summary() { box "$@" 2>&1 || true; }
matches '*refused by profile*chroot*seccomp.allow*' 'without a terminal, system calls are named' summary -- sh -c '/usr/sbin/chroot / true 2>/dev/null; exit 3'
matches '*connect *192.0.2.1:80 (2 times)*' '    and addresses, with how often they were tried' summary -- bash -c 'for i in 1 2; do exec 3<>/dev/tcp/192.0.2.1/80; done 2>/dev/null; exit 3'
matches "*read *$HOME/.ssh/id_ed25519*" '    and what the command line names' summary -- cat ~/.ssh/id_ed25519
matches "*files are not watched without a terminal: --set 'log.denials=\"stderr\"'*" '    and it is said that files are not' summary -- sh -c '/usr/sbin/chroot / true; exit 3'
refused 'at a terminal it is not' told 'without a terminal'
elsewhere() { env XDG_CONFIG_HOME="$HOME/other" "$SANDBOX" -p base -- sh -c '/usr/sbin/chroot / true; exit 3' 2>&1 || true; }
matches '*for good: in ~/other/sandbox/profiles/base.d/local.toml, which begins with version = 1' 'what is written for good goes where profiles are looked for' elsewhere
mkdir -p ~/other/sandbox/profiles/base.d && echo 'version = 1' >~/other/sandbox/profiles/base.d/local.toml
matches '*for good: in ~/other/sandbox/profiles/base.d/local.toml' '    and a file that is there has begun' elsewhere
exits 3 'the status stays what it was' box -- sh -c '/usr/sbin/chroot / true; exit 3'
says '' 'a command that succeeds hears nothing' summary -- sh -c '/usr/sbin/chroot / true 2>/dev/null; true'
says '' '    nor one that failed for reasons of its own' summary -- sh -c 'cat /nowhere 2>/dev/null; exit 3'
says '' '    nor who wants quiet' summary -q -- sh -c '/usr/sbin/chroot / true 2>/dev/null; exit 3'
says '' '    nor who wants no summary' summary --set 'log.denials="none"' -- sh -c '/usr/sbin/chroot / true 2>/dev/null; exit 3'
says '' '    nor one that ends as after Ctrl-C' summary -- sh -c '/usr/sbin/chroot / true 2>/dev/null; exit 130'
says '' 'who waits for a server of his own is refused nothing' summary -- bash -c '(exec 3<>/dev/tcp/127.0.0.1/40123) 2>/dev/null; exit 3'
says '' 'what listens inside is no stranger' summary -- python3 -c 'import socket, sys
server = socket.create_server(("127.0.0.1", 0))
socket.create_connection(server.getsockname()).close()
sys.exit(3)'
touch $'drawn\x1b[2J'
matches '*read *drawn[\\]x1b[[]2J*' 'what a command names cannot draw on the screen' summary -- sh -c 'exit 3' sh "$PWD/"$'drawn\x1b[2J'

# What is said to open something does, for good as well.
in_default() { "$SANDBOX" -p default -- "$@" 2>&1 || true; }
settings=$'filesystem.rw = ["'"$PWD"$'"]\nfilesystem.ro = ["!${PWD}"]'
echo token >.env
matches "*write *$PWD/new *filesystem.rw = [[]\"$PWD\"] and filesystem.ro = [[]\"!\${PWD}\"]*" 'a stricter entry for the same path is named as well' at_terminal end:1 -- "$SANDBOX" -p default -- touch new
matches "*read *$PWD/.env *filesystem.hide = [[]\"!\${PWD}/.env\"]  # gives a secret away*" '    and what is hidden by the entry that hides it' in_default cat "$PWD/.env"
mkdir -p ~/.config/sandbox/profiles/default.d
printf 'version = 1\nfilesystem.rw = ["%s"]\n' "$PWD" >~/.config/sandbox/profiles/default.d/local.toml
matches '*profile default*: changes nothing, *Read-only file system*' '    without that nothing is claimed to be open' at_terminal end:1 -- "$SANDBOX" touch new
printf 'version = 1\n%s\nfilesystem.hide = ["!${PWD}/.env"]\n' "$settings" >~/.config/sandbox/profiles/default.d/local.toml
says token '    written down, they open it' "$SANDBOX" -p default -- sh -c 'touch new && cat .env'
rm -r ~/.config/sandbox

printf 'version = 1\nextends = ["base"]\n' >own.toml
matches "*for good: in */own.toml*" 'a profile that was named by its path is what has to be changed' sh -c '"$@" 2>&1 || true' sh "$SANDBOX" -p ./own.toml -- sh -c '/usr/sbin/chroot / true 2>/dev/null; exit 3'
