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
# Other names by which git finds a configuration, and with it commands to run.
git init -q ../part && git -C ../part commit -q --allow-empty -m part
git -c protocol.file.allow=always submodule --quiet add ../part part && git worktree add -q ../tree
refused 'that of a submodule cannot be written' "$SANDBOX" -p build sh -c 'echo "[core]" >>.git/modules/part/config || exit 1'
refused '    nor that of another working tree be turned elsewhere' "$SANDBOX" -p build sh -c 'echo / >.git/worktrees/tree/commondir || exit 1'
refused '    nor the modules moved away' "$SANDBOX" -p build sh -c 'mv .git/modules .git/old || exit 1'
works 'add and commit still work' "$SANDBOX" -p build git commit -qam 'with a part'
capture "$SANDBOX" -p build sh -c 'echo /nowhere >.git/commondir'
[[ $status == 0 && $err == *"$PWD/.git/commondir"*"look at it before you use it"* ]] && good=yes || good=no
verdict "$good" 'a new name that would lead git to another configuration is told of' 'status 0, and a text about .git/commondir' "$SANDBOX"
rm .git/commondir

works 'there is no trace of the attempts' test ! -e .git/hooks/pre-commit
