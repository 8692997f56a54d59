# For promises that watch sandboxes from outside while they run: starting one in the background, finding its processes.
# Sourced after lib.sh.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash

# A word for the arguments of a command, by which its processes are found; no other process of the machine has it.
mark=mark-$WHO-$$-$RANDOM$RANDOM

# living MARK: some process has it among its arguments.
living() { pgrep -f -- "$1" >/dev/null; }

# gone MARK: no process has it.
gone() { ! living "$1"; }

# start CMD…: in the background, its output in the files $printed and $complained. `job` is its process. What a shell
# makes its background jobs ignore is set back.
printed=$SCRATCH/printed
complained=$SCRATCH/complained
start() {
  : >"$printed"
  env --default-signal "$@" >"$printed" 2>"$complained" &
  job=$!
}

# has_printed LINE: the background command has printed it.
has_printed() { grep -qxF -- "$1" "$printed"; }

# ended: the background command is over; its exit status is then in `status`, its output in out and err.
ended() {
  wait "$job"
  status=$?
  out=$(<"$printed")
  err=$(<"$complained")
  return "$status"
}

# init_of LAUNCHER: the number, on the host, of the first process in its sandbox.
init_of() { pgrep -P "$1"; }
