#!/usr/bin/env bash
# promise: without a profile a command sees the current directory, cannot change it, and does not see the secrets of .env
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir project && cd project || exit
echo content >file && echo secret >.env && echo outside >../beside
printf '#!/bin/sh\ncat file\n' >script.sh && chmod +x script.sh
says content 'a script there runs and reads it' "$SANDBOX" ./script.sh
exits 1 'it cannot be changed' "$SANDBOX" --ro "$PROBE" "$PROBE" write "$PWD/file" changed
same EROFS "$out" '    because it is read-only'
refused '.env is closed' "$SANDBOX" cat .env
refused 'what is beside is not there' "$SANDBOX" test -e ../beside
complains '*there is no command*' 'what is piped in is no command' bash -c 'echo "echo a shell" | "$0" -p default' "$SANDBOX"
