#!/usr/bin/env bash
# promise: with nested = "allow" other launchers work inside, this one too, and what the outer sandbox closes stays closed
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
command -v bwrap >/dev/null || skip 'bwrap is not installed'

nested=(--set 'namespaces.nested="allow"' --ro "$SANDBOX")
bwrap=(bwrap --unshare-all --ro-bind /usr /usr --symlink usr/bin /bin --symlink usr/lib /lib --symlink usr/lib64 /lib64 --proc /proc --dev /dev)
works 'bwrap runs outside' "${bwrap[@]}" true
fails() { ! "$@"; }
works 'not inside by default' fails box -- "${bwrap[@]}" true
if [[ $WHO == user ]]; then
  # For the host's root parts of /proc are protected, and the kernel allows no new one beside them.
  works 'inside where launchers are allowed' box "${nested[@]}" -- "${bwrap[@]}" true
  works 'so does this launcher' box "${nested[@]}" -- "$SANDBOX" -p base true
  works '    in itself, twice' box "${nested[@]}" -- "$SANDBOX" -p base --set 'namespaces.nested="allow"' --ro "$SANDBOX" -- "$SANDBOX" -p base true
fi

mkdir shown && echo content >shown/file
show=(--ro "$WORK/shown")
refused_with EROFS 'what is read-only stays so' ask "${nested[@]}" "${show[@]}" -- write "$WORK/shown/file" changed
attempted() { "$@"; :; }
# The kernel does not let the host's root be mapped anew by who has no capabilities; without a map they are kept otherwise.
deeper=(unshare --user --mount --keep-caps)
[[ $WHO == root ]] || deeper+=(--map-root-user)
works 'a namespace can be made inside, and mounts in it' box "${nested[@]}" -- "${deeper[@]}" mount --bind /usr/share /tmp
says '' 'a namespace inside cannot make it writable' attempted \
  box "${nested[@]}" "${show[@]}" -- "${deeper[@]}" sh -c "mount -o remount,bind,rw '$WORK/shown' 2>/dev/null; echo changed >'$WORK/shown/file' 2>/dev/null"
hidden=(--ro "$WORK/shown" --hide "$WORK/shown/file")
says '' 'nor uncover what is hidden: it sees an empty file' attempted \
  box "${nested[@]}" "${hidden[@]}" -- "${deeper[@]}" sh -c "umount '$WORK/shown/file' 2>/dev/null; cat '$WORK/shown/file' 2>/dev/null"
says content 'the file is as it was' cat shown/file
refused_with EPERM 'outside of namespaces of its own the command mounts nothing' ask "${nested[@]}" -- mount-new tmpfs /tmp
