#!/usr/bin/env bash
# promise: `sandboxctl doctor` is right about launches in another sandbox
# limit: 180
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

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

outer=("$SANDBOX" -p base --ro "$WORK")

agrees 'outside it works' works "$programs/ask"
agrees 'in a sandbox, whose filter forbids it' \
  '*missing  launch *namespaces.nested*this runs in a user namespace, under a system call filter, without new privileges*' \
  "${outer[@]}" -- "$programs/ask"
# For the host's root parts of /proc are protected there, and the kernel allows no new one beside them.
[[ $WHO == user ]] && nested=works || nested='*missing  launch *ok       namespaces *'
agrees 'in a sandbox that allows it, as far as the kernel does' "$nested" \
  "${outer[@]}" --set 'namespaces.nested="allow"' -- "$programs/ask"
