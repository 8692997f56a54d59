#!/usr/bin/env bash
# promise: a link planted in a writable directory does not lead the launcher out, when something is to be mounted below it (CVE-2026-87766)
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

mkdir project secrets
# Where launchers keep the old root while they mount, and other ways to it.
texts=("/oldroot$WORK/secrets" "/.oldroot$WORK/secrets" "$WORK/secrets" ../secrets "/proc/1/root$WORK/secrets" "/proc/self/root$WORK/secrets" /proc/self/cwd)
ln -s "/oldroot$WORK/secrets" project/evil

version=$(bwrap --version | cut -d ' ' -f 2)
if [[ $(printf '%s\n' 0.12 "$version" | sort -V | head -n 1) != 0.12 ]]; then
  works 'careless: a mount point below the link is made' careless --bind "$WORK/project" /project --tmpfs /project/evil/made -- true
  same made "$(ls secrets)" '    on the host, out of what is shown'
  rmdir secrets/made
else
  echo "skip  careless: bwrap $version does not follow such links"
fi
# Where the link leads somewhere on the host, a mount point may be there already.
mkdir made
for text in "${texts[@]}"; do
  ln -sfn "$text" project/evil
  for how in --tmpfs --ro; do
    target=$WORK/project/evil/made
    [[ $how == --tmpfs ]] || target=/usr/share:$target
    complains '*nothing can be placed at*' "by default $how below a link to $text is refused" ask --rw "$WORK/project" "$how" "$target" -- cwd
  done
done
same '' "$(ls -A secrets)" '    and nothing is made on the host'
mkdir secrets/made
for text in "$WORK/secrets" ../secrets; do
  ln -sfn "$text" project/evil
  complains '*symbolic link*' "nor is a directory used that is there already: $text" ask --rw "$WORK/project" --tmpfs "$WORK/project/evil/made" -- cwd
done
complains '*symbolic link*' '    also where the directory has another name inside' \
  ask --rw "$WORK/project:/project" --tmpfs /project/evil/made -- cwd
same made "$(ls -A secrets)" 'nothing is made on the host'
mkdir project/plain
works 'a directory that is none works' ask --rw "$WORK/project:/project" --tmpfs /project/plain -- create /project/plain/file
