#!/usr/bin/env bash
# promise: a mistake in a profile is refused with its place and, where one is near, the right word; nothing is ignored
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# mistaken PATTERN SENTENCE: the profile on stdin gives 125 and a message like that, which begins with the file.
mistaken() {
  cat >mistake.toml
  complains "sandbox: mistake.toml:$1" "$2" "$SANDBOX" -p mistake.toml touch "$WORK/ran"
}

printf 'version = 1\nextends = ["base"]\n[filesystem]\nrw = ["%s"]\n' "$WORK" >right.toml
works 'a profile without mistakes runs the command' "$SANDBOX" -p right.toml touch "$WORK/ran"
works '    which leaves its trace' rm ran

mistaken '3:1: unknown key "filesystem.r0", did you mean "ro"?*' 'an unknown key' <<<$'version = 1\n[filesystem]\nr0 = ["/usr"]'
mistaken '2:2: unknown key "filesytem", did you mean "filesystem"?*' 'an unknown table' <<<$'version = 1\n[filesytem]\nro = ["/usr"]'
mistaken '3:1: limits.memory is not supported yet*' 'a key that will come' <<<$'version = 1\n[limits]\nmemory = "1G"'
mistaken '2:*desktop is not supported yet*' 'a table that will come' <<<$'version = 1\n[desktop]\ndefault = "allow"'
mistaken '3:8: network.mode cannot be "hst", did you mean "host"?*' 'an unknown word' <<<$'version = 1\n[network]\nmode = "hst"'
mistaken '3:6: filesystem.ro must be a list*not a string*' 'a value of the wrong kind' <<<$'version = 1\n[filesystem]\nro = "/usr"'
mistaken '3:*filesystem.ro*' 'a wrong kind within a list' <<<$'version = 1\n[filesystem]\nro = ["/usr", 1]'
mistaken '1:11: version:*not 9*' 'a version of the future' <<<'version = 9'
mistaken '1:*lacks its version*' 'no version' <<<$'[filesystem]\nro = ["/usr"]'
mistaken '2:*' 'what is no TOML' <<<$'version = 1\nro ='
mistaken '3:*' 'a key given twice' <<<$'version = 1\nname = "a"\nname = "b"'
mistaken '3:*filesystem.ro*' 'a variable that does not exist' <<<$'version = 1\n[filesystem]\nro = ["${NOWHERE}/x"]'
mistaken '*' 'an rlimit with its limits the wrong way round' <<<$'version = 1\n[limits.rlimit]\nnofile = "20:10"'
mistaken '*' 'a mount without a target or source' <<<$'version = 1\n[[filesystem.mount]]\ntype = "bind"'
refused 'none of them ran the command' test -e ran
