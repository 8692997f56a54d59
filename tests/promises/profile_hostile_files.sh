#!/usr/bin/env bash
# promise: a profile file made to harm gives 125 at once: no hang, no crash, no memory eaten
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# One second of processor time and 256 MiB are far more than any profile needs.
hostile() {
  complains "$2" "$1" timeout 5 prlimit --cpu=2 --as=$((256 << 20)) "$SANDBOX" -p "$SCRATCH/hostile.toml" true
  rm -rf "$SCRATCH/hostile.toml"
}
file=$SCRATCH/hostile.toml
repeat() { head -c "$1" /dev/zero | sed "s/\x0/$2/g"; }

printf 'version = 1\nextends = ["base"]\n' >"$file"
works 'with the same limits a good profile works' timeout 5 prlimit --cpu=2 --as=$((256 << 20)) "$SANDBOX" -p "$file" true
rm "$file"

mkdir "$file" && hostile 'a directory' '*is a directory*'
mkfifo "$file" && hostile 'a FIFO that nobody writes to' '*not a regular file*'
ln -s /dev/zero "$file" && hostile 'a device without end' '*not a regular file*'
ln -s hostile.toml "$file" && hostile 'a link to itself' '*cannot read the profile*'
python3 -c 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])' "$file" && hostile 'a socket' '*cannot read*'
truncate -s 100M "$file" && hostile 'a hundred megabytes' '*larger than*'
: >"$file" && hostile 'an empty file' '*lacks its version*'
printf 'version = 1\nname = "a\0b"\n' >"$file" && hostile 'a NUL byte' '*hostile.toml:2:*'
printf 'version = 1\nname = "\xff\xfe"\n' >"$file" && hostile 'bytes that are no UTF-8' '*hostile.toml:2:*'
printf 'version = 1\nname = "a\\u0000b"\n[filesystem]\nro = ["/usr\\u0000/x"]\n' >"$file" && hostile 'a NUL spelt out in a path' '*'
{ printf 'version = 1\nname = '; repeat 200000 '['; } >"$file" && hostile 'lists nested a hundred thousand times' '*'
{ printf 'version = 1\nname = '; repeat 30000 '{a='; } >"$file" && hostile 'tables nested without end' '*'
{ printf 'version = 1\n'; repeat 200000 'a.'; echo 'a = 1'; } >"$file" && hostile 'a key of a hundred thousand parts' '*'
{ printf 'version = 1\n['; repeat 100000 'a.'; echo 'a]'; } >"$file" && hostile 'a table of as many' '*'
{ printf 'version = 1\n[filesystem]\nro = ['; repeat 60000 '"\/no\/x",'; echo ']'; } >"$file" && hostile 'sixty thousand entries' '*/no/x*'
{ printf 'version = 1\nname = """'; repeat 500000 'x'; } >"$file" && hostile 'a string without an end' '*'
{ printf 'version = 1\n'; printf 'key%d = 1\n' {1..50000}; } >"$file" && hostile 'fifty thousand unknown keys' '*unknown key*'
{ printf 'version = 1\n[env.set]\n'; printf 'K%d = ""\n' {1..85000}; printf '"!X" = true\n'; } >"$file" && hostile 'eighty thousand keys in a table' '*env.set has no "X" to take out*'
{ printf 'version = 1\n'; printf '[[filesystem.mount]]\nsource = "/usr"\ntarget = "/b/%d"\n' {1..1000}; printf '[[when]]\nif.env = "X%d"\nthen.env.set.A = "1"\n' {1..1000}; echo 'nmae = 1'; } >"$file" && hostile 'a thousand mounts and a thousand conditions' '*hostile.toml:6002:1:*nmae*'
{ printf 'version = 1\n[filesystem]\nro = ["/usr:'; repeat 400000 '\/x'; echo '"]'; } >"$file" && hostile 'a target of four hundred thousand levels' '*is longer than a path can be*hostile.toml:3*'
printf '\xef\xbb\xbfversion = 1\nnmae = "x"\n' >"$file" && hostile 'a byte order mark and an unknown key' '*nmae*'
printf 'version = 1\nextends = ["/proc/self/mem"]\n' >"$file" && hostile 'a parent that is no file to read' '*'
printf 'version = 1\nextends = ["%s"]\n' "$file" >"$file" && hostile 'a file that extends itself' '*circle*'
printf 'version = 99999999999999999999\n' >"$file" && hostile 'a number too large for numbers' '*hostile.toml:1:*'
printf 'version = 1\n"\\u001b[31mred" = 1\n' >"$file" && hostile 'escape sequences for the terminal in a key' '*unknown key*'
[[ $err != *$'\e'* ]] && good=yes || good=no
verdict "$good" '    which are not sent to it' 'no escape character in the message'

# A chain of parents is as deep as somebody cares to make it.
printf 'version = 1\nextends = ["base"]\n' >"$SCRATCH/p0.toml"
for i in {1..300}; do printf 'version = 1\nextends = ["./p%d.toml"]\n' $((i - 1)) >"$SCRATCH/p$i.toml"; done
capture timeout 5 "$SANDBOX" -p "$SCRATCH/p300.toml" true
[[ $status == 0 || ($status == 125 && -n $err) ]] && good=yes || good=no
verdict "$good" 'three hundred generations work, or are refused in words' '0, or 125 and a message' "$SANDBOX" -p p300.toml true

# Long lines of ordinary names are no harm.
profile <<<"filesystem.ro = [$(for i in {1..260}; do printf '"/etc/passwd:/m/libfoo%d.so.1.2.3", ' "$i"; done)]"
works 'a line with hundreds of names with dots is read' "$SANDBOXCTL" check "$PROFILE"
