#!/usr/bin/env bash
# promise: `sandboxctl doctor` is right about launches without a /proc, and in a chroot
# limit: 180
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
in_private_mounts

# agrees SENTENCE PATTERN CMD…: CMD in front of a word, "sandbox" or "doctor", and what the first one says is the second
# one's answer; see ctl_doctor.sh.
agrees() {
  local sentence=$1 pattern=$2 good=no launched
  shift 2
  capture "$@" sandbox
  launched=$status
  capture "$@" doctor
  # shellcheck disable=SC2053  # a pattern is meant
  if ((launched == 0)); then
    ((status == 0)) && [[ $out == *$'ok       launch from here'* && $pattern == works ]] && good=yes
  else
    ((launched == 125 && status == 1)) && [[ $out == $pattern ]] && good=yes
  fi
  verdict $good "$sentence" "an answer that agrees with a launch, which ended with $launched, and is like $pattern" "$@" doctor
}
programs=$WORK/programs
mkdir "$programs" && cp "$SANDBOX" "$programs/sandbox" && cp "$SANDBOXCTL" "$programs/sandboxctl"
cat >"$programs/ask" <<EOT
#!/bin/sh
# Both in one place, which may be another one inside.
case \$1 in
  sandbox) exec "\${0%/*}/sandbox" true ;;
  doctor) exec "\${0%/*}/sandboxctl" doctor ;;
esac
EOT
chmod +x "$programs/ask"

agrees 'outside of all cages it works' works "$programs/ask"

mount -t tmpfs none /proc
agrees 'without a procfs, that is named, with the command that mounts one' \
  "*missing  launch *there is no procfs at /proc*"$'\n'"         sudo mount -t proc proc /proc"$'\n'"*" "$programs/ask"
umount /proc
agrees '    and with it, it works again' works "$programs/ask"

mkdir -p root/proc root/dev root/usr root/programs
for name in bin sbin lib lib64; do
  [[ ! -L /$name ]] || ln -s "$(readlink "/$name")" "root/$name"
  [[ -L /$name || ! -e /$name ]] || { mkdir "root/$name" && mount --rbind "/$name" "root/$name"; }
done
for name in proc dev usr; do mount --rbind "/$name" "root/$name"; done
mount --bind "$programs" root/programs
agrees 'in a chroot' '*missing  launch *chroot*missing  namespaces *chroot*' chroot root /programs/ask
