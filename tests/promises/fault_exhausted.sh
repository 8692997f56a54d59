#!/usr/bin/env bash
# promise: where descriptors, memory, processes or storage run out, a launch works or ends with 125 and a reason, and leaves nothing
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"
source "$SOURCE/promises/fault.bash"

# The limits are the launcher's; its command gets them back, so that what it tells is the same.
back() { [[ $(ulimit "-H$1") == unlimited ]] && echo '"unlimited"' || echo "$(($(ulimit "-H$1") * $2))"; }
sed -i "s/^nofile = 512\$/nofile = 512\nas = $(back v 1024)\nfsize = $(back f 1024)\nnproc = $(back u 1)/" "$PROFILE"

# limited LETTER VALUE CMD…: with that soft limit of bash's ulimit.
limited() { timeout 20 bash -c 'ulimit "-S$0" "$1" && exec "${@:2}"' "$@"; }

launch_limited() { limited "$1" "$2" "${launch[@]/#'{}'/$1.$2}"; }
capture "${launch[@]/#'{}'/undisturbed}"
facts=$out
verdict "$([[ $status == 0 && $facts == *$'\nSeccomp:\t2\n'* ]] && echo yes || echo no)" 'with enough of all, the command tells how it is confined' \
  'a report with Seccomp' "${launch[@]}"

# refused_well LETTER VALUE: the last launch with that limit ended as it should where it cannot work, in words for people.
refused_well() { [[ $status == 125 && $err == 'sandbox: '* && $err != *std::* && -z $out && ! -e ran.$1.$2 ]]; }

# until_it_works LETTER STEP LAST SENTENCE: from nothing upward, in such steps, until it has worked three times in a row. Where not even
# its version can be told, the launcher has not come to its main().
until_it_works() {
  local value refused=0 worked=0
  for ((value = 0; value <= $3 && worked < 3; value += $2)); do
    limited "$1" "$value" "$SANDBOX" --version >/dev/null 2>&1 || continue
    capture launch_limited "$1" "$value"
    if ((status == 0)) && [[ $out == "$facts" ]]; then worked=$((worked + 1)); continue; fi
    worked=0
    refused=$((refused + 1))
    refused_well "$1" "$value" && continue
    # A user namespace keeps the limit on processes with which it was made: then it is the command that has too few. What
    # was refused before follows its words.
    [[ $1 == u && -e ran.$1.$value && $err == *': Cannot fork'* ]] && continue
    [[ -z $out ]] || out=$(diff <(echo "$facts") <(echo "$out"))
    verdict no "ulimit -$1 $value" 'the same facts, or 125, a message and no command' launch_limited "$1" "$value"
  done
  out='' err=''
  verdict "$( ((worked == 3 && refused > 0)) && echo yes || echo no)" "$4, refused $refused times until it works" \
    "at least one refusal, and three launches that work before ulimit -$1 $3"
}

until_it_works n 1 64 'descriptors run out'
until_it_works v 48 200000 'memory runs out'
if [[ $WHO == user ]]; then
  until_it_works u 1 200 'processes run out'
else
  echo 'ok    no limit on processes holds for root: not tried'
fi
# What is said goes through a pipe: into a file it could not be written either.
capture bash -c '(ulimit -Sf 0; exec timeout 20 "$@") 2>&1 | cat; exit "${PIPESTATUS[0]}"' bash "${launch[@]/#'{}'/f.0}"
((status != 125)) || { err=$out out=''; }
{ ((status == 0)) && [[ $out == "$facts" ]]; } || refused_well f 0 && good=yes || good=no
verdict "$good" 'where files may not grow, it works or a reason is given' 'the same facts, or 125, a message and no command'

# on_full CMD…: the directory "full" is on storage of its own, on which nothing is left.
on_full() {
  local -a enter=(unshare --mount --propagation private)
  [[ $WHO == root ]] || enter+=(--user --map-root-user)
  timeout 20 "${enter[@]}" sh -c 'mount -t tmpfs -o size=4k,nr_inodes=2 none full && echo x >full/x && exec "$@"' sh "$@"
}
mkdir full
at_first=$(everything)
refused 'storage can be full' on_full sh -c 'mkdir full/directory || exit 1'
profile <<'T'
extends = ["base"]
T
says inside 'a home and a place for temporary files that are full do not matter' \
  on_full env HOME="$WORK/full" TMPDIR="$WORK/full" "$SANDBOX" -p "$PROFILE" -- sh -c 'echo text >"$HOME/file" && echo inside'
complains 'sandbox: *ENOSPC*' 'a directory that a profile creates there is refused with a reason' \
  on_full "$SANDBOX" -p "$PROFILE" --set "filesystem.create=[\"$WORK/full/new\"]" -- true
complains 'sandbox: *ENOSPC*' 'and so is a persistent home' \
  on_full env HOME="$WORK/full" "$SANDBOX" -p "$PROFILE" --set 'filesystem.home="persistent"' -- true
refused 'where something writable is full, the command is told' \
  on_full "$SANDBOX" -p "$PROFILE" --rw "$WORK/full" -- sh -c 'echo text >"$0" || exit 1' "$WORK/full/file"
refused 'output that has no room is told' on_full sh -c '"$0" --explain -p base true >full/file; [ $? = 125 ] && exit 1' "$SANDBOX"

eventually 5 'no process of them is left' gone "$mark"
says '' 'and no file' left_behind
