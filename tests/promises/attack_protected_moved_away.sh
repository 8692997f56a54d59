#!/usr/bin/env bash
# promise: what is protected in a writable directory cannot be exchanged by moving the directory that holds it
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

fresh() {
  rm -rf project && mkdir -p project/.git/hooks project/.git/info project/deep/er/secrets
  echo mine | tee project/.git/hooks/pre-commit project/.git/config project/.git/HEAD project/deep/er/secrets/key >/dev/null
}
hooks=$WORK/project/.git/hooks
# Moves .git away and puts another one in its place.
attack='mv .git .git2 && mkdir -p .git/hooks && echo evil >.git/hooks/pre-commit || exit 1'

fresh
careless_project() { careless --bind "$WORK/project" "$WORK/project" --ro-bind "$hooks" "$hooks" --chdir "$WORK/project" "$@"; }
refused 'careless: a hook below a read-only mount cannot be written' careless_project sh -c 'echo evil >.git/hooks/pre-commit || exit 1'
works '    but the directory above it can be moved, and another one be made' careless_project sh -c "$attack"
same evil "$(cat "$hooks/pre-commit")" '    whose hook runs outside, later'

fresh
open=(--rw "$WORK/project" --protect "$hooks" --protect "$WORK/project/.git/config")
within() { box --set "process.cwd=\"$WORK/project\"" "${open[@]}" -- "$@"; }
refused 'by default the same is refused' within sh -c "$attack"
refused_with EBUSY '    the directory cannot be moved' ask "${open[@]}" -- rename "$WORK/project/.git" "$WORK/project/.git2"
refused_with EBUSY '    nor onto it another' ask "${open[@]}" -- rename "$WORK/project/deep" "$WORK/project/.git"
refused_with 'EBUSY|ENOTEMPTY' '    nor can it be removed' ask "${open[@]}" -- rmdir "$WORK/project/.git"
refused_with 'EPERM|EINVAL' '    or uncovered' ask "${open[@]}" -- umount "$WORK/project/.git"
refused_with EROFS 'a hook cannot be written' ask "${open[@]}" -- open-write "$hooks/pre-commit"
refused_with EROFS '    nor made' ask "${open[@]}" -- create "$hooks/post-commit"
refused_with 'EBUSY|EXDEV' '    nor the hooks be moved' ask "${open[@]}" -- rename "$hooks" "$WORK/project/.git/old"
refused_with EROFS 'a protected file cannot be written' ask "${open[@]}" -- open-write "$WORK/project/.git/config"
refused_with EBUSY '    nor be replaced' ask "${open[@]}" -- rename "$WORK/project/.git/HEAD" "$WORK/project/.git/config"
refused_with EBUSY '    nor be removed' ask "${open[@]}" -- unlink "$WORK/project/.git/config"
says mine '    but read' ask "${open[@]}" -- read "$WORK/project/.git/config"
works 'what is beside it can be changed' ask "${open[@]}" -- write "$WORK/project/.git/HEAD" text
works '    made and moved' within sh -c 'mkdir .git/objects && echo x >.git/objects/a && mv .git/objects .git/refs && rm -r .git/refs'
same mine "$(cat "$hooks/pre-commit")" 'on the host the hook is the old one'

# What is hidden would be found under another name by the next run, which hides nothing there.
careless_hidden() { careless --bind "$WORK/project" "$WORK/project" --tmpfs "$WORK/project/deep/er/secrets" "$@"; }
works 'careless: a directory that holds what is hidden can be moved' careless_hidden "$PROBE" rename "$WORK/project/deep/er" "$WORK/project/open"
fresh
hidden=(--rw "$WORK/project" --hide "$WORK/project/deep/er/secrets?")
for directory in deep deep/er; do
  refused_with EBUSY "by default it cannot: $directory" ask "${hidden[@]}" -- rename "$WORK/project/$directory" "$WORK/project/$directory.old"
done
refused_with EACCES '    so that the next run hides it as well' ask "${hidden[@]}" -- read "$WORK/project/deep/er/secrets/key"
