#!/usr/bin/env bash
# promise: git status, add, commit and log work in the build profile, but hooks and configuration cannot be planted
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

printf '[user]\nname = Ada\nemail = ada@example.org\n[init]\ndefaultBranch = trunk\n' >"$HOME/.gitconfig"
git init -q project && cd project || exit
echo content >file
inside() { "$SANDBOX" -p build git "$@"; }

says '?? file' 'status' inside status --porcelain
works 'add' inside add file
works 'commit, with the name of the user'"'"'s own configuration' inside commit -q -m 'first'
says 'Ada first' '    which the host sees' git log --format='%an %s'
echo more >>file
matches '*+more*' 'diff' inside diff
works 'branches and stashes' "$SANDBOX" -p build sh -ec 'git checkout -q -b other; git stash -q; git stash pop -q; git commit -qam second; git checkout -q trunk'
says 2 '    are on the host' git rev-list --all --count
works 'fsck' inside fsck --strict

refused 'a hook cannot be written' "$SANDBOX" -p build sh -c 'echo "#!/bin/sh" >.git/hooks/pre-commit || exit 1'
refused '    nor the hooks moved away' "$SANDBOX" -p build sh -c 'mv .git/hooks .git/old || exit 1'
refused 'the configuration cannot be written' "$SANDBOX" -p build sh -c 'echo "[core]" >>.git/config || exit 1'
refused 'the user'"'"'s own can neither' "$SANDBOX" -p build sh -c 'echo "[core]" >>~/.gitconfig || exit 1'
works 'there is no trace of the attempts' test ! -e .git/hooks/pre-commit
