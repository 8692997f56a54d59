#!/usr/bin/env bash
# promise: chromium runs with its own sandbox on where the profile lets a browser nest, and gives up where it does not
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
command -v chromium >/dev/null || skip 'chromium is not installed'

echo '<p id="x"></p><script>document.getElementById("x").textContent = 6 * 7</script>' >page.html
profile <<T
extends = ["base"]
[filesystem]
system = "full"
ro = ["$WORK"]
[user]
uid = 1000
gid = 1000
[namespaces]
nested = "browser"
[[filesystem.mount]]
type = "tmpfs"
target = "/dev/shm"
size = "1G"
T
look_at() { box "${@:2}" -- timeout 90 chromium --headless --disable-gpu --dump-dom "$1"; }
matches '*>42<*' 'a page is rendered, its script run' look_at "file://$WORK/page.html"
# Its renderers live in namespaces of their own, below ours.
cat >look.sh <<'T'
chromium --headless --disable-gpu "$1" 2>/dev/null &
for _ in $(seq 300); do
  sleep 0.1
  for process in /proc/[0-9]*; do
    grep -aqs -- --type=renderer "$process/cmdline" || continue
    for kind in user pid net; do
      [ "$(readlink "$process/ns/$kind")" = "$(readlink "/proc/self/ns/$kind")" ] && echo "shares $kind" || echo "own $kind"
    done
    kill $!
    exit
  done
done
T
says $'own user\nown pid\nown net' 'its renderers are in namespaces of their own' box -- sh ./look.sh "file://$WORK/page.html"

refused_or_not() { look_at "file://$WORK/page.html" --set 'namespaces.nested="deny"'; }
capture refused_or_not
[[ $status != 0 && $err == *'No usable sandbox'* ]] && good=yes || good=no
verdict "$good" 'without user namespaces it gives up rather than run unprotected' 'No usable sandbox' refused_or_not
