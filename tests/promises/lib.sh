# What every promise sources: checks that print one line each, and short ways to start something in a sandbox.
# A promise is red when a check failed, when none was made, or when its script ended early.
# Not for what only one promise needs.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash

# Given by `run`:
#   SANDBOX  the launcher            PROBE  the program that reports facts from inside
#   SANDBOXCTL  the second program
#   WHO      user or root            SOURCE a readable copy of profiles/ and tests/promises/
#   SCRATCH  this promise's own directory, removed afterwards. In it: HOME (mode 700) and the current directory, WORK
set -u
: "${SANDBOX:?}" "${SANDBOXCTL:?}" "${PROBE:?}" "${WHO:?}" "${SCRATCH:?}" "${WORK:?}"

checks=0
failures=0
out='' err='' status=0
profiles_written=0
PROFILE=base

conclude() {
  local ended_with=$?
  trap - EXIT
  if ((ended_with == 77)); then exit 77; fi
  if ((ended_with != 0 && !(ended_with == 1 && failures > 0))); then echo "FAIL  the script ended early, with status $ended_with"; exit 1; fi
  if ((checks == 0)); then echo 'FAIL  nothing was checked'; exit 1; fi
  exit $((failures > 0))
}
trap conclude EXIT

# skip REASON: this machine cannot show the promise; `run` counts it and prints the reason.
skip() {
  echo "skip  $1"
  exit 77
}

# capture CMD…: runs it and keeps its stdout, stderr and exit status in out, err and status.
capture() {
  out=$("$@" 2>"$SCRATCH/.stderr")
  status=$?
  err=$(<"$SCRATCH/.stderr")
}

indented() { sed 's/^/          /' <<<"$1"; }

# verdict YES|NO SENTENCE WHAT-WAS-EXPECTED CMD…: prints the line of a check, with everything needed to understand a failure.
verdict() {
  local good=$1 sentence=$2 expected=$3
  shift 3
  checks=$((checks + 1))
  if [[ $good == yes ]]; then
    echo "ok    $sentence"
    return 0
  fi
  failures=$((failures + 1))
  echo "FAIL  $sentence"
  echo "        expected: $expected"
  (($# == 0)) || echo "        command: ${*@Q}"
  (($# == 0)) || echo "        exit status: $status"
  [[ -z $out ]] || { echo '        stdout:'; indented "$out"; }
  [[ -z $err ]] || { echo '        stderr:'; indented "$err"; }
  return 1
}

# works SENTENCE CMD…: it exits with 0.
works() {
  local good=no
  capture "${@:2}"
  ((status == 0)) && good=yes
  verdict $good "$1" 'exit status 0' "${@:2}"
}

# refused SENTENCE CMD…: it exits with exactly 1, the probe's and most programs' word for "I was not allowed to". Any
# other status (125: the sandbox did not start) is a failure of the check, so that nothing passes by accident.
refused() {
  local good=no
  capture "${@:2}"
  ((status == 1)) && good=yes
  verdict $good "$1" 'exit status 1' "${@:2}"
}

# refused_with ERRNO SENTENCE CMD…: the probe answers with that word; "EPERM|EACCES" allows either.
refused_with() {
  local good=no
  capture "${@:3}"
  ((status == 1)) && [[ "|$1|" == *"|$out|"* && -n $out ]] && good=yes
  verdict $good "$2" "exit status 1 and the word $1" "${@:3}"
}

# says TEXT SENTENCE CMD…: it exits with 0 and prints exactly TEXT.
says() {
  local good=no
  capture "${@:3}"
  ((status == 0)) && [[ $out == "$1" ]] && good=yes
  verdict $good "$2" "exit status 0 and the text ${1@Q}" "${@:3}"
}

# matches PATTERN SENTENCE CMD…: it exits with 0 and its output matches the shell pattern.
matches() {
  local good=no
  capture "${@:3}"
  # shellcheck disable=SC2053  # a pattern is meant
  ((status == 0)) && [[ $out == $1 ]] && good=yes
  verdict $good "$2" "exit status 0 and a text like $1" "${@:3}"
}

# lacks PATTERN SENTENCE CMD…: it exits with 0, prints something, and nothing of it matches the shell pattern.
lacks() {
  local good=no
  capture "${@:3}"
  # shellcheck disable=SC2053  # a pattern is meant
  ((status == 0)) && [[ -n $out && $out != $1 ]] && good=yes
  verdict $good "$2" "exit status 0 and no text like $1" "${@:3}"
}

# exits STATUS SENTENCE CMD…
exits() {
  local good=no
  capture "${@:3}"
  ((status == $1)) && good=yes
  verdict $good "$2" "exit status $1" "${@:3}"
}

# complains PATTERN SENTENCE CMD…: the launcher itself gives up: 125 and a message on stderr that matches the pattern.
complains() {
  local good=no
  capture "${@:3}"
  # shellcheck disable=SC2053  # a pattern is meant
  ((status == 125)) && [[ -n $err && $err == $1 ]] && good=yes
  verdict $good "$2" "exit status 125 and a message like $1" "${@:3}"
}

# same A B SENTENCE
same() {
  local good=no out='' err=''
  [[ $1 == "$2" ]] && good=yes
  verdict $good "$3" "${1@Q}, seen: ${2@Q}"
}

# eventually SECONDS SENTENCE CMD…: it exits with 0 before so many seconds have passed.
eventually() {
  local deadline=$((SECONDS + $1)) good=no
  while capture "${@:3}"; ((status != 0)) && ((SECONDS < deadline)); do sleep 0.05; done
  ((status == 0)) && good=yes
  verdict $good "$2" "exit status 0 within $1 s" "${@:3}"
}

# landlock_version_at_least N: the kernel has that version of Landlock's interface, or a newer one.
landlock_version_at_least() {
  local version
  version=$("$PROBE" landlock-version) && ((version >= $1))
}

# at_terminal STEP… -- CMD…: plays a dialogue with CMD at a terminal, see at_terminal.py.
at_terminal() { /usr/bin/python3 "$SOURCE/promises/at_terminal.py" "$@"; }

# wait_for CMD…: returns when it succeeds, or fails after ten seconds.
wait_for() {
  local deadline=$((SECONDS + 10))
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < deadline)) || return 1
    sleep 0.02
  done
}

# profile: reads a profile from stdin ("version = 1" is added) and makes it the one that `box` uses.
profile() {
  profiles_written=$((profiles_written + 1))
  PROFILE=$SCRATCH/profile-$profiles_written.toml
  { echo 'version = 1'; cat; } >"$PROFILE"
}

# box [OPTION…] -- CMD…: runs CMD in a sandbox with the current PROFILE, and the probe visible.
box() { "$SANDBOX" -p "$PROFILE" --ro "$PROBE" "$@"; }

# ask [OPTION…] -- VERB…: runs the probe in a sandbox with the current PROFILE.
ask() {
  local -a options=()
  while [[ $1 != -- ]]; do options+=("$1"); shift; done
  shift
  box "${options[@]}" -- "$PROBE" "$@"
}

# in_private_mounts: goes on in a mount namespace of its own, where mounting is allowed (for an ordinary user: as user 0
# of a user namespace). Call it first: the script is started anew.
in_private_mounts() {
  if [[ -n ${IN_PRIVATE_MOUNTS-} ]]; then return 0; fi
  export IN_PRIVATE_MOUNTS=1
  local -a enter=(unshare --mount --propagation private)
  [[ $WHO == root ]] || enter+=(--user --map-root-user)
  trap - EXIT
  exec "${enter[@]}" -- bash "$0"
}
