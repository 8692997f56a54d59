#!/usr/bin/env bash
# promise: on a mount with the option nosymfollow links are there and lead nowhere, also not the attacker's new ones
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir data && echo text >data/file && ln -s file data/link
for options in '' '"nosymfollow"'; do
  profile <<P
extends = ["base"]
[[filesystem.mount]]
type = "bind"
source = "$WORK/data"
target = "/data"
mode = "rw"
options = [$options]
P
  if [[ -z $options ]]; then
    says text 'without the option a link is followed' ask -- read /data/link
    continue
  fi
  refused_with ELOOP 'with it a link is not followed' ask -- open-read /data/link
  says file '    its text can be read' ask -- readlink /data/link
  says text '    and so can files' ask -- read /data/file
  refused_with ELOOP 'nor is one that was made inside' box -- sh -c 'ln -s /etc/passwd /data/new && exec "$0" open-read /data/new' "$PROBE"
done
