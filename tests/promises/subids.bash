# Subordinate ids for promises; the machine's own files are never changed. As root, others are put over /etc/passwd,
# /etc/subuid and /etc/subgid in a private mount namespace, and `lent CMD…` runs as a user to whom they lend the 65536
# ids from 700000 on. As a user, `lent CMD…` runs with what the machine lends him, if it does.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash

[[ -x /usr/bin/newuidmap && -x /usr/bin/newgidmap ]] || skip 'there is no newuidmap here (package uidmap)'

if [[ $WHO == root ]]; then
  in_private_mounts
  lent_user=54321 lent_group=54321
  mkdir -m 755 "$SCRATCH/etc" && mkdir -m 700 "$SCRATCH/lent" && chown 54321:54321 "$SCRATCH/lent"
  { cat /etc/passwd; echo 'lent:x:54321:54321::/:/bin/sh'; } >"$SCRATCH/etc/passwd"
  printf '%s\n' lent:700000:65536 root:900000:65536 >"$SCRATCH/etc/subuid"
  cp "$SCRATCH/etc/subuid" "$SCRATCH/etc/subgid"
  for file in passwd subuid subgid; do
    [[ -e /etc/$file ]] || skip "there is no /etc/$file here that another one could be put over"
    mount --bind "$SCRATCH/etc/$file" "/etc/$file" || exit 1
  done
  lent() { setpriv --reuid 54321 --regid 54321 --groups 54321,4242 env HOME="$SCRATCH/lent" "$@"; }
else
  lent_user=$(id -u) lent_group=$(id -g)
  for file in /etc/subuid /etc/subgid; do
    grep -qsE "^($(id -un 2>/dev/null || echo -)|$(id -u)):" $file || skip "$file lends no ids to user $(id -u)"
  done
  lent() { "$@"; }
fi

# fake_root [LINE…]: a profile whose command is user 0 with the rights that installing packages takes.
fake_root() {
  profile < <(
    cat <<'T'
extends = ["base"]
user = { uid = 0, gid = 0, subids = true }
capabilities.keep = ["chown", "dac_override", "fowner", "fsetid", "setuid", "setgid", "kill", "setfcap", "sys_chroot"]
T
    printf '%s\n' "$@"
  )
}

# lent_box [OPTION…] -- CMD…, lent_ask [OPTION…] -- VERB…: box and ask for who was lent ids.
lent_box() { lent "$SANDBOX" -p "$PROFILE" --ro "$PROBE" "$@"; }
lent_ask() {
  local -a options=()
  while [[ $1 != -- ]]; do options+=("$1"); shift; done
  shift
  lent_box "${options[@]}" -- "$PROBE" "$@"
}
