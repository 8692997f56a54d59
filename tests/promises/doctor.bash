# For promises about `sandboxctl doctor`: its answer is held against a launch in the same circumstances.
# SPDX-License-Identifier: Apache-2.0

# What stands behind a command for the two programs.
launch=("$SANDBOX" true)
doctor=("$SANDBOXCTL" doctor)

# agrees SENTENCE PATTERN CMD…: CMD in front of both programs. The doctor's status is 1 exactly when a launch gives up, and
# then it has a line like PATTERN; when it works, one like "ok launch".
agrees() {
  local sentence=$1 pattern=$2 good=no launched
  shift 2
  capture "$@" "${launch[@]}"
  launched=$status
  capture "$@" "${doctor[@]}"
  # shellcheck disable=SC2053  # a pattern is meant
  if ((launched == 0)); then
    ((status == 0)) && [[ $out == *$'ok       launch from here'* && $pattern == works ]] && good=yes
  else
    ((launched == 125 && status == 1)) && [[ $out == $pattern ]] && good=yes
  fi
  verdict $good "$sentence" "an answer that agrees with a launch, which ended with $launched, and is like $pattern" "$@" "${doctor[@]}"
}

# Puts both programs beside $programs/ask, which takes a word for each: where it lies inside may be another place.
ask_in_one_place() {
  programs=$WORK/programs launch=(sandbox) doctor=(doctor)
  mkdir "$programs" && cp "$SANDBOX" "$programs/sandbox" && cp "$SANDBOXCTL" "$programs/sandboxctl"
  cat >"$programs/ask" <<'EOT'
#!/bin/sh
case $1 in
  sandbox) exec "${0%/*}/sandbox" true ;;
  doctor) exec "${0%/*}/sandboxctl" doctor ;;
esac
EOT
  chmod +x "$programs/ask"
}
