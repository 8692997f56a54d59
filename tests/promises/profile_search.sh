#!/usr/bin/env bash
# promise: a profile is found by its path or by its name, in the documented order, and never picked up from the current directory
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# marked DIRECTORY NAME MARK: a profile there that can be told from others inside.
marked() {
  mkdir -p "$1"
  printf 'version = 1\nextends = ["base"]\n[env.set]\nFOUND = "%s"\n' "$3" >"$1/$2.toml"
}
which_one() { "$SANDBOX" "$@" sh -c 'echo "$FOUND"'; }

marked . here path
says path 'a word with a slash is a file' which_one -p ./here.toml
says path 'and so is one that ends in .toml' which_one -p here.toml
complains '*no profile "here"*./here.toml*' 'a mere name is not looked for in the current directory' which_one -p here
complains '*cannot read the profile ./absent.toml: no such file*' 'a file that is not there is an error' which_one -p ./absent.toml

marked "$HOME/.config/sandbox/profiles" mine home
says home 'a name is found in the configuration of the home' which_one -p mine
marked config/sandbox/profiles mine config
says config 'which XDG_CONFIG_HOME moves' env XDG_CONFIG_HOME="$WORK/config" "$SANDBOX" -p mine sh -c 'echo "$FOUND"'
export XDG_CONFIG_DIRS=$WORK/site XDG_DATA_DIRS=$WORK/vendor
marked site/sandbox/profiles both site
marked vendor/sandbox/profiles both vendor
marked vendor/sandbox/profiles installed vendor
says vendor 'in XDG_DATA_DIRS' which_one -p installed
says site 'after XDG_CONFIG_DIRS' which_one -p both
marked first mine first
marked second mine second
export SANDBOX_PROFILE_PATH=$WORK/first:$WORK/second
says first 'before all, in SANDBOX_PROFILE_PATH, from left to right' which_one -p mine
says '' 'a relative directory there is ignored' env SANDBOX_PROFILE_PATH=first "$SANDBOX" -p base sh -c 'echo "$FOUND"'
unset SANDBOX_PROFILE_PATH

marked "$HOME/.config/sandbox/profiles" base own
complains '*circle*' 'a profile of one'"'"'s own that extends itself by its name is refused' which_one -p base
printf 'version = 1\n[filesystem]\nsystem = "minimal"\n[env]\ninherit = "minimal"\n[env.set]\nFOUND = "own base"\n' \
  >"$HOME/.config/sandbox/profiles/base.toml"
says 'own base' 'a profile of one'"'"'s own goes before the built-in one of that name' which_one -p base
rm "$HOME/.config/sandbox/profiles/base.toml"

says path 'SANDBOX_PROFILE names the profile when -p does not' env SANDBOX_PROFILE=./here.toml "$SANDBOX" sh -c 'echo "$FOUND"'
says home '    and gives way to -p' env SANDBOX_PROFILE=./here.toml "$SANDBOX" -p mine sh -c 'echo "$FOUND"'
says default 'without both it is "default"' "$SANDBOX" sh -c 'echo "$SANDBOX_NAME"'
printf 'version = 1\n[network]\nmode = "host"\n[env.set]\nFOUND = "project"\n' | tee sandbox.toml script.toml >.sandbox.toml

complains '*no profile "buld", did you mean "build"?*' 'a slip of the hand gets a suggestion' which_one -p buld
complains '*' 'a name cannot climb' which_one -p ..
if [[ $WHO == user ]]; then
  chmod 000 "$HOME/.config/sandbox/profiles/mine.toml"
  complains '*permission denied*' 'a profile that cannot be read is not passed over' which_one -p mine
fi
