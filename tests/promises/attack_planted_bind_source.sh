#!/usr/bin/env bash
# promise: a directory of the project that has become a link is not shown the next time as what it leads to (CVE-2024-42472)
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

mkdir -p project/state secrets
echo secret >secrets/key
plant='rm -rf "$0/state" && ln -s "$1" "$0/state"'

works 'careless: the first run leaves a link' careless --bind "$WORK/project" "$WORK/project" -- sh -c "$plant" "$WORK/project" "$WORK/secrets"
says secret '    and the second shows what it leads to' careless --bind "$WORK/project/state" /state -- "$PROBE" read /state/key
rm project/state && mkdir project/state

works 'by default the first run may leave one as well' box --rw "$WORK/project" -- sh -c "$plant" "$WORK/project" "$WORK/secrets"
complains '*leads through the link*' '    and the second refuses it' ask --rw "$WORK/project" --rw "$WORK/project/state:/state" -- read /state/key
rm project/state && mkdir project/state && echo mine >project/state/key
says mine 'a directory is shown' ask --rw "$WORK/project" --rw "$WORK/project/state:/state" -- read /state/key
