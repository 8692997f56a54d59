#!/usr/bin/env bash
# promise: tokens, passwords and the addresses of agents in the caller's environment do not reach the command
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

names=(GITHUB_TOKEN AWS_SECRET_ACCESS_KEY DB_PASSWORD SSH_AUTH_SOCK DBUS_SESSION_BUS_ADDRESS LD_LIBRARY_PATH)
for name in "${names[@]}"; do export "$name=hush"; done
for name in "${names[@]}"; do
  says hush "careless: $name is passed" careless -- "$PROBE" variable "$name"
  refused_with ENOENT '    and not by default' ask -- variable "$name"
done
profile <<'T'
extends = ["base"]
env.inherit = "all"
T
refused_with ENOENT 'nor with all that a profile inherits' ask -- variable GITHUB_TOKEN
