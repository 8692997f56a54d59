#!/usr/bin/env bash
# promise: of the environment only the harmless names pass, and secrets only when they are spelt out
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

secrets=(GITHUB_TOKEN AWS_SECRET_ACCESS_KEY AWS_PROFILE DB_PASSWORD NPM_TOKEN OPENAI_API_KEY SSH_AUTH_SOCK DBUS_SESSION_BUS_ADDRESS
  XDG_RUNTIME_DIR LD_PRELOAD LD_LIBRARY_PATH SUDO_COMMAND KUBECONFIG DOCKER_HOST XAUTHORITY)
caller=(env LANG=de_DE.UTF-8 LC_TIME=C TZ=UTC COLORTERM=truecolor TERM=xterm MY_SETTING=mine DISPLAY=:0 SANDBOX_PROFILE=base
  SANDBOX_PROFILE_PATH=/nowhere "${secrets[@]/%/=hush}")
names() { "$@" | cut -d = -f 1 | sort | tr '\n' ' '; }
inside() { "${caller[@]}" "$SANDBOX" -p "$PROFILE" --ro "$PROBE" "$@" -- "$PROBE" environment; }

says 'COLORTERM HOME LANG LC_TIME LOGNAME PATH SANDBOX SANDBOX_NAME SHELL TERM TZ USER container ' \
  'these names pass, or are set' names inside
matches '*LANG=de_DE.UTF-8*LC_TIME=C*TERM=xterm*' 'with their values' inside
lacks '*hush*' 'no secret passes' inside
matches '*DISPLAY=:0*' 'a name that is asked for passes' inside --env DISPLAY
matches '*DISPLAY=:7*' '    or gets a value' inside --env DISPLAY=:7
matches '*GITHUB_TOKEN=hush*' 'a secret that is spelt out passes' inside --env GITHUB_TOKEN
lacks '*AWS*' '    and no other' inside --env GITHUB_TOKEN
matches '*EMPTY=*' 'a value may be empty' inside --env EMPTY=
lacks '*NOT_SET*' 'what the caller does not have is not invented' inside --env NOT_SET

profile <<'T'
extends = ["base"]
env.inherit = "all"
T
matches '*MY_SETTING=mine*' 'inherit = "all" lets the others through' inside
lacks '*hush*' '    and still no secret' inside
lacks '*SANDBOX_PROFILE*' '    nor what is meant for the launcher' inside
profile <<'T'
extends = ["base"]
[env]
pass = ["MY_*", "*_TOKEN", "AWS_*"]
unset = ["TZ"]
[env.set]
EDITOR = "vi"
WHERE = "${HOME}/x"
T
matches $'*EDITOR=vi\n*MY_SETTING=mine*' 'a pattern passes names, and a profile sets others' inside
matches "*WHERE=$HOME/x*" '    with variables in them' inside
lacks '*hush*' '    but no pattern passes a secret' inside
lacks '*TZ=*' '    and what is unset is not there' inside
profile <<'T'
extends = ["base"]
env.inherit = "none"
T
lacks '*LANG=*' 'inherit = "none" lets nothing through' inside
