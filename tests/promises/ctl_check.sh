#!/usr/bin/env bash
# promise: `sandboxctl check` finds what a launch would refuse, all of it at once, and says so with its status
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

printf 'version = 1\nnonsense = 1\n[network]\nmode = "hsot"\n' >bad.toml
printf 'version = 1\nextends = ["base"]\n' >good.toml
complains '*bad.toml:2:1*' 'a launch names the first mistake' "$SANDBOX" -p ./bad.toml true
exits 1 'the check ends with 1' "$SANDBOXCTL" check ./bad.toml good.toml
verdict "$([[ $out == *'./bad.toml:2:1: '*'./bad.toml:4:8: '*'good.toml: fine'* ]] && echo yes)" '    and names both, with their places' './bad.toml:2:1, ./bad.toml:4:8, good.toml: fine'
works 'a profile without one is fine' "$SANDBOXCTL" check good.toml
works '    and starts' "$SANDBOX" -p ./good.toml true
works 'so are the built-in ones' "$SANDBOXCTL" check base build default script
exits 125 'a file that is not there is an error, and no answer' "$SANDBOXCTL" check ./absent.toml
exits 125 '    also beside others' "$SANDBOXCTL" check ./bad.toml ./absent.toml good.toml
verdict "$([[ $out == *'./bad.toml:2:1: '*'good.toml: fine'* && $err == *absent.toml* ]] && echo yes)" '    which are looked at nevertheless' './bad.toml:2:1, good.toml: fine, and absent.toml on stderr'
printf 'version = 1\nextends = ["./bad.toml"]\n' >child.toml
exits 1 'what is extended is looked at' "$SANDBOXCTL" check ./child.toml
verdict "$([[ $out == *'bad.toml:2:1: '*'bad.toml:4:8: '* ]] && echo yes)" '    wholly' 'bad.toml:2:1, bad.toml:4:8'
printf 'version = 1\nname = "trusted"\n' >reserved.toml
printf 'version = 1\nfilesystem = { tmpfs = ["/srv/*"], create = ["~/x/*"] }\n' >patterns.toml
complains '*"trusted" is no name for a profile*' 'the name of the record of trust is refused' "$SANDBOX" -p ./reserved.toml true
complains '*/srv/\*" is a pattern, and names no directory*' '    and so are patterns for what is made' "$SANDBOX" -p ./patterns.toml true
refused '    and nothing was made' test -e "$HOME/x"

# What is shown as one profile does the same as what it was made of.
printf 'version = 1\nextends = ["base"]\nfilesystem.rw = ["%s"]\n[env.set]\nMARK = "a \\"b\\" \\u00E4"\n' "$WORK" >own.toml
"$SANDBOXCTL" show --toml own.toml >whole.toml
works 'a profile that is shown as TOML is a profile' "$SANDBOXCTL" check ./whole.toml
works '    that allows the same' "$SANDBOXCTL" diff own.toml whole.toml
says 'a "b" ä' '    and starts the same' "$SANDBOX" -p ./whole.toml sh -c 'echo "$MARK"'
exits 1 'what differs is told with status 1' "$SANDBOXCTL" diff base own.toml
verdict "$([[ $out == *"+ may change $WORK"* ]] && echo yes)" '    as access gained' "+ may change $WORK"

# The list has what a launch finds.
mkdir -p "$HOME/.config/sandbox/profiles" && cp good.toml "$HOME/.config/sandbox/profiles/mine.toml"
cp bad.toml "$HOME/.config/sandbox/profiles/broken.toml"
matches '*mine *mine.toml*' 'a profile of one'"'"'s own is listed' "$SANDBOXCTL" list
matches '*broken *broken: *broken.toml:2:1: unknown key*' '    also when it is broken, with its problem' "$SANDBOXCTL" list
matches $'*\nbroken\n*\nmine\n*' '    and by name only' "$SANDBOXCTL" list --names
