#!/usr/bin/env bash
# promise: also where ids are lent, by the launcher itself or by newuidmap, no failure and no kill leaves anything, or lets a command run half confined
# limit: 180
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/subids.bash"
source "$SOURCE/promises/onlooker.bash"
source "$SOURCE/promises/fault.bash"

given=(--set user.subids=true)
if [[ $WHO == root ]]; then
  disturbed 'by root'
  chown -R "$lent_user" "$WORK" && chmod 755 "$SCRATCH"
  before=(/usr/bin/setpriv --reuid "$lent_user" --regid "$lent_group" --groups "$lent_group" /usr/bin/env "HOME=$SCRATCH/lent")
fi
disturbed 'by newuidmap'
