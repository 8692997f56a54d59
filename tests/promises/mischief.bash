# What a hostile part of a project tries while it is built: a script of the project's, to be run by whatever runs code there.
# Sourced in the project's directory; its `.git` is made as well.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash

# The script says into mischief.log that it ran, and each thing that it should not have been able to do. Writing to the home
# works inside, in memory: what stands on the host is looked at afterwards.
git init -q . && mkdir -p "$HOME/.ssh" || exit
echo mine | tee "$HOME/.bashrc" "$HOME/.ssh/key" >"$WORK/beside"
"$PROBE" listen-tcp >"$SCRATCH/listening" &
listener=$!
wait_for test -s "$SCRATCH/listening" || exit

# lay_mischief [PATH…]: makes mischief.sh; what it tries to write besides are these paths.
lay_mischief() {
  cat >mischief.sh <<EOT
probe='$PROBE'
try() { "\$@" >/dev/null 2>&1 && echo "\$*" | sed "s:\$probe ::" >>'$PWD/mischief.log'; }
echo ran >>'$PWD/mischief.log'
"\$probe" write '$HOME/.bashrc' planted >/dev/null 2>&1
try "\$probe" read '$HOME/.ssh/key'
try "\$probe" read '$WORK/beside'
try "\$probe" connect-tcp 127.0.0.1 $(<"$SCRATCH/listening")
try "\$probe" create '$PWD/.git/hooks/pre-commit'
try "\$probe" write '$PWD/.git/config' planted
EOT
  local path
  for path in "$@"; do echo "try \"\$probe\" create '$path/planted'" >>mischief.sh; done
  echo true >>mischief.sh
  mischief_number=$((5 + $#))
}

# builder ARGUMENT…: the launcher with the profile `build` and the probe, which the script needs.
builder() { "$SANDBOX" -p build --ro "$PROBE" "$@"; }

# no_mischief SENTENCE: the script has run, nothing of what it tried has worked, and the host is as it was.
no_mischief() {
  same ran "$(sort -u mischief.log 2>/dev/null)" "$1"
  same mine "$(<"$HOME/.bashrc")" '    and what it wrote into the home is not there'
  rm -f mischief.log
}

# careless_mischief: outside all of it works. Last of all, since it ruins the project.
careless_mischief() {
  sh mischief.sh
  same "$mischief_number" "$(grep -vc '^ran$' mischief.log)" 'careless: outside all of it works'
  same planted "$(<"$HOME/.bashrc")" '    and is there'
  kill "$listener"
  wait "$listener" 2>/dev/null
  true
}
