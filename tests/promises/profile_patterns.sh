#!/usr/bin/env bash
# promise: a pattern in a list of paths covers what fits it when the sandbox starts, and only that
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir keys && touch keys/a.pem keys/b.pem keys/c.txt keys/.d.pem
profile <<EOT
extends = ["base"]
filesystem.ro = ["$WORK/keys"]
filesystem.hide = ["$WORK/keys/*.pem"]
EOT
for name in a b; do
  refused_with EACCES "what fits is hidden: $name.pem" ask -- open-read "$WORK/keys/$name.pem"
done
works 'what does not is open' ask -- open-read "$WORK/keys/c.txt"
works '    and so is a name with a dot in front' ask -- open-read "$WORK/keys/.d.pem"
touch "keys/x*.txt" keys/xy.txt
profile <<EOT
extends = ["base"]
filesystem.ro = ["$WORK/keys/*.pem", "$WORK/keys/none*?"]
EOT
works 'a pattern shows what fits' ask -- open-read "$WORK/keys/b.pem"
refused_with ENOENT '    and nothing else' ask -- open-read "$WORK/keys/c.txt"
works 'a flag means the very name' ask --ro "$WORK/keys/x*.txt" -- open-read "$WORK/keys/x*.txt"
refused_with ENOENT '    and no other' ask --ro "$WORK/keys/x*.txt" -- open-read "$WORK/keys/xy.txt"
profile <<EOT
extends = ["base"]
filesystem.ro = ["$WORK/keys/none*"]
EOT
complains '*nothing fits *none\**hint*"?" behind it*' 'one that fits nothing is an error' box -- true
