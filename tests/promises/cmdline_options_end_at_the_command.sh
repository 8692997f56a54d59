#!/usr/bin/env bash
# promise: options end at the first word that is none, or at "--", which is removed once
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

says '--version' 'what follows the command belongs to it' box sh -c 'echo "$*"' sh --version
says '-p nothing --explain' 'even when it looks like an option of the launcher' box echo -p nothing --explain
says '-- x' 'a second -- is the command'"'"'s' box -- echo -- x
says '-- x' 'and so is one behind a command without' box echo -- x
printf '#!/bin/sh\necho "ran with $*"\n' >./-strange && chmod +x ./-strange
says 'ran with -h' 'behind -- a command may begin with a hyphen' \
  box --rw "$WORK" --set "env.path=[\"$WORK\", \"/usr/bin\", \"/bin\"]" -- -strange -h
complains '*no option*' 'without it that is an option of the launcher, which it does not have' box --rw "$WORK" -strange
says inside 'options take their value with = as well' \
  "$SANDBOX" --profile=base "--env=WHERE=inside" sh -c 'echo "$WHERE"'
says inside 'and a short one without a blank' "$SANDBOX" -pbase --env WHERE=inside sh -c 'echo "$WHERE"'
