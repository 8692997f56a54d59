#!/usr/bin/env bash
# promise: with namespaces inside allowed, no capability in them makes a mount writable or uncovers one (CVE-2021-41133)
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p shown covered/under own
echo text >shown/file
echo secret >covered/under/key

# A launcher that leaves its command the capabilities with which it has made the mounts. What is read-only is a copy in
# memory: on the host there may be flags that nobody but the host's root can change.
careless() {
  unshare --user --map-root-user --mount sh -c '
    mount -t tmpfs none "$0/own" && cp "$0/shown/file" "$0/own/" && mount --bind -o ro "$0/own" "$0/own" &&
      mount -t tmpfs none "$0/covered/under" && exec "$@"' "$WORK" "$@"
}
refused_with EROFS 'careless: what is read-only cannot be written' careless "$PROBE" write "$WORK/own/file" text
for verb in remount-bind-rw setattr-rw; do
  works "    until $verb" careless sh -c '"$0" $1 "$2/own" && "$0" write "$2/own/file" text' "$PROBE" $verb "$WORK"
done
refused_with ENOENT 'careless: what is covered cannot be read' careless "$PROBE" read "$WORK/covered/under/key"
says $'ok\nsecret' '    until it is unmounted' careless sh -c '"$0" umount "$1/covered/under"; "$0" read "$1/covered/under/key"' "$PROBE" "$WORK"
says secret '    or copied without what covers it' careless "$PROBE" read-below-mounts "$WORK/covered" under/key

# The same, in a namespace that the command makes inside, with all capabilities there.
nested=(--set 'namespaces.nested="allow"' --ro "$WORK/shown" --rw "$WORK/covered" --tmpfs "$WORK/covered/under")
# The kernel lets only who has capabilities map the host's root anew; a user without a number keeps them otherwise.
deeper=(unshare --user --mount --keep-caps)
[[ $WHO == root ]] || deeper+=(--map-root-user)
within() { box "${nested[@]}" -- "${deeper[@]}" "$@"; }
works 'allowed inside: a namespace can be made, and mounts in it' within "$PROBE" mount-bind /usr/share /tmp
for verb in remount-bind-rw setattr-rw; do
  refused_with EPERM "    $verb does not unlock" within "$PROBE" $verb "$WORK/shown"
done
refused_with EROFS '    and nothing is written' within "$PROBE" write "$WORK/shown/file" changed
refused_with 'EINVAL|EPERM' '    nothing is uncovered by unmounting' within "$PROBE" umount "$WORK/covered/under"
refused_with 'EINVAL|EPERM' '    nor by a copy' within "$PROBE" read-below-mounts "$WORK/covered" under/key
refused_with 'EINVAL|EPERM' '    nor by moving it away' within "$PROBE" move-mount "$WORK/covered/under" /tmp
[[ $WHO == root ]] || refused_with EPERM '    nor from a second namespace' within "${deeper[@]}" "$PROBE" setattr-rw "$WORK/shown"

for verb in remount-bind-rw setattr-rw umount; do refused_with EPERM "by default, $verb is refused as such" ask --ro "$WORK/shown" -- $verb "$WORK/shown"; done
refused_with EPERM '    and a copy' ask --ro "$WORK/shown" -- read-below-mounts "$WORK/shown" file
same text "$(<shown/file)" 'on the host the file is as before'
